import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { StatementEntry } from './statement.ts';

/** ISO 20022 has 140 characters a line of remittance, MT940 390 in all; what is longer is a list that one skims. */
const LONGEST_TEXT = 1_000;
/** ISO 20022: names of 140. */
const LONGEST_NAME = 200;
/** OFX: FITID of 255; all other references are shorter. */
const LONGEST_REFERENCE = 255;

/**
 * Texts on one line, without signs that neither page nor table can show, and of a length that fits into a record.
 * A text that is cut ends with `…`. A reference is never cut, for then two could be the same.
 * @throws UnreadableFile WRONG_SHAPE for a reference that is none
 */
export function tidied(entry: StatementEntry): StatementEntry {
  const reference = (text: string | undefined) => {
    const line = oneLine(text);
    if (line !== undefined && line.length > LONGEST_REFERENCE)
      throw new UnreadableFile('WRONG_SHAPE', entry.place, 'a reference that is longer than any can be');
    return line;
  };
  return {
    ...entry,
    text: cut(oneLine(entry.text), LONGEST_TEXT),
    counterparty: cut(oneLine(entry.counterparty), LONGEST_NAME),
    reference: reference(entry.reference),
    bankReference: reference(entry.bankReference),
  };
}

function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim() || undefined;
}

function cut(text: string | undefined, length: number): string | undefined {
  if (text === undefined || text.length <= length) return text;
  // Not through the middle of a sign that has two halves.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
