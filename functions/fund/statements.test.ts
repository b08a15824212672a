import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { type MemoryObjects, memoryObjects } from '../../test/support/objects.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { LARGEST_STATEMENT } from './contract.ts';
import { LARGEST_STATEMENT as MOST_BYTES } from './statements/read.ts';
import { auditor, camtOf, fundOn, kim, office, qifOf } from './testing.ts';

let local: LocalTable;
let uploads: MemoryObjects;
let deps: ReturnType<typeof fakeDependencies>;
let fund: ReturnType<typeof fundOn>;
beforeAll(() => {
  console.log = () => undefined;
});
beforeEach(async () => {
  local = await openLocalTable();
  deps = fakeDependencies({ table: local.table });
  uploads = memoryObjects('uploads');
  fund = fundOn(deps, uploads, memoryObjects('documents'));
  return () => local.stop();
});
afterAll(() => undefined);

const NOVEMBER = {
  opening: 0,
  closing: 70_000,
  from: '2026-11-01',
  to: '2026-11-10',
  entries: [
    { day: '2026-11-02', amount: 50_000, name: '홍길동', text: '기부' },
    { day: '2026-11-03', amount: 30_000, name: '이몽룡' },
    { day: '2026-11-03', amount: 10_000, name: '성춘향' },
    { day: '2026-11-03', amount: 10_000, name: '성춘향' },
    { day: '2026-11-09', amount: -30_000, name: '문구점', text: '봉투' },
  ],
};

test('an upload may be as large as the readers take', () => {
  expect(LARGEST_STATEMENT).toBe(MOST_BYTES);
});

describe('a statement', () => {
  test('is uploaded, read, shown and booked; the bank is what the bank says', async () => {
    const { status, body } = await fund.add(camtOf(NOVEMBER));
    expect([status, body.status]).toEqual([201, 'READ']);
    const read = await fund.ask('GET /api/staff/statements/{id}', fund.at(body.id));
    expect(read.body).toMatchObject({
      ...{
        status: 'READ',
        format: 'camt.053',
        entries: 5,
        done: 0,
        bank: 0,
        moves: ['beginBooking', 'drop'],
      },
      sums: { count: 5, in: 100_000, out: 30_000 },
      statements: [{ from: '2026-11-01', to: '2026-11-10', opening: 0, closing: 70_000, overlaps: [] }],
    });
    const shown = await fund.ask('GET /api/staff/statements/{id}/entries', fund.at(body.id));
    expect(shown.body).toMatchObject({
      total: 5,
      items: [
        { verdict: 'new', day: '2026-11-02', amount: 50_000, counterparty: '홍길동', text: '기부' },
        {},
        {},
        {},
        {},
      ],
      sums: { new: { count: 5, in: 100_000, out: 30_000 }, known: { count: 0 }, similar: { count: 0 } },
    });
    expect((await local.everything()).filter(({ kind }) => kind === 'transfer')).toEqual([]);
    expect((await fund.book(body.id)).body).toEqual({ id: body.id, status: 'BOOKED', done: 5, of: 5 });
    expect(await fund.balance('bank')).toBe(-70_000);
    expect(await fund.balance('unidentified')).toBe(100_000);
    expect(await fund.balance('suspense')).toBe(-30_000);
    expect((await fund.queue('WAITING')).map(({ amount }) => amount).toSorted()).toEqual([
      10_000, 10_000, 30_000, 50_000,
    ]);
    expect(await fund.queue('UNEXPLAINED')).toMatchObject([
      { amount: -30_000, rest: 30_000, day: '2026-11-09' },
    ]);
    const books = await fund.ask('GET /api/staff/reconciliation');
    expect(books.body).toMatchObject({
      items: [{ day: '2026-11-10', opening: 0, closing: 70_000, books: 70_000, difference: 0 }],
      ...{ bank: 70_000, difference: 0, unidentified: 100_000, suspense: -30_000 },
      ...{ waiting: true, unexplained: true, aside: false },
    });
  });

  test('of another account, currency or day, or wrong in itself, is refused with file, line and reason; nothing is written', async () => {
    const entry = { day: '2026-11-02', amount: 100 };
    const before = await local.everything();
    const outcomes: unknown[] = [];
    for (const told of [
      { entries: [entry], account: '1002-999-123456' },
      { entries: [entry], currency: 'USD' },
      { entries: [{ day: '2026-11-24', amount: 100 }] },
      { entries: [{ day: '2026-11-02', amount: 100.5 }] },
      { entries: [entry], opening: 0, closing: 99 },
      { entries: [{ day: '2026-02-30', amount: 100 }] },
    ]) {
      const { status, body } = await fund.add(camtOf(told), '국민은행.xml');
      const { file, place, reason } = body.detail as Record<string, string>;
      outcomes.push([status, body.code, file, reason]);
      expect(place).toMatch(/^line \d+/);
    }
    expect(outcomes).toEqual([
      [422, 'OTHER_ACCOUNT', '국민은행.xml', undefined],
      [422, 'OTHER_CURRENCY', '국민은행.xml', undefined],
      [422, 'DAY_TO_COME', '국민은행.xml', undefined],
      [422, 'AMOUNT_NOT_WHOLE', '국민은행.xml', undefined],
      [422, 'UNREADABLE_FILE', '국민은행.xml', 'WRONG_TOTALS'],
      [422, 'UNREADABLE_FILE', '국민은행.xml', 'NO_SUCH_DATE'],
    ]);
    for (const broken of [new Uint8Array([0xff, 0xfe, 0x00]), 'hello', 'PK\u0003\u0004']) {
      const { status, body } = await fund.add(broken, 'x.csv');
      expect([status, body.code]).toEqual([422, 'UNREADABLE_FILE']);
    }
    // One wrong statement refuses the file.
    const two = camtOf({ entries: [entry] }, { entries: [entry], account: '1' });
    expect((await fund.add(two)).body.code).toBe('OTHER_ACCOUNT');
    expect(await local.everything()).toEqual(before);
  });

  test('whose upload was replaced after it was read is neither shown nor booked', async () => {
    const body = { fileName: 'x.xml', size: 100 };
    const form = (await fund.ask('POST /api/staff/statement-uploads', { body })).body as {
      statement: string;
      fields: { key: string };
    };
    const upload = (amount: number) =>
      uploads.put(form.fields.key, camtOf({ entries: [{ day: '2026-11-02', amount }] }), {
        type: 'application/octet-stream',
      });
    await upload(100);
    await fund.ask('POST /api/staff/statements', { body: { statement: form.statement, fileName: 'x.xml' } });
    await upload(900);
    const shown = await fund.ask('GET /api/staff/statements/{id}/entries', fund.at(form.statement));
    expect(shown.body.code).toBe('UPLOAD_CHANGED');
    expect((await fund.book(form.statement)).body.code).toBe('UPLOAD_CHANGED');
    expect((await local.everything()).filter(({ kind }) => kind === 'bankEntry')).toEqual([]);
    await upload(100);
    expect((await fund.book(form.statement)).body.status).toBe('BOOKED');
  });

  test('that does not say whose it is needs a person who says so', async () => {
    const qif = qifOf([{ day: '2026-11-02', amount: 100, name: '홍길동' }]);
    expect((await fund.add(qif, 'x.qif')).body.code).toBe('ACCOUNT_NOT_NAMED');
    expect((await fund.add(qif, 'x.qif', { isOurs: true })).status).toBe(201);
  });

  test('may hide digits of the account behind stars', async () => {
    const entries = [{ day: '2026-11-02', amount: 100 }];
    expect((await fund.add(camtOf({ entries, account: '1005-***-***000' }))).status).toBe(201);
    expect((await fund.add(camtOf({ entries, account: '1006-***-***000' }))).body.code).toBe('OTHER_ACCOUNT');
    expect((await fund.add(camtOf({ entries, account: '****-***-***000' }))).body.code).toBe('OTHER_ACCOUNT');
  });

  test('is booked once, whatever it is called; dropped, it is not booked at all', async () => {
    const file = camtOf(NOVEMBER);
    const id = await fund.booked(file);
    expect((await fund.add(file, 'again.xml')).body).toMatchObject({
      code: 'STATEMENT_KNOWN',
      detail: { statement: id },
    });
    const { body } = await fund.add(camtOf({ entries: [{ day: '2026-11-20', amount: 5 }] }));
    const drop = await fund.ask('POST /api/staff/statements/{id}/removal', fund.at(body.id));
    expect(drop.body).toMatchObject({ status: 'DROPPED' });
    expect((await fund.book(body.id)).body.code).toBe('ILLEGAL_MOVE');
    const list = await fund.ask('GET /api/staff/statements');
    expect((list.body.items as { id: string }[]).map((one) => one.id)).toEqual([id]);
    expect(await fund.balance('bank')).toBe(-70_000);
  });

  test('that overlaps another adds what is new, and says what lies between', async () => {
    const first = await fund.booked(camtOf(NOVEMBER));
    const entries = [
      ...NOVEMBER.entries.slice(1),
      { day: '2026-11-12', amount: 7_000, name: '변학도' },
      { day: '2026-11-03', amount: 10_000, name: '성춘향' },
    ];
    const { body } = await fund.add(
      camtOf({ entries, opening: 50_000, closing: 87_000, from: '2026-11-03', to: '2026-11-12' }),
    );
    const read = await fund.ask('GET /api/staff/statements/{id}', fund.at(body.id));
    expect(read.body.statements).toMatchObject([{ overlaps: [first] }]);
    const shown = await fund.ask(
      'GET /api/staff/statements/{id}/entries',
      fund.at(body.id, { query: { show: 'new' } }),
    );
    // The third of three equal gifts of a day is one more.
    expect(shown.body).toMatchObject({
      total: 2,
      sums: { known: { count: 4 }, new: { count: 2, in: 17_000 } },
    });
    await fund.book(body.id);
    expect(await fund.balance('bank')).toBe(-87_000);
    const gap = await fund.add(
      camtOf({ entries: [{ day: '2026-11-20', amount: 3 }], opening: 90_000, closing: 90_003 }),
    );
    const after = await fund.ask('GET /api/staff/statements/{id}', fund.at(gap.body.id));
    expect(after.body.statements).toMatchObject([
      {
        before: { statement: body.id, day: '2026-11-12', closing: 87_000, gap: 3_000, days: 7 },
        overlaps: [],
      },
    ]);
    await fund.book(gap.body.id);
    const books = await fund.ask('GET /api/staff/reconciliation', { query: { limit: '2' } });
    expect(books.body).toMatchObject({
      difference: 3_000,
      items: [
        { day: '2026-11-20', closing: 90_003, books: 87_003, difference: 3_000, gap: 3_000 },
        { day: '2026-11-12', closing: 87_000, books: 87_000, difference: 0 },
      ],
    });
    const next = await fund.ask('GET /api/staff/reconciliation', {
      query: { limit: '2', cursor: String(books.body.cursor) },
    });
    // The bank put an entry on a day that it had closed before: to the won, that is what the two differ by.
    expect(next.body.items).toMatchObject([{ statement: first, books: 80_000, difference: -10_000 }]);
  });

  test('in another format is set aside entry by entry, and a person decides', async () => {
    await fund.booked(camtOf(NOVEMBER));
    const other = NOVEMBER.entries.slice(0, 2).map((entry) => ({ ...entry, text: '인터넷뱅킹' }));
    const id = await fund.booked(qifOf(other), 'x.qif', { isOurs: true });
    const list = await fund.ask('GET /api/staff/statements/{id}', fund.at(id));
    expect(list.body).toMatchObject({ booked: 0, aside: 2, known: 0 });
    expect(await fund.balance('bank')).toBe(-70_000);
    const aside = await fund.queue('ASIDE');
    expect(aside.map(({ amount }) => amount)).toEqual([50_000, 30_000]);
    const [one, two] = await Promise.all(aside.map((line) => fund.entry(line.id)));
    const [like = ''] = (one?.like ?? []) as string[];
    expect(await fund.entry(like)).toMatchObject({ amount: 50_000, status: 'WAITING' });
    expect((await fund.deed('decision', one?.id, { sameAs: two?.id })).body.code).toBe('ENTRY_UNKNOWN');
    expect((await fund.deed('decision', one?.id, { sameAs: like })).body).toMatchObject({
      status: 'SAME',
      rest: 0,
    });
    expect((await fund.deed('decision', two?.id)).body).toMatchObject({ status: 'WAITING', rest: 30_000 });
    expect(await fund.balance('bank')).toBe(-100_000);
    // What was decided stays decided: the same words again add nothing, a further one of the day is looked at.
    const again = await fund.booked(
      qifOf([...other, { day: '2026-11-02', amount: 50_000, name: '향단' }]),
      'x.qif',
      { isOurs: true },
    );
    const after = await fund.ask('GET /api/staff/statements/{id}', fund.at(again));
    expect(after.body).toMatchObject({ known: 2, booked: 1, aside: 0 });
  });

  test('is seen by those who may, its entries before booking by the Chest alone', async () => {
    const id = await fund.booked(camtOf(NOVEMBER));
    for (const staff of [office, auditor])
      expect((await fund.ask('GET /api/staff/statements/{id}', fund.at(id, { staff }))).body.moves).toEqual(
        [],
      );
    const path = 'GET /api/staff/statements/{id}/entries';
    expect((await fund.ask(path, fund.at(id, { staff: office }))).status).toBe(403);
    const [line] = await fund.queue('WAITING', { words: 'yes' });
    expect(line).toMatchObject({ words: { counterparty: '홍길동', text: '기부' }, proposals: [] });
    const query = { status: 'WAITING', words: 'yes' };
    const seen = await fund.ask('GET /api/staff/bank-entries', { query, staff: office });
    expect(JSON.stringify(seen.body)).not.toContain('홍길동');
    expect((await fund.ask('GET /api/staff/bank-entries', { query, staff: kim })).status).toBe(200);
    // Nothing that a payer wrote lies open in the table.
    expect(JSON.stringify(await local.everything())).not.toMatch(/홍길동|이몽룡|성춘향|문구점|봉투/);
  });
});
