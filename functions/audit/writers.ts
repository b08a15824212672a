/** A table as a file; what stands in a cell is never a formula. */
interface Writer {
  readonly type: string;
  write(rows: readonly (readonly string[])[]): string | Uint8Array | Promise<Uint8Array>;
}

/** Quoted, so that commas and line ends stay within; a first sign that a spreadsheet would compute gets a quote. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const WRITERS: Readonly<Record<'csv', Writer>> = {
  csv: {
    type: 'text/csv; charset=utf-8',
    // With a BOM, which Excel needs to read Hangul.
    write: (rows) => `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`,
  },
};
