import { clean, dayText, harmless, type Value } from './write.ts';

/**
 * A CSV file that Korean Excel opens as it should: UTF-8 with its mark, commas, CRLF. Nothing in it is computed
 * when it is opened.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly Value[])[]): Uint8Array {
  const lines = [header, ...rows].map((row) => row.map(cellOf).join(','));
  return new TextEncoder().encode(`\ufeff${lines.map((line) => `${line}\r\n`).join('')}`);
}

function cellOf(value: Value): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return dayText(value);
  if (typeof value !== 'string') return String(value).toUpperCase();
  const text = harmless(clean(value));
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
