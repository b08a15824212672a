/** Shades from 0 (none) to 4 (most). Equal steps of the largest figure, so that a shade means an amount. */
export function levelOf(value: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0 || largest <= 0) return 0;
  return Math.min(4, Math.max(1, Math.ceil((value / largest) * 4))) as 1 | 2 | 3 | 4;
}
