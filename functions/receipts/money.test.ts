import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { pointsGiftReceipt, sealGiver } from '../gifts/domain.ts';
import { aGiver, anAnnouncement, GIVER_CANARY } from '../gifts/testing.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { residentCheckDigit } from '../kernel/registration-number.ts';
import { serve } from '../kernel/serve.ts';
import { call, staffActor } from '../kernel/testing.ts';
import { privacyContract } from '../privacy/contract.ts';
import { privacyHandlers } from '../privacy/http.ts';
import { receiptsContract } from './contract.ts';
import { readStanding } from './domain.ts';
import { type ReceiptOffice, receiptOffice } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

const NUMBER = `900101123456${residentCheckDigit('900101123456')}`;
const DAY = '2026-11-21';
const textOf = async (office: ReceiptOffice, key: string) => {
  const file = office.documents.files.get(key);
  if (!file) throw new Error(`no paper ${key}`);
  const { text } = await extractText(new Uint8Array(file), { mergePages: true });
  return text.replace(/\s+/g, ' ');
};
/** Announced and come. */
async function given(office: ReceiptOffice, changes: Record<string, unknown> = {}, amount = 50_000) {
  const { body } = await office.gifts.announce(anAnnouncement(changes));
  const [id, reference] = [String(body.id), String(body.reference)];
  const { receipt } = await office.gifts.book(id, { amount, day: DAY });
  const session = await office.gifts.session(reference);
  return { id, reference, receipt, follow: () => office.followGift(reference, session) };
}
const statusOf = async (office: ReceiptOffice, id: string) => (await office.gifts.state(id)).status;

describe('the receipt of a gift of money', () => {
  test('its paper: money, no quantity, the giver and the day of the bank; then the gift is RECEIPTED', async () => {
    const office = receiptOffice(local.table, 'money-paper');
    const { id, follow } = await given(office, { registrationNumber: NUMBER }, 1_234_000);
    const soon = await follow();
    expect(receiptsContract.routes.followGiftReceipt.answer.parse(soon.body)).toMatchObject({
      ...{ gift: id, number: 1, total: 1_234_000, form: 'money', medium: 'paper' },
    });
    expect(soon.body).not.toHaveProperty('paper');
    await Promise.all([office.paper({ gift: id }), office.paper({ gift: id })]);
    await office.paper({ gift: id });
    expect(await statusOf(office, id)).toBe('RECEIPTED');
    const text = await textOf(office, 'receipts/2026/000001.pdf');
    for (const said of [
      `성명(법인명) ${GIVER_CANARY.name}`,
      `주민등록번호 (사업자등록번호) ${NUMBER.slice(0, 6)}-${NUMBER.slice(6)}`,
      `주소(소재지) (61234) ${GIVER_CANARY.street} ${GIVER_CANARY.detail}`,
      '특례기부금(10) 금전 2026.11.21 기부금 - - 1,234,000',
      '합계 일금 일백이십삼만사천원정 1,234,000',
    ])
      expect(text).toContain(said);
    for (const wrong of ['시가 또는 장부가액', '현물 2026', '서울특별시 카나리로', GIVER_CANARY.payer])
      expect(text).not.toContain(wrong);
    expect((await follow()).body).toMatchObject({ paper: { url: expect.stringContaining('000001.pdf') } });
    const read = receiptsContract.routes.readReceipt.answer.parse((await office.read(1)).body);
    expect(read).toMatchObject({ gift: id, moves: ['copyReceipt', 'voidReceipt'] });
    const history = (await office.gifts.read(id)).body.history as EventItem[];
    expect(history.map(({ type }) => type)).toEqual(['gift.announce', 'gift.book', 'gift.issueReceipt']);
    expect(history.at(-1)?.facts).toMatchObject({ receipt: '2026-000001', total: 1_234_000 });
    const readings = await local.table.part<EventItem>(
      keys.registration((await office.gifts.state(id)).personId ?? '').pk,
      'EVT#',
    );
    expect(readings[0]?.refs).toMatchObject({ gift: id, receipt: '2026-000001' });
  });

  test('nobody asks for the paper of a gift that has not come', async () => {
    const office = receiptOffice(local.table, 'money-early');
    const { body } = await office.gifts.announce();
    await expect(office.paper({ gift: String(body.id) })).rejects.toThrow('RECEIPT_NOT_READY');
    await expect(office.paper({ gift: `gft_${office.deps.ids.ulid()}` })).rejects.toThrow('NOT_FOUND');
    const reference = String(body.reference);
    const session = await office.gifts.session(reference);
    expect((await office.followGift(reference, session)).body.code).toBe('RECEIPT_NOT_READY');
    expect((await office.followGift(reference, 'x')).status).toBe(401);
    // The code of a gift opens no offer of goods, nor the other way round.
    expect((await office.follow(reference, session)).status).toBe(401);
  });

  test('not wanted, anonymous, of nobody known: numbered, made out to nobody, kept by the Chest', async () => {
    const office = receiptOffice(local.table, 'money-nobody');
    const { address: _, ...anonymous } = aGiver({ anonymous: true });
    const gifts = [
      await given(office, { wantsReceipt: false }),
      await given(office, { wantsReceipt: false, giver: anonymous }),
    ];
    const { gift } = await office.gifts.unannounced({ amount: 5_000, day: DAY });
    for (const id of [...gifts.map((one) => one.id), gift.id]) await office.paper({ gift: id });
    for (const number of ['000001', '000002', '000003']) {
      const text = await textOf(office, `receipts/2026/${number}.pdf`);
      expect(text).toContain('성명(법인명) 무명(익명)');
      for (const secret of [GIVER_CANARY.name, GIVER_CANARY.street]) expect(text).not.toContain(secret);
    }
    for (const { follow, id } of gifts) {
      expect(await statusOf(office, id)).toBe('RECEIPTED');
      expect((await follow()).body).not.toHaveProperty('paper');
    }
    const listed = (await office.list({ year: '2026', show: 'anonymous' })).body.items as object[];
    expect(listed).toHaveLength(3);
    const read = (await office.read(3)).body;
    expect(read).not.toHaveProperty('personId');
    expect(read).toMatchObject({ gift: gift.id });
  });

  test('made out to the wrong name: void, the contact corrected, issued again under the next number', async () => {
    const office = receiptOffice(local.table, 'money-void');
    const { id, follow } = await given(office);
    await office.paper({ gift: id });
    expect((await office.cancel(1, 'GIVER_WRONG')).body).toEqual({ year: '2026', number: 1, gift: id });
    expect(await statusOf(office, id)).toBe('RECEIPT_VOIDED');
    expect((await follow()).body).toMatchObject({ number: 1, void: true });
    expect((await follow()).body).not.toHaveProperty('final');
    await office.paper({ year: '2026', number: 1, void: true });
    expect(await textOf(office, 'receipts/2026/000001-void.pdf')).toContain('취소된 영수증입니다');

    const privacy = serve(privacyContract, 'staff', () => privacyHandlers(office.deps));
    const { personId = '' } = await office.gifts.state(id);
    const asked = { params: { id: personId }, staff: staffActor('chest'), key: office.deps.ids.ulid() };
    const body = { name: '한고침', street: '고친로 1' };
    expect((await call(privacy, 'PUT /api/staff/people/{id}', { ...asked, body })).status).toBe(200);
    expect((await call(privacy, 'GET /api/staff/people/{id}', asked)).body).toMatchObject({
      name: body.name,
      payer: GIVER_CANARY.payer,
      address: { street: body.street, postcode: '61234' },
    });

    expect((await office.again(1)).body).toEqual({
      ...{ year: '2026', number: 2, replaces: { year: '2026', number: 1 } },
    });
    await office.paper({ gift: id });
    const text = await textOf(office, 'receipts/2026/000002.pdf');
    expect(text).toContain('2026-000001호를 대신하여 다시 발급');
    expect(text).toContain('성명(법인명) 한고침');
    expect(text).toContain('(61234) 고친로 1');
    expect(text).toContain('금전 2026.11.21 기부금 - - 50,000');
    expect((await follow()).body).toMatchObject({ number: 2, paper: {} });
    expect((await office.again(1)).body.code).toBe('ILLEGAL_MOVE');
    expect((await office.books()).series).toMatchObject({
      ...{ last: 2, count: 2, total: 100_000, voids: 1, voidTotal: 50_000 },
    });
  });

  test('not wanted, then wanted after all: the one that names nobody is made void, the next names its giver', async () => {
    const office = receiptOffice(local.table, 'money-after-all');
    const { address: _, ...bare } = aGiver({ anonymous: true });
    const { id, follow } = await given(office, { wantsReceipt: false, giver: bare });
    await office.paper({ gift: id });
    const ask = () => office.gifts.staff('receipt-wish', id);
    expect([(await ask()).status, (await ask()).body.code]).toEqual([409, 'RECEIPT_STANDS']);
    expect((await office.gifts.read(id)).body.mayAskForReceipt).toBe(false);
    await office.cancel(1, 'GIVER_WRONG');
    expect((await office.gifts.read(id)).body.mayAskForReceipt).toBe(true);
    expect((await ask()).body).toEqual({ id, status: 'RECEIPT_VOIDED' });
    const privacy = serve(privacyContract, 'staff', () => privacyHandlers(office.deps));
    const { personId = '' } = await office.gifts.state(id);
    const correct = (body: object) =>
      call(privacy, 'PUT /api/staff/people/{id}', {
        ...{ params: { id: personId }, staff: staffActor('chest'), key: office.deps.ids.ulid(), body },
      });
    // Half an address is none.
    const half = await correct({ street: '새로 1' });
    expect([half.status, half.body.errors]).toEqual([400, [{ path: 'postcode', code: 'REQUIRED' }]]);
    expect((await correct({ postcode: '54321', street: '새로 1' })).status).toBe(200);
    expect((await office.gifts.staff('registration', id, { registrationNumber: NUMBER })).status).toBe(200);
    await office.again(1);
    await office.paper({ gift: id });
    const text = await textOf(office, 'receipts/2026/000002.pdf');
    for (const said of [GIVER_CANARY.name, '(54321) 새로 1', '2026-000001호를 대신하여', NUMBER.slice(6)])
      expect(text).toContain(said);
    expect(text).not.toContain('무명');
    expect((await follow()).body).toMatchObject({ number: 2, paper: {} });
    expect((await ask()).body.code).toBe('RECEIPT_STANDS');
    expect((await office.gifts.staff('receipt-wish', id, {}, undefined, staffActor('auditor'))).status).toBe(
      403,
    );
  });

  test.each(['VALUE_WRONG', 'GOODS_WRONG', 'GIFT_RETURNED'])(
    '%s is no reason for money: it goes back through its deposit',
    async (reason) => {
      const office = receiptOffice(local.table, `money-${reason}`);
      await given(office);
      const before = (await local.everything()).length;
      const { status, body } = await office.cancel(1, reason);
      expect([status, body.code]).toEqual([422, 'REASON_NOT_FOR_MONEY']);
      expect(body.errors).toEqual([{ path: 'reason', code: 'REASON_NOT_FOR_MONEY' }]);
      expect((await local.everything()).length).toBe(before);
    },
  );

  test('one too many: void for good, and the money can still go back', async () => {
    const office = receiptOffice(local.table, 'money-twice');
    const { id, follow } = await given(office);
    await office.cancel(1, 'ISSUED_TWICE');
    expect((await office.again(1)).body.code).toBe('ILLEGAL_MOVE');
    expect((await office.read(1)).body.moves).toEqual([]);
    expect((await follow()).body).toMatchObject({ void: true, final: true });
    await office.gifts.undo(id, 'REFUNDED');
    expect(await statusOf(office, id)).toBe('RETURNED');
    expect((await office.books()).series).toMatchObject({ voids: 1, voidTotal: 50_000 });
  });

  test.each([
    ['before its paper is made: none is made', false],
    ['after: a paper says that it is void', true],
  ])('gone back %s', async (_, made) => {
    const office = receiptOffice(local.table, `money-back-${made}`);
    const { id, follow } = await given(office);
    if (made) await office.paper({ gift: id });
    await office.gifts.undo(id, 'BOUNCED');
    if (!made) await office.paper({ gift: id });
    expect([...office.documents.files.keys()]).toEqual(made ? ['receipts/2026/000001.pdf'] : []);
    await office.paper({ year: '2026', number: 1, void: true });
    expect(await textOf(office, 'receipts/2026/000001-void.pdf')).toContain('취소된 영수증입니다');
    expect(await statusOf(office, id)).toBe('RETURNED');
    const followed = (await follow()).body;
    expect(followed).toMatchObject({ number: 1, void: true, final: true });
    expect(followed).not.toHaveProperty('paper');
    const read = (await office.read(1)).body;
    expect(read).toMatchObject({ void: { reason: 'GIFT_RETURNED' }, moves: [] });
    expect((await office.again(1)).body.code).toBe('ILLEGAL_MOVE');
    expect((await office.cancel(1, 'OTHER')).body.code).toBe('RECEIPT_VOID');
  });

  test('points that became money: followed, made void and issued again like any gift', async () => {
    const office = receiptOffice(local.table, 'money-points');
    const { table, city, ids, clock } = office.deps;
    const key = ids.ulid();
    const body = anAnnouncement() as Parameters<typeof sealGiver>[2];
    const giver = await sealGiver(office.deps, key, { ...body, wantsReceipt: true });
    const at = clock.now().toISOString();
    const part = (amount: number, day: string) => ({ amount, day, purpose: 'computers', transfer: 'trf_1' });
    const { gift, pk, event, writes } = pointsGiftReceipt({
      ...{ key, giver, city, standing: await readStanding(table, city, at) },
      parts: [part(7_000, '2026-10-02'), part(5_000, '2026-11-19')],
      act: { at, by: { kind: 'citizen', id: 'sub-1' } },
    });
    await table.commit({ intent: { key, digest: 'points' }, pk, event, writes, answer: {} });
    await office.paper({ gift: gift.id });
    expect(await textOf(office, 'receipts/2026/000001.pdf')).toContain('2026.10.02 기부금(포인트) - - 7,000');
    const session = await office.gifts.session(gift.reference);
    expect((await office.followGift(gift.reference, session)).body).toMatchObject({
      total: 12_000,
      paper: {},
    });
    await office.cancel(1, 'GIVER_WRONG');
    await office.again(1);
    await office.paper({ gift: gift.id });
    const again = await textOf(office, 'receipts/2026/000002.pdf');
    expect(again).toContain('2026.10.02 기부금(포인트) - - 7,000');
    expect(again).toContain('2026.11.19 기부금(포인트) - - 5,000');
  });
});

test("a year's files: money beside goods, one donor's by the number, the sums those of the series", async () => {
  const office = receiptOffice(local.table, 'money-year');
  const goods = await office.donations.valued([{ kind: 'laptop', count: 2 }]);
  await office.donations.staff('registration', goods, { registrationNumber: NUMBER });
  await office.donations.staff('acceptance', goods);
  const { id } = await given(office, { registrationNumber: NUMBER }, 50_000);
  await given(office, { wantsReceipt: false }, 30_000);
  const back = await given(office, {}, 20_000);
  await office.gifts.undo(back.id, 'REFUNDED');
  await office.paper({ gift: id });
  const { body } = await office.request();
  await office.file({ year: '2026', filing: body.id });
  const rows = (name: string) => {
    const file = office.documents.files.get(`filings/2026/${body.id}/${name}-2026.csv`);
    if (!file) throw new Error(`no file ${name}`);
    const [head = '', ...lines] = Buffer.from(file)
      .toString('utf8')
      .replace('\ufeff', '')
      .trim()
      .split(/\r?\n/);
    return { head, lines };
  };
  const { lines } = rows('statement');
  expect(lines).toHaveLength(4);
  expect(lines.map((line) => /금전|현물/.exec(line)?.[0])).toEqual(['현물', '금전', '금전', '금전']);
  // Money has neither items nor a quantity.
  expect(lines[1]).toContain('금전,,,50000');
  const summary = rows('summary').lines;
  const of = (kind: string) => summary.filter((line) => line.includes(kind));
  expect(of('현물')).toEqual([expect.stringMatching(/^개인,10,현물,1,300000,0,0,1,300000$/)]);
  expect(of('금전')).toEqual([expect.stringMatching(/^개인,10,금전,3,100000,1,20000,2,80000$/)]);
  expect(of('합계')).toEqual([expect.stringMatching(/4,400000,1,20000,3,380000$/)]);
  // Goods and money of one registration number are one donor's.
  expect(rows('donors').lines.filter((line) => line.endsWith(',2,350000'))).toHaveLength(2);
  const { filings } = (await office.year()).body as { filings: { done: object }[] };
  expect(filings[0]?.done).toMatchObject({
    agrees: true,
    issued: 4,
    issuedAmount: 400_000,
    voidedAmount: 20_000,
  });
});
