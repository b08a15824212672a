/** A month of the city's calendar: `2026-12`. As texts they sort in the order of time. */
export type Month = string;

export const monthOf = (day: string): Month => day.slice(0, 7);

/** `2026-12` + 1 → `2027-01`. */
export function plusMonths(month: Month, count: number): Month {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}

export const monthsFrom = (first: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, i) => plusMonths(first, i));

/** How many months there are from one to another, both included; 0 where the last is the one before the first. */
export function countMonths(first: Month, last: Month): number {
  const [from, to] = [first, last].map((m) => Number(m.slice(0, 4)) * 12 + Number(m.slice(5)));
  return (to ?? 0) - (from ?? 0) + 1;
}
