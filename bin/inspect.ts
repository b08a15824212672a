import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { LARGEST_FILE } from '../functions/devices/readers/decode.ts';
import { readFile } from '../functions/devices/readers/read.ts';
import { readStatementFile } from '../functions/fund/statements/read.ts';
import type { Statement, StatementEntry } from '../functions/fund/statements/statement.ts';
import { UnreadableFile } from '../functions/kernel/unreadable.ts';
import { readAssetFile, readAssets } from '../functions/partners/assets/read.ts';

const WHY: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'this is a directory',
};
/** Codes by which the diagnostic reader says that a file is none of its own. */
const NO_RECORD = new Set(['UNKNOWN_FORMAT', 'ARCHIVE', 'NOT_A_LOG', 'WRONG_ENCODING']);
/**
 * Codes by which the reader of statements says the same, or what is true of any table: then the list's reader says
 * it in its own words. All others are of a statement.
 */
const NO_STATEMENT: ReadonlySet<string> = new Set([
  ...[
    'NOT_A_STATEMENT',
    'NOT_A_SHEET',
    'ARCHIVE',
    'EMPTY',
    'WRONG_ENCODING',
    'PASSWORD',
    'MACROS',
    'OLD_WORKBOOK',
  ],
  ...['SWELLS', 'DAMAGED', 'OPEN_QUOTE', 'NO_ROWS', 'TOO_MANY_COLUMNS', 'CELL_TOO_LONG'],
]);
/** npm runs scripts in the package's folder; names are meant from where the person stands. */
const HERE = (process.env.npm_lifecycle_event === 'inspect' && process.env.INIT_CWD) || process.cwd();

/**
 * `npm run --silent inspect -- FILE…`: one JSON line per file, as the upload would read it, by the same code.
 * A statement whose numbers contradict each other is read, with its faults; that it is not booked is the fund's part.
 * A file that cannot be read gets one line on stderr that names file, place and reason; the others are still
 * printed. Exit code 0, 1 when a file was unreadable, 2 when none was named.
 */
const files = process.argv.slice(2);
// A reader that has seen enough (`… | head`) is no fault.
process.stdout.on('error', () => process.exit());
if (files.length === 0) {
  process.stderr.write('usage: npm run --silent inspect -- FILE…\n');
  process.exitCode = 2;
}
for (const file of files) if (!(await inspect(file))) process.exitCode = 1;

async function inspect(file: string): Promise<boolean> {
  try {
    const { kind, format, ...fields } = await readingOf(file, bytesOf(resolve(HERE, file)));
    process.stdout.write(`${JSON.stringify({ file, kind, format, ...fields }, unknownAsNull)}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    process.stderr.write(`${onOneLine(file)}: ${error.place}: ${error.reason} [${error.code}]\n`);
    return false;
  }
}

interface Read {
  readonly kind: string;
  readonly format: string;
}

/**
 * A diagnostic record names itself in its text, a bank's statement by its form or its columns; what is neither is
 * read as a company's list of devices.
 */
async function readingOf(file: string, bytes: Uint8Array): Promise<Read> {
  try {
    return readFile(file, bytes);
  } catch (error) {
    const none = error instanceof UnreadableFile && NO_RECORD.has(error.code) && error.place !== '$';
    const noRecord = none || beginsLikeSwift(bytes);
    if (!noRecord) throw error;
    const statement = statementOf(file, bytes);
    if (statement) return statement;
    // Of a file that nobody means as a list, its being no record is what there is to say.
    return listOf(file, bytes).catch((refusal) => {
      throw isMeantAsList(file, bytes) ? refusal : error;
    });
  }
}

/** The envelope of a message, `{1:F01…}{2:…}{4:`, begins as JSON does. */
function beginsLikeSwift(bytes: Uint8Array): boolean {
  return /^\s*\{1:/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

/** Undefined for what is no statement; a statement that cannot be read is refused as that. */
function statementOf(file: string, bytes: Uint8Array): Read | undefined {
  try {
    const { format, statements } = readStatementFile(bytes, file);
    return { kind: 'statement', format, statements: statements.map(shown) } as Read;
  } catch (error) {
    if (error instanceof UnreadableFile && NO_STATEMENT.has(error.code)) return undefined;
    throw error;
  }
}

function shown({ account, currency, from, to, opening, closing, entries, ...more }: Statement) {
  const period = { account, currency, from, to, opening, closing };
  const { pending = [], gaps = [], faults = [] } = more;
  return { ...period, entries: entries.map(shownEntry), pending: pending.map(shownEntry), gaps, faults };
}

function shownEntry(entry: StatementEntry) {
  const { date, amount, currency, text, counterparty, reference, bankReference, balance, place } = entry;
  const said = { date, amount, currency, text, counterparty, reference };
  return { ...said, bankReference, balance, reversal: entry.reversal ?? false, place };
}

async function listOf(file: string, bytes: Uint8Array): Promise<Read> {
  const { sheet, mapping } = await readAssetFile(file, bytes);
  const today = new Date().toISOString().slice(0, 10);
  const { columns, rows, accepted, doubtful, refused, totals } = readAssets(sheet, mapping, today);
  const { format, encoding, delimiter, title, others } = sheet;
  return {
    ...{ kind: 'assets', format, columns, rows, accepted: accepted.length },
    doubtful: doubtful.map(({ line, why }) => ({ line, why })),
    ...{ refused, totals, encoding, delimiter, sheet: title, otherSheets: others },
  } as Read;
}

/** By its name, or by the first bytes of a workbook: ZIP and Microsoft's Compound File. */
function isMeantAsList(file: string, [first, second]: Uint8Array): boolean {
  const workbook = (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
  return workbook || /\.(?:csv|tsv|xls[xmb]?|ods)$/i.test(file);
}

/** Every field on every line, so that a column can be read without asking whether it is there. */
function unknownAsNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

/** The bytes of a file or pipe, at most one more than is allowed: a device without end must not fill the memory. */
function bytesOf(path: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const found = fstatSync(descriptor);
    if (found.isDirectory()) throw new UnreadableFile('NOT_A_FILE', 'file', WHY.EISDIR ?? '');
    // The size of a file is known before it is read; that of a pipe is not.
    if (found.size > LARGEST_FILE)
      throw new UnreadableFile('TOO_LARGE', 'file', `larger than ${LARGEST_FILE} bytes`);
    const buffer = Buffer.alloc(LARGEST_FILE + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length < buffer.length; length += got) {
      got = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    return buffer.subarray(0, length);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UnreadableFile('NOT_A_FILE', 'file', WHY[code] ?? `cannot be read (${code})`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
