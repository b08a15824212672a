import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { StatementFile } from './statement.ts';

/** 10 MB, the limit of an upload; 50,000 entries in the wordiest form have that. */
export const LARGEST_STATEMENT = 10 * 1024 * 1024;

/**
 * Reads what a bank gives out, by its content; the name is only for the message.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export function readStatementFile(bytes: Uint8Array, name: string): StatementFile {
  try {
    return readBytes(bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) error.file = name;
    throw error;
  }
}

function readBytes(bytes: Uint8Array): StatementFile {
  if (bytes.length === 0) throw new UnreadableFile('EMPTY', 'file', 'the file is empty');
  if (bytes.length > LARGEST_STATEMENT)
    throw new UnreadableFile('TOO_LARGE', 'file', `larger than ${LARGEST_STATEMENT} bytes`);
  throw new UnreadableFile('NOT_A_STATEMENT', 'file', 'not a statement of account in a known form');
}
