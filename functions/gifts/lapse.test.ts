import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { EventItem } from '../kernel/events.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { giftByReference, openGiftsOf } from './domain.ts';
import { lapseLate } from './lapse-late.ts';
import { anAnnouncement, giftsOn } from './testing.ts';

let local: LocalTable;
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
const open = async () => {
  local = await openLocalTable();
  const deps = fakeDependencies({ table: local.table });
  return { deps, ...giftsOn(deps) };
};
afterEach(() => local.stop());
afterAll(() => vi.restoreAllMocks());

/** Just after midnight in Seoul of a day. */
const night = (day: string) => new Date(`${day}T00:20:00+09:00`).toISOString();

test('the day after its last day a gift lapses, once; money that comes later still finds it by its reference', async () => {
  const { announce, deps, state, book, read } = await open();
  const { body } = await announce(anAnnouncement({ amount: 20_000 }));
  const id = String(body.id);
  expect(await lapseLate(deps, night('2026-12-23'))).toEqual({ lapsed: 0 });
  expect((await state(id)).status).toBe('ANNOUNCED');
  expect(
    await Promise.all([lapseLate(deps, night('2026-12-24')), lapseLate(deps, night('2026-12-24'))]),
  ).toContainEqual({ lapsed: 1 });
  expect(await lapseLate(deps, night('2026-12-25'))).toEqual({ lapsed: 0 });
  expect((await state(id)).status).toBe('LAPSED');
  expect(await openGiftsOf(deps.table, 20_000)).toEqual([]);
  const history = (await read(id)).body.history as EventItem[];
  expect(history.map(({ type }) => type)).toEqual(['gift.announce', 'gift.lapse']);
  expect(history.at(-1)).toMatchObject({ by: { kind: 'system' }, to: 'LAPSED' });
  expect(await giftByReference(deps.table, String(body.reference))).toMatchObject({ id, status: 'LAPSED' });
  const { receipt } = await book(id, { amount: 20_000, day: '2026-12-28' });
  expect(receipt).toMatchObject({ total: 20_000, givenOn: '2026-12-28' });
});

test('of many only the late; the first that is not late ends the work', async () => {
  const { announce, deps, state, staff } = await open();
  const ids: string[] = [];
  for (let n = 0; n < 60; n++) {
    // The last five are announced a day later.
    if (n === 55) deps.clock.pass({ days: 1 });
    deps.clock.pass({ seconds: 1 });
    ids.push(String((await announce(anAnnouncement({ amount: 10_000 + n }))).body.id));
  }
  await staff('withdrawal', ids[3] ?? '');
  const queueAfter = vi.spyOn(local.table, 'queueAfter');
  expect(await lapseLate({ ...deps, table: { ...local.table, queueAfter } }, night('2026-12-24'))).toEqual({
    lapsed: 54,
  });
  expect(queueAfter).toHaveBeenCalledTimes(2);
  const states = await Promise.all(ids.map(async (id) => (await state(id)).status));
  expect(states.slice(0, 55).filter((status) => status === 'LAPSED')).toHaveLength(54);
  expect(states[3]).toBe('WITHDRAWN');
  expect(new Set(states.slice(55))).toEqual(new Set(['ANNOUNCED']));
});

test('a gift that was booked meanwhile is left alone; a failing table fails the job', async () => {
  const { announce, deps, state, book } = await open();
  const id = String((await announce(anAnnouncement({ amount: 33_000 }))).body.id);
  const booksFirst = {
    ...local.table,
    commit: async (deed: Parameters<typeof local.table.commit>[0]) => {
      await book(id, { amount: 33_000, day: '2026-12-24' });
      return local.table.commit(deed);
    },
  } as typeof local.table;
  expect(await lapseLate({ ...deps, table: booksFirst }, night('2026-12-24'))).toEqual({ lapsed: 0 });
  expect((await state(id)).status).toBe('BOOKED');
  await announce(anAnnouncement({ amount: 34_000 }));
  const dying = { ...local.table, commit: () => Promise.reject(new Error('gone')) } as typeof local.table;
  await expect(lapseLate({ ...deps, table: dying }, night('2026-12-25'))).rejects.toThrow('gone');
});
