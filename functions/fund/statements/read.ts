import { openArchive } from '../../kernel/tabular/zip.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { isWorkbook, readArchive } from './archive.ts';
import { isCamt, readCamt } from './camt.ts';
import { decodeStatement, headOf } from './decode.ts';
import { isMt940, readMt940 } from './mt940.ts';
import { encodingOf, isOfx, readOfx } from './ofx.ts';
import { isQif, readQif } from './qif.ts';
import { readSheetStatement } from './sheet.ts';
import type { StatementFile } from './statement.ts';

/** 10 MB, the limit of an upload; some 20,000 entries of camt.053, 100,000 of MT940. */
export const LARGEST_STATEMENT = 10 * 1024 * 1024;

/**
 * Reads what a bank gives out, by its content; the name is only for the message.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export function readStatementFile(bytes: Uint8Array, name: string): StatementFile {
  try {
    mustHaveSize(bytes.length);
    if (isArchive(bytes)) return readArchive(bytes, readPacked);
    return readForm(bytes) ?? readSheetStatement(bytes, name);
  } catch (error) {
    if (error instanceof UnreadableFile) error.file = name;
    throw error;
  }
}

function mustHaveSize(length: number): void {
  if (length === 0) throw new UnreadableFile('EMPTY', 'file', 'the file is empty');
  if (length > LARGEST_STATEMENT)
    throw new UnreadableFile('TOO_LARGE', 'file', `larger than ${LARGEST_STATEMENT} bytes`);
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && !isWorkbook(openArchive(bytes).names);
}

function readPacked(bytes: Uint8Array, name: string): StatementFile {
  mustHaveSize(bytes.length);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new UnreadableFile('ARCHIVE', 'file', 'an archive or workbook within an archive');
  return readForm(bytes) ?? readSheetStatement(bytes, name);
}

/** The forms that name themselves; undefined for tables and what is none of a bank. */
function readForm(bytes: Uint8Array): StatementFile | undefined {
  const head = headOf(bytes);
  if (isOfx(head)) return readOfx(decodeStatement(bytes, encodingOf(head)));
  if (isCamt(head)) return readCamt(decodeStatement(bytes, encodingOf(head)));
  if (isQif(head)) return readQif(decodeStatement(bytes));
  // MT940 has no first line of its own, and banks put theirs before it.
  if (isMt940(head)) return readMt940(decodeStatement(bytes));
  return undefined;
}
