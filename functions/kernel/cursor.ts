import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { fail } from './errors.ts';
import type { Key } from './keys.ts';
import type { Page, Table } from './table.ts';
import type { Vault } from './vault.ts';

/** How a list is asked for: at most 50 lines, and where to go on. */
export const PageQuery = {
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(800).optional(),
};
/** How a list answers. */
export const pageOf = <T extends z.ZodType>(line: T) =>
  z.object({ items: z.array(line), cursor: z.string().optional() });

/** The last key, signed for this queue: a cursor cannot be made up or carried to another list. */
export async function writeCursor(vault: Vault, q: string, last: Page['last']): Promise<string | undefined> {
  if (!last) return undefined;
  const body = Buffer.from(JSON.stringify(last)).toString('base64url');
  return `${body}.${(await vault.hash('cursor', `${q} ${body}`)).slice(0, 32)}`;
}

/** @throws DomainError BAD_CURSOR when it was not made for this list */
export async function readCursor(vault: Vault, q: string, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [body = '', mark = ''] = cursor.split('.');
  const wanted = Buffer.from((await vault.hash('cursor', `${q} ${body}`)).slice(0, 32));
  const given = Buffer.from(mark);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw fail('BAD_CURSOR');
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
}

/** One page of a queue with its items, and the cursor of the next. */
export async function listQueue<T extends Key>(
  { table, vault }: { table: Table; vault: Vault },
  q: string,
  page: { limit: number; cursor?: string | undefined },
  order: { newestFirst?: boolean } = {},
): Promise<{ items: T[]; cursor?: string }> {
  const after = await readCursor(vault, q, page.cursor);
  const found = await table.queuePage(q, { limit: page.limit, after, ...order });
  const [items, cursor] = await Promise.all([table.getAll<T>(found.keys), writeCursor(vault, q, found.last)]);
  return { items, ...(cursor ? { cursor } : {}) };
}

/**
 * One page over several queues (a city's districts), oldest first across all of them. Each queue is read once, so
 * the cost is bounded by the number of districts, never by the number of records.
 */
export async function listQueues<T extends Key>(
  { table, vault }: { table: Table; vault: Vault },
  queues: readonly string[],
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: T[]; cursor?: string }> {
  const name = queues.join(' ');
  const after = (await readCursor(vault, name, page.cursor))?.qs as string | undefined;
  const places = await Promise.all(queues.map((q) => table.queueAfter(q, page.limit + 1, after)));
  const merged = places.flat().sort((a, b) => (a.qs < b.qs ? -1 : 1));
  const here = merged.slice(0, page.limit);
  const last = merged.length > here.length ? here.at(-1) : undefined;
  const [items, cursor] = await Promise.all([
    table.getAll<T>(here),
    writeCursor(vault, name, last && { qs: last.qs }),
  ]);
  return { items, ...(cursor ? { cursor } : {}) };
}
