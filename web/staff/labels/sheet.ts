/** Label sheets of A4 with 3 × 8 labels of 63.5 × 33.9 mm (L7159 and its like). */
export const PER_SHEET = 24;

/**
 * Spreads labels over sheets.
 * @param first place of the first label, from 1: a sheet that was begun can be used up
 */
export function pagesOf<T>(labels: readonly T[], first: number): (T | undefined)[][] {
  const places: (T | undefined)[] = [...Array.from({ length: first - 1 }, () => undefined), ...labels];
  const count = Math.ceil(places.length / PER_SHEET);
  return Array.from({ length: count }, (_, i) => places.slice(i * PER_SHEET, (i + 1) * PER_SHEET));
}
