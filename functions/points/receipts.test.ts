import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { Gift } from '../gifts/domain.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { residentCheckDigit } from '../kernel/registration-number.ts';
import type { Receipt, Series } from '../receipts/domain.ts';
import { receiptOffice } from '../receipts/testing.ts';
import { ledgerOf, linesOf, pointsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

const NUMBER = `800101-123456${residentCheckDigit('800101123456')}`;
const WRONG = `800101-123456${(residentCheckDigit('800101123456') + 1) % 10}`;
const ASKED = {
  year: '2026',
  contact: { name: '영수증뷁', email: 'receipt-canary@ithope.example', language: 'ko' },
  address: { postcode: '08375', street: '카나리로 77', detail: '404호' },
};
type Answer = { status: number; body: Record<string, unknown> };
const codes = ({ status, body }: Answer) => [status, body.code];

let count = 0;
/** An office with a series of its own, and a member who has given so many points (thousands) in gifts of 1,000. */
async function aGiver(thousands: number) {
  const office = receiptOffice(local.table, `points-${++count}`);
  const { deps } = office;
  const points = pointsOn(deps);
  const citizen = `receipted-${count}`;
  const number = await points.member(citizen);
  await points.report(number, { activity: 'ECO_MILEAGE' });
  await points.report(number, { activity: 'ECO_MILEAGE', day: '2026-11-22' });
  const give = async (times: number) => {
    for (let i = 0; i < times; i++) await points.give(citizen, 1000, i % 2 ? 'internet' : 'computers');
  };
  await give(thousands);
  const ask = (changes: object = {}, key = deps.ids.ulid()): Promise<Answer> =>
    points.request(citizen, { ...ASKED, ...changes }, { key });
  return { office, deps, points, citizen, number, give, ask };
}
const receiptsIn = async (issuer: string) => local.table.part<Receipt & Key>(`RCP#${issuer}#2026`, 'NO#', 99);

test('below the threshold there is none, and the member sees how far it is', async () => {
  const { points, citizen, ask } = await aGiver(9);
  const refused = await ask();
  expect(codes(refused)).toEqual([409, 'RECEIPT_TOO_SMALL']);
  expect(refused.body.detail).toEqual({ worth: 9000, from: 10_000 });
  expect(codes(await ask({ year: '2025' }))).toEqual([409, 'RECEIPT_TOO_SMALL']);
  expect(await points.read(citizen)).toMatchObject({
    body: { unreceipted: [{ year: '2026', points: 9000, worth: 9000, mayRequest: false }] },
  });
});

test('a receipt for every gift of the year, under the next number, once; its paper behind a link for the member alone', async () => {
  const { office, deps, points, citizen, ask, give } = await aGiver(10);
  const key = deps.ids.ulid();
  const first = await ask({}, key);
  expect(first).toMatchObject({ status: 201, body: { receipt: { year: '2026', number: 1 }, total: 10_000 } });
  expect(await ask({}, key)).toEqual(first);
  expect(codes(await ask())).toEqual([409, 'RECEIPT_TOO_SMALL']);
  const issuer = deps.city.receiptIssuer.id;
  const receipts = await receiptsIn(issuer);
  expect(receipts).toMatchObject([
    {
      number: 1,
      gift: first.body.id,
      giverKind: 'person',
      form: 'money',
      total: 10_000,
      givenOn: '2026-11-23',
    },
  ]);
  expect(receipts[0]?.lines).toHaveLength(10);
  expect(receipts[0]?.lines.every(({ kind, amount }) => kind === 'points' && amount === 1000)).toBe(true);
  const id = String(first.body.id);
  const gift = await local.table.get<Gift>(keys.gift(id));
  const lines = linesOf(await local.everything(), citizen).filter(({ what }) => what === 'GIVEN');
  expect([...(gift?.booked?.transfers ?? [])].sort()).toEqual(lines.map(({ transfer }) => transfer).sort());

  expect(codes(await points.link(citizen, id))).toEqual([409, 'RECEIPT_NOT_READY']);
  expect((await points.read(citizen)).body.receipts).toMatchObject([{ id, amount: 10_000, ready: false }]);
  await office.paper({ gift: id });
  expect((await points.read(citizen)).body.receipts).toMatchObject([
    { id, ready: true, receipt: { year: '2026', number: 1 } },
  ]);
  expect(await points.link(citizen, id)).toMatchObject({
    status: 200,
    body: { url: expect.stringContaining('receipts/2026/000001.pdf') },
  });
  await points.member(`${citizen}-other`);
  expect(codes(await points.link(`${citizen}-other`, id))).toEqual([404, 'NOT_FOUND']);

  // What is given after it is for the next one.
  await give(10);
  expect((await points.read(citizen)).body.unreceipted).toMatchObject([{ worth: 10_000, mayRequest: true }]);
  expect(await ask()).toMatchObject({ status: 201, body: { receipt: { number: 2 }, total: 10_000 } });
  const own = [...(await receiptsIn(issuer))];
  expect(own.map(({ total }) => total)).toEqual([10_000, 10_000]);
  expect(await local.table.get<Series>(keys.series(issuer, '2026'))).toMatchObject({
    last: 2,
    total: 20_000,
  });
});

test('the Chest makes it void and issues it again: the member sees the one that counts', async () => {
  const { office, points, citizen, ask } = await aGiver(12);
  const id = String((await ask()).body.id);
  await office.paper({ gift: id });
  expect((await office.cancel(1)).status).toBe(200);
  expect((await points.read(citizen)).body.receipts).toMatchObject([{ id, ready: false }]);
  expect(codes(await points.link(citizen, id))).toEqual([409, 'RECEIPT_NOT_READY']);
  expect((await office.again(1)).status).toBe(200);
  await office.paper({ gift: id });
  expect((await points.read(citizen)).body.receipts).toMatchObject([{ receipt: { number: 2 }, ready: true }]);
  // A void receipt gives nothing back to be asked for once more.
  expect((await points.read(citizen)).body.unreceipted).toEqual([]);
});

test('asked for five times at once, while more is given: one receipt, of what was given before it', async () => {
  const { points, citizen, ask, give, deps } = await aGiver(11);
  const [answers] = await Promise.all([Promise.all([1, 2, 3, 4, 5].map(() => ask())), give(3)]);
  const done = answers.filter(({ status }) => status === 201);
  expect(done).toHaveLength(1);
  const [receipt] = await receiptsIn(deps.city.receiptIssuer.id);
  const item = await points.item(citizen);
  const open = item?.unreceipted['2026']?.worth ?? 0;
  expect((receipt?.total ?? 0) + open).toBe(14_000);
  expect(receipt?.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(receipt?.total);
  expect(ledgerOf(await local.everything(), citizen)).toBe(item?.balance);
});

test('a year is the city’s: what was given before midnight of New Year’s Eve is the old year’s', async () => {
  const { points, citizen, deps, ask } = await aGiver(0);
  deps.clock.set('2026-12-31T14:59:59.999Z');
  await points.give(citizen, 10_000);
  deps.clock.set('2026-12-31T15:00:00.000Z');
  await points.give(citizen, 10_000);
  expect((await points.read(citizen)).body.unreceipted).toMatchObject([
    { year: '2027', worth: 10_000 },
    { year: '2026', worth: 10_000 },
  ]);
  expect(await ask({ year: '2026' })).toMatchObject({ status: 201, body: { total: 10_000 } });
  expect((await points.read(citizen)).body.unreceipted).toMatchObject([{ year: '2027', worth: 10_000 }]);
});

test('a registration number is under a seal of its own, and another number is another request', async () => {
  const { ask, deps, citizen, points } = await aGiver(10);
  const wrong = await ask({ registrationNumber: WRONG });
  expect([...codes(wrong), wrong.body.errors]).toEqual([
    422,
    'REGISTRATION_NUMBER_WRONG',
    [{ path: 'registrationNumber', code: 'NUMBER_CHECK' }],
  ]);
  const key = deps.ids.ulid();
  const first = await ask({ registrationNumber: NUMBER }, key);
  expect(first.status).toBe(201);
  expect(
    codes(await ask({ registrationNumber: `900101-123456${residentCheckDigit('900101123456')}` }, key)),
  ).toEqual([422, 'KEY_REUSED']);
  const everything = JSON.stringify(await local.everything());
  for (const word of [
    NUMBER,
    NUMBER.replace('-', ''),
    ASKED.contact.name,
    ASKED.contact.email,
    ASKED.address.street,
  ])
    expect(everything).not.toContain(word);
  // Who leaves keeps the receipt, which the law has kept for years.
  await points.leave(citizen);
  const gift = await local.table.get<Gift>(keys.gift(String(first.body.id)));
  expect(await local.table.get(keys.person(gift?.personId ?? ''))).toBeDefined();
});
