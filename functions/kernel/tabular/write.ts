/** A value in a file that goes out: a number stays one, a `Date` is a day; absent is an empty cell. */
export type Value = string | number | boolean | Date | null | undefined;

/** A sheet of a workbook. `totals` is a last row in bold. */
export interface SheetToWrite {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly totals?: readonly Value[];
}

/** Characters that XML and spreadsheets cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, which the spreadsheet itself uses
 * to say "this is text" (OWASP, CSV injection). A plain number below zero is none; `+82-10-1234-5678` would be
 * computed and is.
 */
export function harmless(text: string): string {
  return /^[\s\u00a0\u3000]*[=+\-@\t\r|＝＋－＠]/.test(text) && !/^[+-]?\d[\d,]*(?:\.\d+)?$/.test(text)
    ? `'${text}`
    : text;
}

/** Text as it may stand in a file: without what cannot be printed, never half a character. */
export function clean(text: string): string {
  return text.replace(UNPRINTABLE, '').toWellFormed();
}

/** `2026-11-24`, in UTC: whoever hands over a `Date` means a day of the city, made with `dayOf`. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
