import { type UnreadableCode, UnreadableFile } from '../kernel/unreadable.ts';
import { mustBeBookable } from './statements/bookable.ts';
import { readStatementFile } from './statements/read.ts';
import type { StatementFile } from './statements/statement.ts';

/** What a file was refused for, as data. */
export interface Refusal {
  readonly code: UnreadableCode;
  readonly place: string;
  readonly reason: string;
}

/**
 * The readers of all formats and what makes a statement bookable, a file of its own beside the function (lib/bundle.ts): 110 KB that a start need not read.
 * A class that is thrown here is not the one that the function knows by that name, so refusals are answered.
 */
export function readBankFile(
  bytes: Uint8Array,
  name: string,
): { file: StatementFile } | { refused: Refusal } {
  try {
    const file = readStatementFile(bytes, name);
    mustBeBookable(file);
    return { file };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { code, place, reason } = error;
    return { refused: { code, place, reason } };
  }
}
