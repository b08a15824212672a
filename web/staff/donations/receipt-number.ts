/** `2026-000123`: as it stands on the paper. */
export const receiptNumber = ({ year, number }: { year: string; number: number }): string =>
  `${year}-${String(number).padStart(6, '0')}`;
