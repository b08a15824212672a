import { UnreadableFile } from '../unreadable.ts';
import type { Archive } from './zip.ts';

const not = (reason: string) => new UnreadableFile('NOT_A_SHEET', 'file', reason);

/** What a file is by its first bytes when it is neither text nor a workbook of today. */
const OTHERS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF' },
  { bytes: [0x1f, 0x8b], name: 'a gzip archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7z archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'a RAR archive' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a picture' },
];
const ZIP = [0x50, 0x4b];
/** Microsoft's Compound File: workbooks before 2007, and the shell around what has a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** BIFF2 to BIFF4 workbooks have no shell; they begin with their BOF record. */
const BOF = [
  [0x09, 0x00, 0x04, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x04, 0x06, 0x00],
];

/** Lines of a web page before its first sign of being one: blank lines, a comment of the program that made it. */
const PAGE =
  /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|title|div|center|font)\b/i;

/**
 * What a file is, by its first bytes.
 * @throws UnreadableFile NOT_A_SHEET, OLD_WORKBOOK, PASSWORD for what can be none of them
 */
export function kindOf(bytes: Uint8Array): 'archive' | 'page' | 'text' {
  const begins = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  if (begins(ZIP)) return 'archive';
  if (begins(COMPOUND)) throw compound(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (BOF.some(begins)) throw old();
  const other = OTHERS.find((one) => begins(one.bytes));
  if (other) throw not(`this is ${other.name}, no table`);
  // Without the marks of UTF-8 and UTF-16 and the empty halves of the latter.
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048))
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)|\0/g, '')
    .replace(/^\s*<\?xml[^>]*\?>(?=\s*<(?:!doctype\s+html|html))/i, '');
  if (PAGE.test(start)) return 'page';
  if (/^\s*<(?:!|\?xml)/i.test(start)) throw not('this is XML under the name of a table');
  return 'text';
}

/** The shell's directory names its streams in UTF-16. */
function compound(bytes: Buffer): UnreadableFile {
  const holds = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage'))
    return new UnreadableFile('PASSWORD', 'file', 'it is protected by a password');
  return holds('Workbook') || holds('Book') ? old() : not('a document of another program, no table');
}

function old(): UnreadableFile {
  return new UnreadableFile('OLD_WORKBOOK', 'file', 'a workbook in the form of before 2007 (.xls)');
}

/**
 * A list has no program in it. What would run when the file is opened is refused, though it is never run here:
 * the file goes on from hand to hand.
 * @throws UnreadableFile MACROS
 */
export function mustHoldNoProgram({ names, part }: Archive): void {
  const program = names.some((name) =>
    /(^|\/)vbaProject\.bin$|(^|\/)macrosheets\/|^Scripts\/.*[^/]$|^Basic\/.*\/(?!script-l[bc]\.xml$)[^/]+\.xml$/i.test(
      name,
    ),
  );
  const types = new TextDecoder().decode(part('[Content_Types].xml'));
  if (program || /macroEnabled/i.test(types))
    throw new UnreadableFile('MACROS', 'file', 'a workbook with macros');
}
