/** `/data/stats.json`, as functions/stats writes it. */
export interface PublicNumbers {
  readonly asOf: string;
  readonly received: number;
  readonly erased: number;
  readonly refurbished: number;
  readonly delivered: number;
  readonly waiting: number;
  readonly districts: ReadonlyArray<{ code: string; delivered: number; waiting: number }>;
  /** Of partners that give PCs in bulk; a file written before there were any has none. */
  readonly partners?: ReadonlyArray<{ id: string; pledged: number; delivered: number }>;
  readonly months: ReadonlyArray<{ month: string; delivered: number }>;
}
