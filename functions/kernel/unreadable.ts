/** Why a file was refused. Stable: pages translate these codes, so they are never renamed. */
export type UnreadableCode = FileRefusal | DiagnosticRefusal | SheetRefusal | StatementRefusal;

/** Whatever the file was meant to be. */
type FileRefusal = 'NOT_A_FILE' | 'EMPTY' | 'TOO_LARGE' | 'WRONG_ENCODING' | 'TRUNCATED';

type DiagnosticRefusal =
  | 'ARCHIVE'
  | 'NOT_A_LOG'
  | 'NOT_JSON'
  | 'TOO_DEEP'
  | 'WRONG_SHAPE'
  | 'UNKNOWN_FORMAT'
  | 'SEVERAL_DEVICES'
  | 'NO_DEVICE';

/** A table: CSV, XLSX, ODS. */
type SheetRefusal =
  | 'NOT_A_SHEET'
  | 'PASSWORD'
  | 'MACROS'
  | 'OLD_WORKBOOK'
  | 'SWELLS'
  | 'DAMAGED'
  | 'NOT_XML'
  | 'OPEN_QUOTE'
  | 'NO_ROWS'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG'
  | 'NO_KNOWN_COLUMN';

/** A bank's statement of account. */
type StatementRefusal =
  | 'NOT_A_STATEMENT'
  | 'NO_STATEMENT'
  | 'OUT_OF_PLACE'
  | 'WRONG_TOTALS'
  | 'WRONG_BALANCE'
  | 'MIXED_CURRENCIES'
  | 'NO_SUCH_DATE'
  | 'NO_DATE'
  | 'UNCLEAR_DATE'
  | 'WRONG_AMOUNT'
  | 'BOTH_IN_AND_OUT';

/**
 * A file that cannot be read as what it claims to be.
 * `place` is where a person should look: `line 3, column 7`, a JSON path such as `$.children[0]`, or `file`.
 * `reason` is one English line without content of the file, so that it may be printed and logged.
 */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;
  readonly place: string;
  readonly reason: string;
  /** The name under which the file was handed in; set by `readFile`. */
  file: string | undefined;

  constructor(code: UnreadableCode, place: string, reason: string) {
    super(`${place}: ${reason}`);
    this.name = 'UnreadableFile';
    this.code = code;
    this.place = place;
    this.reason = reason;
  }
}

/** `line 3, column 7` of an offset into a text; both count from 1, a column in UTF-16 units. */
export function placeAt(text: string, offset: number): string {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return `line ${line}, column ${offset - start + 1}`;
}
