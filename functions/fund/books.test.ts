import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { type MemoryObjects, memoryObjects } from '../../test/support/objects.ts';
import type { Write } from '../kernel/table.ts';
import { readSheet } from '../kernel/tabular/read.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { reconcile } from './reconciliation.ts';
import { auditor, camtOf, fundOn } from './testing.ts';

let local: LocalTable;
let documents: MemoryObjects;
let deps: ReturnType<typeof fakeDependencies>;
let fund: ReturnType<typeof fundOn>;
let commits: readonly Write[][];
beforeAll(() => {
  console.log = () => undefined;
});
beforeEach(async () => {
  local = await openLocalTable();
  const written: Write[][] = [];
  commits = written;
  const table = {
    ...local.table,
    commit: (deed: Parameters<typeof local.table.commit>[0]) => {
      written.push([...deed.writes]);
      return local.table.commit(deed);
    },
  } as typeof local.table;
  deps = fakeDependencies({ table });
  documents = memoryObjects('documents');
  fund = fundOn(deps, memoryObjects('uploads'), documents);
  return () => local.stop();
});

/** A write as it is keyed and conditioned: what is in it is told elsewhere. */
const keyed = (write: Write): string => {
  const [[kind, key] = ['', undefined]] = Object.entries(write) as [string, { pk: string; sk: string }][];
  const when = 'when' in write && write.when && Object.keys(write.when).length > 0;
  const line = `${kind} ${key?.pk} ${key?.sk}${when ? ` ${JSON.stringify(write.when)}` : ''}`;
  return line.replace(/[0-9a-f]{32}/g, '{entry}').replace(/[0-7][0-9A-HJKMNP-TV-Z]{25}/g, '{ulid}');
};

describe('what is written', () => {
  test('of entries that wait: the statement first, each entry with its day, transfer and event, balances unguarded', async () => {
    await fund.booked(
      camtOf({
        entries: [
          { day: '2026-11-02', amount: 70 },
          { day: '2026-11-02', amount: -20 },
        ],
      }),
    );
    expect(commits[2]?.map(keyed)).toEqual([
      'update FND#STATEMENT#{ulid} STATE {"equals":{"status":"BOOKING","cursor":0}}',
      'put FND#ENTRY#{entry} STATE',
      'put FND#ENTRY#{entry} STATE',
      'put LED#KRW#2026-11 {ulid}',
      'put LED#KRW#2026-11 {ulid}',
      'update BAL#bank KRW',
      'update BAL#unidentified KRW',
      'update BAL#suspense KRW',
      'put FND#DAY#2026-11-02 70#{entry}',
      'put FND#DAY#2026-11-02 -20#{entry}',
      'update FND#DAYS#2026 2026-11-02',
      expect.stringMatching(/^put FND#ENTRY#\{entry\} EVT#\{ulid\}-[0-9a-f]{8} \{"exists":false\}$/),
    ]);
    expect(commits.at(-1)?.map(keyed)).toEqual([
      'update FND#STATEMENT#{ulid} STATE {"equals":{"status":"BOOKING","version":2}}',
      'update FND#ACCOUNT STATE {"equals":{"booking":"stm_{ulid}"}}',
      'put FND#CLOSINGS 2026-11-02#{ulid}#0',
    ]);
  });

  test('of a match: entry, transfer, guarded balance, gift, its place, receipt and number, the year, the event of the gift', async () => {
    const { id, reference } = await fund.announce(5_000);
    await fund.booked(camtOf({ entries: [{ day: '2026-11-02', amount: 5_000 }] }));
    const [line] = await fund.queue('WAITING');
    await fund.deed('match', line?.id, { gift: id });
    const writes = commits.at(-1)?.map(keyed) ?? [];
    expect(writes.slice(0, 5)).toEqual([
      'update FND#ENTRY#{entry} STATE {"equals":{"status":"WAITING","version":1}}',
      'put LED#KRW#2026-11 {ulid}',
      'update BAL#unidentified KRW {"atLeast":{"balance":5000}}',
      'update BAL#purpose:computers KRW',
      `update GFT#${reference} STATE {"equals":{"status":"ANNOUNCED","version":1}}`,
    ]);
    const rest = writes.slice(5).join('\n');
    for (const part of [
      'remove GFT#OPEN#5000',
      'update SER#chest-seoul#2026',
      'put RCP#chest-seoul',
      'update FND#YEAR#ALL 2026',
      `put GFT#${reference} EVT#`,
    ])
      expect(rest).toContain(part);
  });
});

describe('the opening of the books', () => {
  const first = {
    entries: [{ day: '2026-11-10', amount: 500 }],
    opening: 90_000,
    closing: 90_500,
    from: '2026-11-09',
    to: '2026-11-11',
  };
  const open = (purpose = 'computers') =>
    fund.ask('POST /api/staff/reconciliation/opening', { body: { purpose, note: '사업 전 잔액' } });

  test('is what lay there before the first statement, once; earlier days are refused afterwards', async () => {
    expect((await open()).body.code).toBe('NO_OPENING');
    await fund.booked(camtOf(first));
    expect((await fund.ask('GET /api/staff/reconciliation')).body).toMatchObject({ difference: 90_000 });
    expect((await open('unknown')).body.code).toBe('PURPOSE_UNKNOWN');
    expect((await open()).body).toEqual({ day: '2026-11-09', amount: 90_000 });
    expect((await open()).body.code).toBe('OPENING_DONE');
    const books = await fund.ask('GET /api/staff/reconciliation');
    expect(books.body).toMatchObject({
      ...{ difference: 0, bank: 90_500, suspense: 0 },
      opening: { day: '2026-11-09', amount: 90_000, purpose: 'computers' },
    });
    expect(await fund.balance('purpose:computers')).toBe(90_000);
    const earlier = await fund.add(camtOf({ entries: [{ day: '2026-11-08', amount: 1 }] }));
    expect(earlier.body).toMatchObject({
      code: 'BEFORE_OPENING',
      detail: { openedOn: '2026-11-09', day: '2026-11-08' },
    });
    // What lay there is no gift of this year.
    expect((await local.everything()).filter(({ kind, gifts }) => kind === 'fundYear' && gifts)).toEqual([]);
  });

  test('is taken back and booked for another purpose', async () => {
    const back = () => fund.ask('POST /api/staff/reconciliation/opening/undoing');
    expect((await back()).body.code).toBe('NO_OPENING');
    await fund.booked(camtOf(first));
    await open();
    expect((await back()).body).toEqual({ day: '2026-11-09', amount: 90_000 });
    expect([await fund.balance('bank'), await fund.balance('purpose:computers')]).toEqual([-500, 0]);
    expect((await fund.ask('GET /api/staff/reconciliation')).body.opening).toBeUndefined();
    expect((await back()).body.code).toBe('NO_OPENING');
    expect((await open('internet')).status).toBe(200);
    const sums = [await fund.balance('bank'), await fund.balance('purpose:internet')];
    expect([...sums, await fund.balance('suspense')]).toEqual([-90_500, 90_000, 0]);
  });

  test('of nothing is none', async () => {
    await fund.booked(camtOf({ ...first, opening: 0, closing: 500 }));
    expect((await open()).body.code).toBe('NO_OPENING');
  });
});

describe('reports', () => {
  const bytesOf = (url: string) => documents.files.get(new URL(url).pathname.slice(1)) as Uint8Array;

  test('of entries: no names, sums of what came and went, in both forms and languages', async () => {
    await fund.booked(
      camtOf({
        entries: [
          { day: '2026-11-02', amount: 700, name: '홍길동', text: '기부' },
          { day: '2026-11-03', amount: -200, name: '문구점' },
          { day: '2026-11-20', amount: 9, name: '이몽룡' },
        ],
      }),
    );
    const path = 'POST /api/staff/bank-entries/report';
    const period = { from: '2026-11-01', to: '2026-11-10' };
    const csv = await fund.ask(path, { body: { format: 'csv', language: 'ko', ...period }, staff: auditor });
    const lines = new TextDecoder()
      .decode(bytesOf(String(csv.body.url)))
      .trim()
      .split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 5))).toEqual([
      ['거래일', '입금', '출금', '상태', '남은 금액'],
      ['2026-11-02', '700', '', '확인 대기', '700'],
      ['2026-11-03', '', '200', '쓴 곳 확인 대기', '200'],
      ['합계', '700', '200', '', ''],
    ]);
    expect(lines.join()).not.toMatch(/홍길동|문구점|기부,/);
    const xlsx = await fund.ask(path, { body: { format: 'xlsx', language: 'en', ...period } });
    const rows = JSON.stringify(await readSheet('entries.xlsx', bytesOf(String(xlsx.body.url))));
    expect(rows).toContain('Unexplained');
    const long = { from: '2026-01-01', to: '2026-11-10' };
    expect((await fund.ask(path, { body: { format: 'csv', language: 'ko', ...long } })).body.code).toBe(
      'PERIOD_TOO_LONG',
    );
  });

  test('of the reconciliation: every closing, newest first', async () => {
    await fund.booked(camtOf({ entries: [{ day: '2026-11-02', amount: 5 }], opening: 0, closing: 5 }));
    await fund.booked(camtOf({ entries: [{ day: '2026-11-03', amount: 5 }], opening: 5, closing: 10 }));
    const made = await fund.ask('POST /api/staff/reconciliation/report', {
      body: { format: 'csv', language: 'en' },
    });
    const lines = new TextDecoder()
      .decode(bytesOf(String(made.body.url)))
      .trim()
      .split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 7))).toEqual([
      ['2026-11-03', '2026-11-03', '5', '10', '10', '0', '0'],
      ['2026-11-02', '2026-11-02', '0', '5', '5', '0', ''],
    ]);
  });
});

test('closings without balances are only placed; overlapping ones have no gap', () => {
  const items = reconcile(
    [
      { statement: 'c', n: 0, day: '2026-11-09', from: '2026-11-05', opening: 50, closing: 70 },
      { statement: 'b', n: 0, day: '2026-11-06', from: '2026-11-05' },
      { statement: 'a', n: 0, day: '2026-11-04', from: '2026-11-01', opening: 0, closing: 50 },
    ],
    { statement: 'z', n: 0, day: '2026-10-31', closing: 8 },
    [
      { day: '2026-11-05', in: 25, out: 5 },
      { day: '2026-11-10', in: 1 },
    ],
    71,
  );
  expect(items).toEqual([
    {
      statement: 'c',
      day: '2026-11-09',
      from: '2026-11-05',
      opening: 50,
      closing: 70,
      books: 70,
      difference: 0,
    },
    { statement: 'b', day: '2026-11-06', from: '2026-11-05', books: 70 },
    {
      statement: 'a',
      day: '2026-11-04',
      from: '2026-11-01',
      opening: 0,
      closing: 50,
      books: 50,
      difference: 0,
      gap: -8,
    },
  ]);
});
