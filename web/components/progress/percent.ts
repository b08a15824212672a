/**
 * The per cent of the target that is reached, at most 100. Cut, never rounded up: 99.9 is not "reached". Whole ones,
 * but tenths below 10: the first PCs of a programme are not "0 %".
 */
export function percentOf(value: number, target: number): number {
  const tenths = Math.min(1000, Math.max(0, Math.floor((value * 1000) / target)));
  return tenths < 100 ? tenths / 10 : Math.floor(tenths / 10);
}
