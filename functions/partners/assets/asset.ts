/** What a list of devices can say of each; the names of the columns as this programme calls them. */
export const ASSET_FIELDS = [
  'assetTag',
  'serial',
  'kind',
  'maker',
  'model',
  'cpu',
  'memory',
  'disk',
  'mac',
  'acquired',
  'condition',
  'quantity',
  'note',
] as const;
export type AssetField = (typeof ASSET_FIELDS)[number];

/** Which column of the file is which field: index of the column, from 0. A person may change it. */
export type Mapping = Readonly<Partial<Record<AssetField, number>>>;

/** `desktop` … `tablet` become devices; monitors and printers come along and are no PCs; `unknown` needs a person. */
export const ASSET_KINDS = [
  'desktop',
  'laptop',
  'all-in-one',
  'tablet',
  'monitor',
  'printer',
  'unknown',
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** One row as it was understood. Absent facts are absent, never a filler. */
export interface Asset {
  /** The line in the file, or the row in the workbook, as a person sees it. */
  readonly line: number;
  readonly assetTag?: string;
  readonly serial?: string;
  readonly kind: AssetKind;
  readonly maker?: string;
  readonly model?: string;
  readonly cpu?: string;
  /** As the list says it: `8GB`, `1024`. */
  readonly memory?: string;
  readonly disk?: string;
  /** Lower case, parted by colons. */
  readonly mac?: string;
  /** `2019`, `2019-03` or `2019-03-02`. */
  readonly acquired?: string;
  readonly condition?: string;
  /** Pieces in this row; 1 where the list does not say. */
  readonly quantity: number;
  readonly note?: string;
  /** Finds the same machine again; absent when nothing tells it from its sisters. */
  readonly fingerprint?: string;
}

/** Why a person must look at a row. Stable: pages translate these codes. */
export type Doubt =
  | 'KIND_UNKNOWN'
  | 'KIND_MISSING'
  | 'NO_NUMBER'
  | 'SERIAL_PLACEHOLDER'
  | 'TAG_PLACEHOLDER'
  | 'ROUNDED_NUMBER'
  | 'SEVERAL_WITH_ONE_NUMBER'
  | 'QUANTITY_MISSING'
  | 'DATE_UNCLEAR'
  | 'FORMULA'
  | 'SAME_TAG'
  | 'SAME_SERIAL'
  | 'SAME_MACHINE';

/** Why a row cannot be taken as it stands. Stable: pages translate these codes. */
export type Refusal =
  | 'WRONG_COLUMN_COUNT'
  | 'CONTROL_CHARACTER'
  | 'CELL_TOO_LONG'
  | 'NO_IDENTITY'
  | 'QUANTITY_NOT_A_NUMBER'
  | 'QUANTITY_OUT_OF_RANGE'
  | 'IMPOSSIBLE_DATE';

export interface DoubtfulRow {
  readonly line: number;
  /** With the line that it agrees with where there is one: `SAME_TAG:12`. */
  readonly why: readonly (Doubt | `${Doubt}:${number}`)[];
  readonly asset: Asset;
}

export interface RefusedRow {
  readonly line: number;
  readonly reason: Refusal;
  /** The field whose cell is at fault, where it is one. */
  readonly field?: AssetField;
}

/** A list as it was understood. `rows` = accepted + doubtful + refused, so that no row is lost silently. */
export interface AssetReading {
  /** Our name → the file's heading. */
  readonly columns: Readonly<Partial<Record<AssetField, string>>>;
  readonly rows: number;
  readonly accepted: readonly Asset[];
  readonly doubtful: readonly DoubtfulRow[];
  readonly refused: readonly RefusedRow[];
  /** Lines of totals (`합계`), which are no rows. */
  readonly totals: readonly number[];
}
