import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import { call, fakeDependencies } from '../kernel/testing.ts';
import type { Transfer } from '../ledger/domain.ts';
import { camtOf, fundOn, kim, lee, type Told } from './testing.ts';
import { giftsOfYear } from './years.ts';

let local: LocalTable;
let deps: ReturnType<typeof fakeDependencies>;
let fund: ReturnType<typeof fundOn>;
beforeAll(() => {
  console.log = () => undefined;
  console.error = () => undefined;
});
beforeEach(async () => {
  local = await openLocalTable();
  deps = fakeDependencies({ table: local.table });
  fund = fundOn(deps, memoryObjects('uploads'), memoryObjects('documents'));
  return () => local.stop();
});

const day = '2026-11-23';
const book = (...entries: Partial<Told>[]) =>
  fund.booked(camtOf({ entries: entries.map((entry) => ({ day, amount: 50_000, ...entry })) }));
const only = async (status: string) => {
  const [line, ...more] = await fund.queue(status);
  expect(more).toEqual([]);
  return String(line?.id);
};
const kinds = async (kind: string) => (await local.everything()).filter((item) => item.kind === kind);
/** The only entry, whatever its state. */
const first = async () => String((await kinds('bankEntry'))[0]?.id);
const gift = async (id: string) =>
  (await call(fund.gifts.staff, 'GET /api/staff/gifts/{id}', { params: { id }, staff: kim })).body;

/** Every kept balance is what the transfers come to, and all of them together are nothing. */
async function balanced(): Promise<Record<string, number>> {
  const transfers = (await kinds('transfer')) as unknown as Transfer[];
  const sums: Record<string, number> = {};
  for (const { debit, credit, amount } of transfers) {
    sums[debit] = (sums[debit] ?? 0) - amount;
    sums[credit] = (sums[credit] ?? 0) + amount;
  }
  expect(Object.values(sums).reduce((a, b) => a + b, 0)).toBe(0);
  for (const { account, balance } of await kinds('balance'))
    expect([account, balance]).toEqual([account, sums[String(account)]]);
  // A counter-entry is the transfer that it corrects, the other way round, and corrects it once.
  const corrected = transfers.filter(({ refs }) => refs.corrects);
  expect(new Set(corrected.map(({ refs }) => refs.corrects)).size).toBe(corrected.length);
  for (const { debit, credit, amount, refs } of corrected) {
    const of = transfers.find(({ id }) => id === refs.corrects);
    expect([of?.credit, of?.debit, of?.amount]).toEqual([debit, credit, amount]);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

describe('money that came', () => {
  test('books itself where reference and amount say whose it is, with its receipt', async () => {
    const { id, reference } = await fund.announce(50_000, '홍길동', { purpose: 'internet' });
    await book({ text: `기부 ${reference.slice(0, 5)}-${reference.slice(5)} 홍길동` });
    expect(await balanced()).toEqual({ bank: -50_000, 'purpose:internet': 50_000 });
    expect(await gift(id)).toMatchObject({
      status: 'BOOKED',
      booked: { day, amount: 50_000 },
      receipt: { number: 1 },
    });
    const [entry] = await kinds('bankEntry');
    expect(entry).toMatchObject({
      status: 'BOOKED',
      rest: 0,
      parts: [{ n: 1, as: 'GIFT', gift: id, by: 'kim' }],
    });
    expect(entry?.q).toBeUndefined();
    expect(await kinds('open-gift')).toEqual([]);
    expect((await kinds('fundYear')).find(({ gifts }) => gifts)).toMatchObject({
      year: '2026',
      gifts: 50_000,
    });
    const types = (await kinds('event')).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['entry.enter', 'gift.book', 'statement.concludeBooking']));
  });

  test('with the reference of a gift but another amount waits, with that proposal', async () => {
    const { id, reference } = await fund.announce(60_000);
    await book({ text: reference, name: '홍길동' });
    const [line] = await fund.queue('WAITING', { words: 'yes' });
    expect(line?.proposals).toMatchObject([
      { what: 'gift', of: id, reasons: ['REFERENCE', 'NAME', 'DATE'], certainty: 'likely' },
    ]);
    expect((await fund.deed('match', line?.id, { gift: id })).body).toMatchObject({
      status: 'BOOKED',
      rest: 0,
    });
    // What came counts, not what was announced.
    expect(await gift(id)).toMatchObject({ status: 'BOOKED', amount: 50_000 });
    expect(await balanced()).toEqual({ bank: -50_000, 'purpose:computers': 50_000 });
  });

  test('is proposed by amount and name; a gift that has its money is none', async () => {
    const one = await fund.announce(50_000);
    const other = await fund.announce(50_000, '이몽룡');
    await book({ name: '홍길동' });
    const entry = await only('WAITING');
    const { proposals } = await fund.entry(entry);
    expect(proposals).toMatchObject([
      { of: one.id, reasons: ['AMOUNT', 'NAME', 'DATE'], certainty: 'likely' },
      { of: other.id, reasons: ['AMOUNT', 'DATE'], certainty: 'possible' },
    ]);
    await fund.deed('match', entry, { gift: one.id });
    await book({ name: '임꺽정', day: '2026-11-22' });
    const second = await only('WAITING');
    expect((await fund.entry(second)).proposals).toMatchObject([{ of: other.id }]);
    expect((await fund.deed('match', second, { gift: one.id })).body.code).toBe('GIFT_TAKEN');
  });

  test('is split over a gift, an unannounced one, points of the city and interest; never over what came', async () => {
    const { id } = await fund.announce(20_000);
    await book({ amount: 100_000 });
    const entry = await only('WAITING');
    const unknown = await fund.deed('match', entry, { gift: id, amount: 20_000 });
    expect(unknown.body).toMatchObject({ status: 'WAITING', rest: 80_000 });
    const giver = {
      giver: { kind: 'person', contact: { name: '성춘향', phone: '01012345678', language: 'ko' } },
      consents: { privacy: true, news: false },
    };
    const parts = [
      { as: 'GIFT', purpose: 'internet', amount: 30_000, ...giver },
      { as: 'GIFT', purpose: 'internet', amount: 10_000 },
      { as: 'SETTLEMENT', amount: 25_000 },
    ];
    for (const part of parts) expect((await fund.deed('assignment', entry, part)).status).toBe(200);
    const over = await fund.deed('assignment', entry, { as: 'OTHER', purpose: 'computers', amount: 15_001 });
    expect(over.body).toMatchObject({ code: 'MORE_THAN_REST', detail: { rest: 15_000 } });
    const last = await fund.deed('assignment', entry, { as: 'OTHER', purpose: 'computers' });
    expect(last.body).toMatchObject({ status: 'BOOKED', rest: 0 });
    expect(await balanced()).toEqual({
      ...{ bank: -100_000, 'purpose:computers': 35_000, 'purpose:internet': 40_000, settlement: 25_000 },
    });
    expect((await kinds('gift')).map(({ amount, anonymous }) => [amount, anonymous])).toEqual(
      expect.arrayContaining([
        [20_000, undefined],
        [30_000, undefined],
        [10_000, true],
      ]),
    );
    expect((await kinds('receipt')).map(({ number }) => number).toSorted()).toEqual([1, 2, 3]);
    expect((await kinds('fundYear')).find(({ gifts }) => gifts)?.gifts).toBe(85_000);
    expect((await fund.deed('assignment', entry, { as: 'SETTLEMENT' })).body.code).toBe('ILLEGAL_MOVE');
    expect((await fund.deed('explanation', entry, { as: 'COSTS' })).body.code).toBe('NOT_OUTGOING');
  });

  test('that was given to a wrong gift is taken back: counter-entry, void receipt, and the gift waits on', async () => {
    const wrong = await fund.announce(50_000);
    const right = await fund.announce(50_000, '이몽룡');
    await book({ text: wrong.reference });
    const id = await first();
    const back = await fund.deed('undoing', id, { part: 1, reason: '다른 분의 입금' });
    expect(back.body).toMatchObject({ status: 'WAITING', rest: 50_000 });
    expect(await balanced()).toEqual({ bank: -50_000, unidentified: 50_000 });
    expect(await gift(wrong.id)).toMatchObject({ status: 'ANNOUNCED' });
    expect(await kinds('receipt-void')).toHaveLength(1);
    expect((await fund.deed('undoing', id, { part: 1, reason: '다시' })).body.code).toBe('PART_UNKNOWN');
    expect((await fund.deed('match', id, { gift: right.id })).body).toMatchObject({ status: 'BOOKED' });
    expect(await balanced()).toEqual({ bank: -50_000, 'purpose:computers': 50_000 });
    expect((await fund.entry(id)).parts).toMatchObject([{ n: 2, gift: right.id }]);
    expect((await kinds('fundYear')).find(({ gifts }) => gifts !== undefined)?.gifts).toBe(50_000);
  });
});

describe('a refund', () => {
  test('of a gift returns it and voids its receipt; the entry that leaves is known by its amount', async () => {
    const { id, reference } = await fund.announce(50_000);
    await book({ text: reference, name: '홍길동' });
    const entry = await first();
    expect((await fund.deed('refund', entry, { reason: '착오 송금' })).body).toMatchObject({
      status: 'REFUNDING',
    });
    expect(await balanced()).toEqual({ bank: -50_000, refunds: 50_000 });
    expect(await gift(id)).toMatchObject({ status: 'RETURNED', returned: { reason: 'REFUNDED' } });
    expect(await kinds('receipt-void')).toHaveLength(1);
    await book({ amount: -50_000, name: '홍길동' });
    expect(await balanced()).toEqual({});
    expect((await fund.entry(entry)).status).toBe('REFUNDED');
    expect(await kinds('openRefund')).toEqual([]);
    expect((await kinds('fundYear')).find(({ gifts }) => gifts !== undefined)?.gifts).toBe(0);
  });

  test('that is given up lets the money wait again; the gift stays returned', async () => {
    const { reference } = await fund.announce(50_000);
    await book({ text: reference });
    const entry = await first();
    await fund.deed('refund', entry, { reason: '착오 송금' });
    const back = await fund.deed('refund-cancellation', entry, { reason: '그대로 두시겠다고 함' });
    expect(back.body).toMatchObject({ status: 'WAITING', rest: 50_000 });
    expect(await balanced()).toEqual({ bank: -50_000, unidentified: 50_000 });
    expect(await kinds('openRefund')).toEqual([]);
    expect((await fund.deed('refund', entry, { reason: '결국 환불' })).body).toMatchObject({
      status: 'REFUNDING',
    });
    expect(await balanced()).toEqual({ bank: -50_000, refunds: 50_000 });
  });

  test('of much is ordered by somebody else than who gave it its place; of parts, part by part', async () => {
    await book({ amount: 3_000_000 });
    const large = await only('WAITING');
    await fund.deed('assignment', large, { as: 'GIFT', purpose: 'computers' });
    expect((await fund.deed('refund', large, { reason: '오입금' })).body.code).toBe('SECOND_PERSON_NEEDED');
    expect((await fund.deed('refund', large, { reason: '오입금' }, { staff: lee })).status).toBe(200);
    await book({ amount: 100 });
    const parts = await only('WAITING');
    await fund.deed('assignment', parts, { as: 'GIFT', purpose: 'computers', amount: 40 });
    await fund.deed('assignment', parts, { as: 'GIFT', purpose: 'internet' });
    expect((await fund.deed('refund', parts, { reason: '오입금' })).body.code).toBe('PARTS_FIRST');
    await fund.deed('undoing', parts, { part: 1, reason: '환불' });
    expect((await fund.deed('refund', parts, { reason: '오입금' })).body.status).toBe('REFUNDING');
    expect(await balanced()).toEqual({ bank: -3_000_100, refunds: 3_000_100 });
  });

  test('of much is never the deed of one alone, whatever was undone or left waiting', async () => {
    await book({ amount: 5_000_000 });
    const entry = await only('WAITING');
    const refund = (staff: typeof kim) => fund.deed('refund', entry, { reason: '오입금' }, { staff });
    // Kim booked the statement, and nobody has looked at the entry.
    expect((await refund(kim)).body.code).toBe('SECOND_PERSON_NEEDED');
    await fund.deed('assignment', entry, { as: 'OTHER', purpose: 'computers' }, { staff: lee });
    await fund.deed('undoing', entry, { part: 1, reason: '다시' }, { staff: lee });
    expect((await refund(lee)).body.code).toBe('SECOND_PERSON_NEEDED');
    expect((await refund(kim)).body.status).toBe('REFUNDING');
  });

  test('whose payment bounces is open again', async () => {
    await book({ name: '홍길동' });
    const entry = await only('WAITING');
    await fund.deed('refund', entry, { reason: '오입금' });
    await book({ amount: -50_000, name: '홍길동' });
    await book({ text: '반송', reversal: true, ref: 'R1' });
    const came = await only('WAITING');
    const paid = (await kinds('bankEntry')).find(({ amount }) => amount === -50_000);
    expect((await fund.entry(came)).proposals).toMatchObject([
      { what: 'bounce', of: paid?.id, certainty: 'likely' },
    ]);
    expect((await fund.deed('bounce', came, { of: paid?.id })).body).toMatchObject({ status: 'EXPLAINED' });
    expect(await balanced()).toEqual({ bank: -50_000, refunds: 50_000 });
    expect((await fund.entry(entry)).status).toBe('REFUNDING');
    expect(await fund.entry(String(paid?.id))).toMatchObject({ status: 'BOUNCED', reversal: came });
  });
});

describe('a bounce', () => {
  test('undoes the gift, its receipt and its money to the bank', async () => {
    const { id, reference } = await fund.announce(50_000);
    await book({ text: reference });
    const entry = await first();
    await book({ amount: -50_000, text: '착오송금 반환' });
    const out = await only('UNEXPLAINED');
    expect(await balanced()).toEqual({ suspense: -50_000, 'purpose:computers': 50_000 });
    expect((await fund.entry(out)).proposals).toMatchObject([
      { what: 'bounce', of: entry, reasons: ['REVERSAL', 'AMOUNT'], certainty: 'possible' },
    ]);
    expect((await fund.deed('bounce', out, { of: out })).body.code).toBe('NO_REVERSAL');
    expect((await fund.deed('bounce', out, { of: entry })).body).toMatchObject({
      status: 'EXPLAINED',
      rest: 0,
    });
    expect(await balanced()).toEqual({});
    expect(await gift(id)).toMatchObject({ status: 'RETURNED', returned: { reason: 'BOUNCED' } });
    expect(await fund.entry(entry)).toMatchObject({ status: 'BOUNCED', parts: [] });
    expect(await kinds('receipt-void')).toHaveLength(1);
  });

  test('of money that is spent stays unexplained', async () => {
    const { reference } = await fund.announce(50_000);
    await book({ text: reference });
    const entry = await first();
    await book({ amount: -30_000, name: '컴퓨터 상점' });
    await fund.deed('explanation', await only('UNEXPLAINED'), { as: 'PURCHASE', purpose: 'computers' });
    await book({ amount: -50_000, reversal: true });
    const out = await only('UNEXPLAINED');
    const { status, body } = await fund.deed('bounce', out, { of: entry });
    expect([status, body.code, body.detail]).toEqual([
      409,
      'BALANCE_TOO_LOW',
      { account: 'purpose:computers' },
    ]);
    expect((await fund.entry(out)).status).toBe('UNEXPLAINED');
    expect(await balanced()).toMatchObject({ bank: 30_000, suspense: -50_000 });
  });
});

describe('money that left', () => {
  test('to a carrier that is owed it books itself; more, or under another name, waits', async () => {
    const { reference } = await fund.announce(100_000, '홍길동', { purpose: 'internet' });
    await book({ amount: 100_000, text: reference });
    await book({ amount: -22_000, name: '(주)케이티' });
    // Nothing is owed to the carrier yet.
    expect((await fund.entry(await only('UNEXPLAINED'))).proposals).toMatchObject([
      { what: 'carrier', of: 'kt', certainty: 'possible' },
    ]);
    const owed = await fund.deed('explanation', await only('UNEXPLAINED'), { as: 'CARRIER', carrier: 'kt' });
    expect(owed.body).toMatchObject({ code: 'BALANCE_TOO_LOW', detail: { account: 'carrier:kt' } });
    const { post, transferOf } = await import('../ledger/domain.ts');
    const moment = { at: deps.clock.now().toISOString(), timeZone: 'Asia/Seoul' };
    const order = { credit: 'carrier:kt', currency: 'KRW', amount: 66_000, cause: 'FEE' } as const;
    await deps.table.transact(
      post([transferOf(deps.ids.ulid(), { debit: 'purpose:internet', ...order }, moment)]).writes,
    );
    expect(
      (await fund.deed('explanation', await only('UNEXPLAINED'), { as: 'CARRIER', carrier: 'kt' })).status,
    ).toBe(200);
    await book({ amount: -44_000, name: '주식회사 KT' }, { amount: -11_000, name: 'KT 파트너스' });
    expect(await balanced()).toEqual({ bank: -23_000, suspense: -11_000, 'purpose:internet': 34_000 });
    const nobody = await fund.deed('explanation', await only('UNEXPLAINED'), {
      as: 'CARRIER',
      carrier: 'skt',
    });
    expect(nobody.body.code).toBe('CARRIER_UNKNOWN');
  });

  test('is explained in parts, and an explanation is taken back', async () => {
    await book({ amount: 90_000 });
    await fund.deed('assignment', await only('WAITING'), { as: 'GIFT', purpose: 'computers' });
    await book({ amount: -60_000 });
    const out = await only('UNEXPLAINED');
    expect((await fund.deed('match', out, { gift: `gft_${deps.ids.ulid()}` })).body.code).toBe(
      'NOT_INCOMING',
    );
    expect((await fund.deed('explanation', out, { as: 'PURCHASE' })).body.errors).toEqual([
      { path: 'purpose', code: 'REQUIRED' },
    ]);
    const first = await fund.deed('explanation', out, {
      as: 'PURCHASE',
      purpose: 'computers',
      amount: 40_000,
    });
    expect(first.body).toMatchObject({ status: 'UNEXPLAINED', rest: 20_000 });
    const costs = await fund.deed('explanation', out, { as: 'COSTS' });
    expect(costs.body).toMatchObject({ code: 'BALANCE_TOO_LOW', detail: { account: 'costs' } });
    await deps.table.transact([giftsOfYear('2025', 200_000)]);
    const take = (amount: number) =>
      fund.ask('POST /api/staff/purposes/{code}/costs', {
        params: { code: 'computers' },
        body: { amount, note: '운영비' },
      });
    // What was taken by mistake goes back, once.
    const wrong = String((await take(15_000)).body.transfer);
    const before = await balanced();
    const back = () => fund.ask('POST /api/staff/costs/{transfer}/undoing', { params: { transfer: wrong } });
    expect((await back()).status).toBe(200);
    expect(await balanced()).toEqual({
      ...Object.fromEntries(Object.entries(before).filter(([account]) => account !== 'costs')),
      'purpose:computers': Number(before['purpose:computers']) + 15_000,
    });
    expect((await back()).body.code).toBe('COSTS_BACK');
    const taken = await take(20_000);
    expect(taken.body).toMatchObject({ left: 0 });
    expect((await take(1)).body).toMatchObject({
      code: 'OVER_COSTS_SHARE',
      detail: { allowance: 20_000, left: 0 },
    });
    expect((await fund.deed('explanation', out, { as: 'COSTS' })).body).toMatchObject({
      status: 'EXPLAINED',
    });
    expect(await balanced()).toEqual({ bank: -30_000, 'purpose:computers': 30_000 });
    const paid = await fund.ask('POST /api/staff/costs/{transfer}/undoing', {
      params: { transfer: String(taken.body.transfer) },
    });
    expect(paid.body).toMatchObject({ code: 'BALANCE_TOO_LOW', detail: { account: 'costs' } });
    const purposes = await fund.ask('GET /api/staff/purposes');
    expect(purposes.body).toMatchObject({
      year: '2026',
      items: [
        { purpose: 'computers', balance: 30_000, reserved: 0, spent: 60_000 },
        { purpose: 'internet', balance: 0, spent: 0, yearlyLimit: 600_000_000, left: 600_000_000 },
      ],
      costs: { basisYear: '2025', gifts: 200_000, allowance: 20_000, taken: 20_000, left: 0, open: 0 },
    });
    await fund.deed('undoing', out, { part: 1, reason: '잘못 적음' });
    expect(await balanced()).toEqual({ bank: -30_000, suspense: -40_000, 'purpose:computers': 70_000 });
    expect((await fund.ask('GET /api/staff/purposes')).body.items).toMatchObject([{ spent: 20_000 }, {}]);
  });
});
