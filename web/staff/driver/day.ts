import { signal } from '@preact/signals';
import type { AnswerOf } from '../contracts.ts';
import { client, keepForToday, withoutNetwork } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { asProblem, type Problem } from '../problem.ts';
import { DAY, shelfIn } from './database.ts';
import { outbox, readOutbox, send, watchNetwork } from './outbox.ts';

export type Sheet = AnswerOf<'readRouteSheet'>;
const shelf = shelfIn<Sheet>(DAY, 'sheets');

/** The person's routes of today, as they are kept on this device; undefined until they were looked for. */
export const sheets = signal<readonly Sheet[] | undefined>(undefined);
/** Why they could not be read anew; what is kept is shown all the same. */
export const stale = signal<Problem | undefined>(undefined);

const inOrder = (all: readonly Sheet[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));

/** What is kept, and what waits to be sent. */
async function readKept(): Promise<void> {
  const today = dayOf();
  await readOutbox(today);
  // Kept a moment before the page went: nothing else would send it.
  if (outbox.value.some(({ state }) => state === 'waiting')) void send();
  const kept = await shelf.all();
  // A phone that was asleep at midnight: yesterday's doors are nobody's business any more.
  await Promise.all(kept.filter(({ day }) => day < today).map(({ id }) => shelf.drop(id)));
  sheets.value = inOrder(kept.filter(({ day }) => day >= today));
}

/** The routes as the office has them now; each reading of a sheet is on record, as every look at an address is. */
async function readFresh(): Promise<void> {
  const { items } = await client.read('readMyRoutes', { query: {} });
  const open = items.filter(({ status }) => status === 'PLANNED' || status === 'OUT');
  const fresh = await Promise.all(open.map(({ id }) => client.read('readRouteSheet', { params: { id } })));
  const gone = (await shelf.all()).filter(({ id }) => fresh.every((sheet) => sheet.id !== id));
  await Promise.all([...gone.map(({ id }) => shelf.drop(id)), ...fresh.map((sheet) => shelf.put(sheet))]);
  sheets.value = inOrder(fresh);
  keepForToday();
}

/** Opens the day: at once what is kept, then what is new. */
export async function openDay(): Promise<void> {
  watchNetwork();
  await readKept();
  await refresh();
}

/** Asks the office again; without a network what is kept stays. */
export async function refresh(): Promise<void> {
  if (withoutNetwork.value) return;
  try {
    await readFresh();
    stale.value = undefined;
  } catch (error) {
    stale.value = asProblem(error);
  }
}
