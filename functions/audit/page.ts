import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type JournalLine, nameOf, type Question, searchFor } from './domain.ts';
import type { JournalRepository, Place } from './repository.ts';

/**
 * One page of answers to a question.
 * @param page `until`: lines up to this instant; `most`: lines that may be looked at, when not the usual
 * @throws DomainError BAD_CURSOR for a cursor of another question
 */
export async function pageFor(
  deps: Dependencies,
  journal: JournalRepository,
  question: Question,
  page: { limit: number; cursor?: string | undefined; until?: string; most?: number },
): Promise<{ lines: JournalLine[]; cursor?: string }> {
  const name = nameOf(question);
  const after = (await readCursor(deps.vault, name, page.cursor)) as Place | undefined;
  const record = await journal.resolve(question.record);
  const search = searchFor({ ...question, record }, deps.city.timeZone, page.until);
  const { limit, most } = page;
  const found = await journal.search(search, { limit, after, ...(most ? { most } : {}) });
  const cursor = await writeCursor(deps.vault, name, found.next);
  return { lines: found.lines, ...(cursor ? { cursor } : {}) };
}
