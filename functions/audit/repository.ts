import type { EventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { type JournalLine, lineOf, namesIn, placeOf, roomsOf, type Search } from './domain.ts';

/** A line of the journal as it is kept. `kind` is not `event`: the journal must not be told of itself. */
export type JournalItem = JournalLine & Key & { readonly kind: 'line' };

/** Where a page ended. */
export interface Place extends Record<string, unknown> {
  readonly room: string;
  readonly sk: string;
}

/**
 * Lines that one page looks at before it stops and says where: half a megabyte, 64 read units. A filter that finds
 * little costs no more than that, however long the journal is.
 */
export const LOOKED_AT_MOST = 1000;
/** How many are fetched at once when not every line is an answer. */
const STRIDE = 500;

export function journalRepository(table: Table) {
  /**
   * Copies an event into each of its rooms, once however often it is told. The day's room comes last: a line that
   * stands there stands in all of them.
   */
  async function append(event: EventItem, timeZone: string): Promise<void> {
    const line = lineOf(event);
    const [day = '', ...others] = roomsOf(line, timeZone).map((room) => keys.journal(room, placeOf(line)));
    await Promise.all([
      ...others.map((key) => table.append({ ...key, kind: 'line', ...line })),
      ...namesIn(line).map(([number, device]) =>
        table.append({ ...keys.journalName(number), kind: 'name', device }),
      ),
    ]);
    if (day) await table.append({ ...day, kind: 'line', ...line });
  }

  /** The device behind an asset number, or the name itself when it is another's. */
  async function resolve(record: string | undefined): Promise<string | undefined> {
    if (record === undefined || !/^[A-Z]+-\d{2}-\d{5}$/.test(record)) return record;
    return (await table.get<{ device: string }>(keys.journalName(record)))?.device ?? record;
  }

  /**
   * Up to `limit` lines that answer, and where to go on. One more than the limit is looked at, so that there is a
   * place to go on only when something follows; a search that found too little within its bound has one as well.
   */
  async function search(
    { rooms, between, newestFirst, keep }: Search,
    { limit, after, most = LOOKED_AT_MOST }: { limit: number; after?: Place | undefined; most?: number },
  ): Promise<{ lines: JournalItem[]; next?: Place }> {
    const lines: JournalItem[] = [];
    let last = after;
    let looked = 0;
    for (const room of rooms.slice(after ? Math.max(0, rooms.indexOf(after.room)) : 0)) {
      let begin = room === after?.room ? after.sk : undefined;
      for (let more = true; more; ) {
        if (looked >= most && last) return { lines, next: last };
        const want = keep ? Math.min(STRIDE, most - looked) : limit + 1 - lines.length;
        const page = await table.leaf<JournalItem>(keys.journal(room, '').pk, {
          limit: want,
          after: begin,
          between,
          newestFirst,
        });
        for (const item of page.items) {
          if (!keep || keep(item)) {
            if (lines.length === limit && last) return { lines, next: last };
            lines.push(item);
          }
          last = { room, sk: item.sk };
        }
        looked += page.items.length;
        begin = page.items.at(-1)?.sk;
        more = page.more;
      }
    }
    return { lines };
  }

  return { append, resolve, search };
}
export type JournalRepository = ReturnType<typeof journalRepository>;
