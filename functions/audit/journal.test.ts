import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import { directoryOf } from '../identity/directory.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import { readSheet } from '../kernel/tabular/read.ts';
import {
  call,
  fakeDependencies,
  movableClock,
  seededIds,
  staffActor,
  TEST_START,
} from '../kernel/testing.ts';
import { auditContract } from './contract.ts';
import { auditHandlers } from './http.ts';
import { pageFor } from './page.ts';
import { type JournalItem, journalRepository } from './repository.ts';

const SEOUL = 'Asia/Seoul';
let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  local = await openLocalTable();
});
afterAll(() => local.stop());

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ';
const id = (prefix: string, n: number) => `${prefix}_01K${(LETTERS[n] ?? 'A').repeat(23)}`;
/** The n-th event of a test: a second after the one before it. */
const event = (n: number, changes: Partial<EventItem> = {}): EventItem => ({
  ...{
    pk: `DON#${n}`,
    sk: `EVT#${n}`,
    kind: 'event',
    key: String(n).padStart(4, '0'),
    digest: 'd',
    answer: {},
  },
  ...{ type: 'donation.screen', subject: id('don', 0), by: { kind: 'staff', id: 'kim' } },
  at: new Date(Date.parse('2026-11-23T01:00:00.000Z') + n * 1000).toISOString(),
  ...changes,
});

let openings = 0;
/** A journal of its own in the test's table: other accounts and other days than the tests beside it. */
function opened() {
  const clock = movableClock();
  const ids = seededIds(clock, `journal ${++openings}`);
  const deps = fakeDependencies({ table: local.table, clock, ids });
  const documents = memoryObjects('documents');
  const handler = serve(auditContract, 'staff', () => auditHandlers({ ...deps, documents }));
  const staff = staffActor('auditor', undefined, 'audit-jang');
  const ask = (query: Record<string, string>) =>
    call(handler, 'GET /api/staff/audit/events', { query, staff }).then(({ status, body }) => ({
      status,
      code: body.code,
      items: (body.items ?? []) as JournalItem[],
      cursor: body.cursor as string | undefined,
    }));
  /** Every page of an answer, one after the other. */
  async function all(query: Record<string, string>): Promise<JournalItem[][]> {
    const pages: JournalItem[][] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const page = await ask({ ...query, ...(cursor ? { cursor } : {}) });
      expect(page.status).toBe(200);
      pages.push(page.items);
      cursor = page.cursor;
    }
    return pages;
  }
  const take = (body: object, key = deps.ids.ulid()) =>
    call(handler, 'POST /api/staff/audit/exports', { body, key, staff });
  return { deps, documents, ask, all, take, journal: journalRepository(local.table) };
}
const journalled = async () =>
  ((await local.everything()) as unknown as JournalItem[]).filter(({ kind }) => kind === 'line');

describe('copying', () => {
  test('told in any order, any number of times, the journal equals the events', async () => {
    const { journal } = opened();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { minLength: 1, maxLength: 25 }), async (told) => {
        const by = { kind: 'staff', id: `replay-${++run}` } as const;
        const events = Array.from({ length: 10 }, (_, n) =>
          event(n, {
            by,
            key: `${run}-${n}`,
            subject: id('dev', n % 3),
            facts: { run, device: id('dev', n % 2) },
          }),
        );
        for (const n of told) await journal.append(events[n] as EventItem, SEOUL);
        const mine = (await journalled()).filter((line) => line.by.id === by.id);
        const in_ = (room: string) => mine.filter(({ pk }) => pk === `AUD#${room}`).map(({ key }) => key);
        const wanted = [...new Set(told)].sort((a, b) => a - b).map((n) => events[n] as EventItem);
        expect(in_('DAY#2026-11-23').sort()).toEqual(wanted.map(({ key }) => key));
        expect(in_(`BY#${by.id}`).sort()).toEqual(wanted.map(({ key }) => key));
        for (const n of [0, 1, 2]) {
          const concerned = wanted.filter(
            ({ subject, facts }) => subject === id('dev', n) || facts?.device === id('dev', n),
          );
          expect(in_(`OF#${id('dev', n)}`).sort()).toEqual(concerned.map(({ key }) => key));
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a line that stands is never written over', async () => {
    const { journal, ask } = opened();
    const by = { kind: 'staff', id: 'first' } as const;
    await journal.append(event(1, { by, to: 'SCREENED' }), SEOUL);
    await journal.append(event(1, { by, to: 'DECLINED', digest: 'other' }), SEOUL);
    expect((await ask({ who: 'first' })).items.map(({ to }) => to)).toEqual(['SCREENED']);
  });

  test('a copy that died half way is finished by the next', async () => {
    const { journal } = opened();
    const by = { kind: 'staff', id: 'half' } as const;
    const one = event(2, { by });
    const died = { ...local.table, append: async () => Promise.reject(new Error('away')) };
    await expect(journalRepository(died).append(one, SEOUL)).rejects.toThrow('away');
    expect((await journalled()).filter((line) => line.by.id === 'half')).toEqual([]);
    await journal.append(one, SEOUL);
    expect((await journalled()).filter((line) => line.by.id === 'half')).toHaveLength(3);
  });
});

describe('asking', () => {
  test('a record by id, reference, asset number and receipt number', async () => {
    const { journal, ask } = opened();
    const device = id('dev', 9);
    const by = { kind: 'staff', id: 'names' } as const;
    const subject = id('don', 9);
    await journal.append(
      event(1, {
        by,
        subject,
        type: 'donation.arrive',
        facts: { devices: [device], assetNumbers: ['SH-26-00077'] },
      }),
      SEOUL,
    );
    await journal.append(
      event(2, { by, subject, type: 'donation.accept', facts: { year: '2026', number: 77 } }),
      SEOUL,
    );
    await journal.append(event(3, { by, subject: device, type: 'device.startErasure' }), SEOUL);
    const types = async (record: string) => (await ask({ record })).items.map(({ type }) => type);
    expect(await types(device)).toEqual(['device.startErasure', 'donation.arrive']);
    expect(await types('sh-26-00077')).toEqual(['device.startErasure', 'donation.arrive']);
    expect(await types(subject)).toEqual(['donation.accept', 'donation.arrive']);
    expect(await types(`${subject.slice(-10, -5)}-${subject.slice(-5)}`)).toEqual([
      'donation.accept',
      'donation.arrive',
    ]);
    expect(await types('2026-77')).toEqual(['donation.accept']);
    expect(await types('SH-26-99999')).toEqual([]);
    expect((await ask({ record: '홍길동' })).status).toBe(400);
  });

  test('pages, in both orders, over days, with and without a filter: every line once, in order', async () => {
    const { journal, all } = opened();
    // Three days, one of them empty; 6 lines a day; of each three one is a device's.
    const lines = [0, 1, 2, 3, 4, 5].flatMap((n) => [0, 2].map((day) => ({ n, day })));
    for (const { n, day } of lines)
      await journal.append(
        event(day * 86_400 + n + 3000, {
          ...{ by: { kind: 'staff', id: 'pages' } },
          type: n % 3 ? 'donation.value' : 'device.check',
          district: n % 2 ? '11530' : '11740',
          at: new Date(Date.parse('2027-01-04T01:00:00.000Z') + (day * 86_400 + n) * 1000).toISOString(),
        }),
        SEOUL,
      );
    const days = { from: '2027-01-03', to: '2027-01-07' };
    for (const limit of ['1', '4', '5', '12', '50'])
      for (const order of ['newest', 'oldest'])
        for (const [filter, count] of [
          [{}, 12],
          [{ what: 'device' }, 4],
          [{ district: '11530' }, 6],
          [{ who: 'pages', what: 'donation.value' }, 8],
          [{ what: 'donation.value', district: '11740' }, 4],
        ] as const) {
          const pages = await all({ ...days, order, limit, ...filter });
          const found = pages.flat().map(({ at }) => at);
          expect(new Set(found).size, JSON.stringify({ limit, order, filter })).toBe(count);
          expect(found).toEqual(
            [...found].sort((a, b) => (order === 'newest' ? b.localeCompare(a) : a.localeCompare(b))),
          );
          // No page is empty, and the last one says that it is.
          expect(pages).toHaveLength(Math.ceil(count / Number(limit)));
        }
  });

  test('a search that finds little stops within its bound and says where to go on', async () => {
    const { journal } = opened();
    for (let n = 0; n < 30; n++)
      await journal.append(
        event(n, {
          by: { kind: 'staff', id: 'rare' },
          type: n === 1 ? 'device.recycle' : 'device.check',
          subject: id('dev', 7),
        }),
        SEOUL,
      );
    const search = {
      rooms: ['BY#rare'],
      newestFirst: true,
      keep: ({ type }: { type: string }) => type === 'device.recycle',
    };
    const first = await journal.search(search, { limit: 5, most: 10 });
    expect(first).toMatchObject({ lines: [], next: { room: 'BY#rare' } });
    const second = await journal.search(search, { limit: 5, most: 10, after: first.next });
    expect(second.lines).toEqual([]);
    const third = await journal.search(search, { limit: 5, most: 10, after: second.next });
    expect(third.lines.map(({ type }) => type)).toEqual(['device.recycle']);
  });

  test('a cursor is for its own question', async () => {
    const { journal, ask } = opened();
    for (const n of [1, 2, 3]) await journal.append(event(n, { by: { kind: 'staff', id: 'cursor' } }), SEOUL);
    const { cursor = '' } = await ask({ who: 'cursor', limit: '2' });
    expect(cursor).not.toBe('');
    expect((await ask({ who: 'cursor', limit: '2', cursor })).items).toHaveLength(1);
    for (const other of [
      { who: 'somebody' },
      { who: 'cursor', order: 'oldest' },
      { who: 'cursor', what: 'donation' },
    ])
      expect(await ask({ ...other, limit: '2', cursor } as never)).toMatchObject({
        status: 400,
        code: 'BAD_CURSOR',
      });
  });

  test('a look is on record before it shows anything, once for all its pages; a refused one is not', async () => {
    const { all, ask, deps } = opened();
    const looks = async () =>
      ((await local.everything()) as unknown as EventItem[]).filter(
        ({ type, kind }) => kind === 'event' && type === 'audit.read',
      );
    const before = (await looks()).length;
    await ask({ record: '홍길동' });
    await ask({ who: 'cursor', limit: '2', cursor: 'made.up' });
    expect((await looks()).length).toBe(before);
    deps.clock.pass({ days: 300 });
    await all({ who: 'cursor', limit: '1' });
    const made = (await looks()).filter(({ at }) => at === deps.clock.now().toISOString());
    expect(made).toMatchObject([{ by: { kind: 'staff', id: 'audit-jang' }, facts: { who: 'cursor' } }]);
    expect(made[0]?.pk).toMatch(/^AUD#ACT#/);
  });
});

describe('taking out', () => {
  const asked = { who: 'files', format: 'csv', language: 'ko' };
  const textOf = (
    documents: ReturnType<typeof memoryObjects>,
    answer: { body: Record<string, unknown> },
    format = 'csv',
  ) => Buffer.from(documents.files.get(`audit/${answer.body.id}.${format}`) ?? []).toString();

  test('a file with every line, in words and codes; on record with its size; twice the same', async () => {
    const { journal, take, documents, deps } = opened();
    for (const n of [1, 2])
      await journal.append(
        event(n, {
          ...{ by: { kind: 'staff', id: 'files' }, to: 'SCREENED', district: '11530' },
          refs: { person: id('per', 1) },
        }),
        SEOUL,
      );
    // Who is known by name stands with it.
    const entry = { key: deps.ids.ulid(), digest: '' };
    await directoryOf(deps.table).enter({ id: 'files', name: '박접수' }, entry, TEST_START);
    const key = deps.ids.ulid();
    deps.clock.pass({ seconds: 5 });
    const first = await take(asked, key);
    expect(first).toMatchObject({
      status: 201,
      body: {
        lines: 2,
        file: { url: expect.stringContaining('audit/'), expiresAt: '2026-11-23T01:15:05.000Z' },
      },
    });
    const text = textOf(documents, first);
    const rows = text.trimEnd().split(/\r?\n/);
    expect(rows).toHaveLength(3);
    expect(text).toMatch(/^\uFEFF/);
    expect(rows[1]).toContain(
      `2026-11-23 10:00:02,접수 승인,donation.screen,담당자,박접수,files,${id('don', 0)}`,
    );
    expect(rows[1]).toContain(`SCREENED,구로구,11530,person=${id('per', 1)}`);
    // What has happened since is not in the file of the same request.
    await journal.append(event(9, { by: { kind: 'staff', id: 'files' } }), SEOUL);
    expect((await take(asked, key)).body).toEqual(first.body);
    expect(textOf(documents, first)).toBe(text);
    expect((await take({ ...asked, language: 'en' }, key)).body.code).toBe('KEY_REUSED');
    const made = await local.table.get<EventItem>(keys.event(keys.auditAct(String(first.body.id)).pk, key));
    expect(made).toMatchObject({
      type: 'audit.export',
      by: { id: 'audit-jang' },
      facts: { who: 'files', format: 'csv', lines: 2 },
    });
  });

  test('a workbook with the same lines, read back; nothing in it is computed', async () => {
    const { journal, take, documents, deps } = opened();
    const by = { kind: 'staff', id: 'books' } as const;
    await journal.append(event(1, { by, facts: { reason: '=HYPERLINK("https://x")' } }), SEOUL);
    deps.clock.pass({ seconds: 5 });
    const { status, body } = await take({ who: 'books', format: 'xlsx', language: 'en' });
    expect(status).toBe(201);
    const file = documents.files.get(`audit/${body.id}.xlsx`) as Uint8Array;
    const sheet = await readSheet('audit.xlsx', file);
    expect(sheet.header.cells.slice(0, 3)).toEqual(['Time', 'What', 'Code']);
    expect(sheet.rows.map(({ cells }) => cells.slice(2, 7))).toEqual([
      ['donation.screen', 'Staff', '', 'books', id('don', 0)],
    ]);
  });

  test('what is more than one file holds comes in the next, to the last line', async () => {
    const { journal, deps } = opened();
    const by = { kind: 'staff', id: 'long' } as const;
    for (let n = 0; n < 25; n++) await journal.append(event(n, { by }), SEOUL);
    const question = { who: 'long', order: 'oldest' } as const;
    const found: string[] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const until = event(20).at;
      const page = await pageFor(deps, journal, question, { limit: 10, cursor, until, most: 20 });
      found.push(...page.lines.map(({ key }) => key));
      cursor = page.cursor;
    }
    expect(found).toEqual(Array.from({ length: 21 }, (_, n) => String(n).padStart(4, '0')));
  });
});
