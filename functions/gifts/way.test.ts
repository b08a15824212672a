import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { EventItem } from '../kernel/events.ts';
import { referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { residentCheckDigit } from '../kernel/registration-number.ts';
import { fakeDependencies, seededIds, staffActor } from '../kernel/testing.ts';
import { giftByReference, openGiftsOf, payerHash, sealGiver } from './domain.ts';
import { aGiver, anAnnouncement, GIVER_CANARY, giftsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

let seeds = 0;
function office() {
  const plain = fakeDependencies({ table: local.table });
  const deps = { ...plain, ids: seededIds(plain.clock, `gifts-${seeds++}`) };
  return { deps, ...giftsOn(deps) };
}
const NUMBER = `900101123456${residentCheckDigit('900101123456')}`;
const count = async () => (await local.everything()).length;

describe('announcing', () => {
  test('the office finds it by its id and by the reference as it is quoted, and by nothing that only ends so', async () => {
    const { announce, read } = office();
    const { id, reference } = (await announce()).body as { id: string; reference: string };
    const quoted = `${reference.slice(0, 5)}-${reference.slice(5)}`.toLowerCase();
    for (const ref of [id, reference, quoted])
      expect(await read(ref)).toMatchObject({ status: 200, body: { id, reference } });
    const others = [
      `gft_${'0'.repeat(16)}${reference}`,
      `${reference.slice(0, 9)}${reference.endsWith('Z') ? 'Y' : 'Z'}`,
    ];
    for (const ref of others) expect((await read(ref)).status, ref).toBe(404);
    expect((await read('gft_1')).status).toBe(400);
  });

  test('gives the reference, the account of the city, the amount and the last day; the gift waits', async () => {
    const { announce, deps, state } = office();
    const { status, body } = await announce(anAnnouncement({ amount: 61_000 }));
    expect(status).toBe(201);
    const { account } = deps.city.fund;
    expect(body).toMatchObject({
      status: 'ANNOUNCED',
      transfer: { ...account, reference: body.reference, amount: 61_000, until: '2026-12-23' },
    });
    expect(body.reference).toBe(referenceOf(String(body.id)));
    const hash = await payerHash(deps, ` ${GIVER_CANARY.payer} `);
    expect(await openGiftsOf(deps.table, 61_000)).toMatchObject([
      { gift: body.id, reference: body.reference, payerHash: hash, day: '2026-11-23' },
    ]);
    expect(await openGiftsOf(deps.table, 61_000, { payerHash: hash })).toHaveLength(1);
    expect(await openGiftsOf(deps.table, 61_000, { payerHash: 'another' })).toEqual([]);
    expect(await openGiftsOf(deps.table, 6_100)).toEqual([]);
    const gift = await state(String(body.id));
    expect(gift).toMatchObject({ way: 'site', purpose: 'internet', wantsReceipt: true });
    for (const written of [
      String(body.reference),
      `${gift.reference.slice(0, 5)}-${gift.reference.slice(5)}`,
    ])
      expect(await giftByReference(deps.table, written)).toMatchObject({ id: gift.id });
    expect(await giftByReference(deps.table, '기부금')).toBeUndefined();
    expect(await giftByReference(deps.table, '0000000000')).toBeUndefined();
  });

  test('nothing that names or reaches the giver is outside a seal', async () => {
    const { announce } = office();
    const { body } = await announce(anAnnouncement({ registrationNumber: NUMBER }));
    const reference = String(body.reference);
    const mine = (await local.everything()).filter((item) => JSON.stringify(item).includes(reference));
    expect(mine.map(({ pk }) => String(pk).slice(0, 3)).sort()).toEqual(['GFT', 'GFT', 'GFT', 'PER', 'REG']);
    for (const secret of [...Object.values(GIVER_CANARY), NUMBER, NUMBER.slice(0, 6)])
      expect(JSON.stringify(mine)).not.toContain(secret);
  });

  test('left to the Chest, without a receipt and address; a name of the transfer is the giver’s own unless said', async () => {
    const { announce, deps, state } = office();
    const { address: _, payer: __, ...giver } = aGiver();
    const { purpose: ___, ...bare } = anAnnouncement({ giver, wantsReceipt: false });
    const { status, body } = await announce(bare);
    expect(status).toBe(201);
    const gift = await state(String(body.id));
    expect(gift.purpose).toBeUndefined();
    expect(gift.payerHash).toBe(await payerHash(deps, GIVER_CANARY.name));
    const company = { ...giver, kind: 'corporation', organisation: '(주)한빛나눔' };
    const { body: other } = await announce({ ...bare, giver: company });
    expect((await state(String(other.id))).payerHash).toBe(await payerHash(deps, '한빛나눔'));
  });

  test('the same again is the same answer; another body under its key is refused; another number is another body', async () => {
    const { announce, deps } = office();
    const key = deps.ids.ulid();
    const body = anAnnouncement({ registrationNumber: NUMBER });
    const first = await announce(body, key);
    const before = await count();
    expect(await announce(body, key)).toEqual(first);
    expect((await announce({ ...body, amount: 51_000 }, key)).body.code).toBe('KEY_REUSED');
    const other = `910101123456${residentCheckDigit('910101123456')}`;
    expect((await announce({ ...body, registrationNumber: other }, key)).body.code).toBe('KEY_REUSED');
    expect(await count()).toBe(before);
  });

  const refused: [string, Record<string, unknown>, number, string, string | undefined][] = [
    ['below the smallest', { amount: 999 }, 422, 'GIFT_TOO_SMALL', 'amount'],
    ['nothing', { amount: 0 }, 400, 'INVALID_REQUEST', 'amount'],
    ['less than nothing', { amount: -5_000 }, 400, 'INVALID_REQUEST', 'amount'],
    ['a part of a won', { amount: 5_000.5 }, 400, 'INVALID_REQUEST', 'amount'],
    ['more than money there is', { amount: 1_000_000_000_001 }, 400, 'INVALID_REQUEST', 'amount'],
    ['a number too large to be exact', { amount: 2 ** 60 }, 400, 'INVALID_REQUEST', 'amount'],
    ['an amount in letters', { amount: '50000' }, 400, 'INVALID_REQUEST', 'amount'],
    ['a purpose that is none', { purpose: 'yacht' }, 422, 'PURPOSE_UNKNOWN', 'purpose'],
    ['a purpose in no code', { purpose: '인터넷' }, 400, 'INVALID_REQUEST', 'purpose'],
    ['no consent', { consents: { privacy: false, news: true } }, 400, 'INVALID_REQUEST', 'consents.privacy'],
    [
      'a receipt without an address',
      { giver: aGiver({ address: undefined }) },
      400,
      'INVALID_REQUEST',
      'giver.address',
    ],
    [
      'anonymous with a receipt',
      { giver: aGiver({ anonymous: true }) },
      400,
      'INVALID_REQUEST',
      'wantsReceipt',
    ],
    [
      'a company without a name',
      { giver: aGiver({ kind: 'corporation' }) },
      400,
      'INVALID_REQUEST',
      'giver.organisation',
    ],
    [
      'neither phone nor mail',
      { giver: aGiver({ contact: { name: '김', language: 'ko' } }) },
      400,
      'INVALID_REQUEST',
      'giver.contact.email',
    ],
    [
      'a number that is none',
      { registrationNumber: '1234' },
      422,
      'REGISTRATION_NUMBER_WRONG',
      'registrationNumber',
    ],
    [
      'a number without a receipt',
      { registrationNumber: NUMBER, wantsReceipt: false },
      422,
      'REGISTRATION_NOT_WANTED',
      'registrationNumber',
    ],
    [
      'an organisation called like a mayor',
      { giver: aGiver({ kind: 'business', organisation: '홍길동 시장 후원회' }) },
      422,
      'NAMES_OFFICE_HOLDER',
      'giver.organisation',
    ],
    [
      'a name with a title',
      { giver: aGiver({ contact: { name: '홍길동 시장', email: 'a@b.example', language: 'ko' } }) },
      422,
      'NAMES_OFFICE_HOLDER',
      'giver.contact.name',
    ],
    ['a field of nobody', { admin: true }, 400, 'INVALID_REQUEST', 'admin'],
  ];
  test.each(refused)('%s is refused, and nothing is written', async (_, changes, status, code, path) => {
    const { announce } = office();
    const before = await count();
    const answer = await announce(anAnnouncement(changes));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((answer.body.errors as { path: string }[]).map((error) => error.path)).toContain(path);
    expect(await count()).toBe(before);
  });

  test('by phone: the same, written down by the Chest alone, with what the office notes for itself', async () => {
    const { phone, read, follow, session } = office();
    const body = { ...anAnnouncement({ amount: 1_000 }), note: '딸이 대신 전화함' };
    const { status, body: told } = await phone(body);
    expect(status).toBe(201);
    const { body: whole } = await read(String(told.id));
    expect(whole).toMatchObject({
      way: 'phone',
      note: '딸이 대신 전화함',
      moves: ['withdraw'],
      mayRegister: true,
    });
    expect((whole.history as EventItem[])[0]).toMatchObject({
      type: 'gift.announce',
      by: { kind: 'staff', id: 'chest-1' },
    });
    const reference = String(told.reference);
    const followed = await follow(reference, await session(reference));
    expect(JSON.stringify(followed.body)).not.toContain('딸이');
    for (const group of ['programme', 'auditor', 'repair', 'district'] as const)
      expect((await phone(body, undefined, staffActor(group))).status).toBe(403);
  });
});

describe('following and withdrawing', () => {
  test('the holder of the code sees it and nobody else; withdrawn, it waits no more, and the number is gone', async () => {
    const { announce, follow, withdraw, session, deps, read, state } = office();
    const { body } = await announce(anAnnouncement({ amount: 71_000, registrationNumber: NUMBER }));
    const [id, reference] = [String(body.id), String(body.reference)];
    const token = await session(reference);
    const { body: other } = await announce();
    for (const wrong of ['x'.repeat(43), await session(String(other.reference))])
      expect((await follow(reference, wrong)).status).toBe(401);
    expect((await follow(reference, token)).body).toMatchObject({
      reference,
      status: 'ANNOUNCED',
      amount: 71_000,
      purpose: 'internet',
      transfer: { until: '2026-12-23' },
      registration: { of: 'resident', masked: '******-*******' },
      mayWithdraw: true,
    });
    const person = String((await read(id)).body.personId);
    expect(await deps.table.get(keys.registration(person))).toBeDefined();
    expect(await deps.table.get(keys.person(person))).toBeDefined();
    const key = deps.ids.ulid();
    expect((await withdraw(reference, token, key)).body).toEqual({ id, status: 'WITHDRAWN' });
    expect((await withdraw(reference, token, key)).body).toEqual({ id, status: 'WITHDRAWN' });
    expect((await withdraw(reference, token)).body.code).toBe('ILLEGAL_MOVE');
    expect(await openGiftsOf(deps.table, 71_000)).toEqual([]);
    for (const gone of [keys.registration(person), keys.person(person)])
      expect(await deps.table.get(gone)).toBeUndefined();
    const kept = await state(id);
    for (const field of ['personId', 'organisation', 'payerHash']) expect(kept).not.toHaveProperty(field);
    expect((await read(id)).body).toMatchObject({ status: 'WITHDRAWN', amount: 71_000 });
    const { body: after } = await follow(reference, token);
    expect(after).toMatchObject({ status: 'WITHDRAWN', mayWithdraw: false });
    expect(after.transfer).toBeUndefined();
    expect(after.registration).toBeUndefined();
  });

  test('the Chest withdraws it for a giver who phones; a gift that is not there is not found', async () => {
    const { announce, staff, list, deps } = office();
    const { body } = await announce(anAnnouncement({ amount: 72_000 }));
    const waiting = async () =>
      ((await list('ANNOUNCED')).body.items as { id: string }[]).map(({ id }) => id);
    expect(await waiting()).toContain(body.id);
    expect((await staff('withdrawal', String(body.id))).body.status).toBe('WITHDRAWN');
    expect(await waiting()).not.toContain(body.id);
    expect((await staff('withdrawal', `gft_${deps.ids.ulid()}`)).status).toBe(404);
    expect((await staff('withdrawal', 'gft_1')).status).toBe(400);
    expect((await list('WITHDRAWN')).status).toBe(400);
    for (const group of ['programme', 'auditor'] as const)
      expect((await staff('withdrawal', String(body.id), {}, undefined, staffActor(group))).status).toBe(403);
  });

  test('an id that only ends like one is no gift’s', async () => {
    const { announce, read } = office();
    const { body } = await announce();
    const id = String(body.id);
    const other = `gft_${id.charAt(4) === '0' ? '1' : '0'}${id.slice(5)}`;
    expect((await read(other)).status).toBe(404);
  });
});

describe('a registration number', () => {
  test('is entered by the Chest while no receipt stands, replaced, and never read back', async () => {
    const { announce, staff, read, book, deps } = office();
    const { body } = await announce();
    const id = String(body.id);
    const { status, body: answer } = await staff('registration', id, { registrationNumber: NUMBER });
    expect([status, answer]).toEqual([
      200,
      { id, status: 'ANNOUNCED', registration: { of: 'resident', masked: '******-*******' } },
    ]);
    expect((await staff('registration', id, { registrationNumber: '900101-1234560' })).body.code).toBe(
      'REGISTRATION_NUMBER_WRONG',
    );
    expect(JSON.stringify((await read(id)).body)).not.toContain(NUMBER.slice(0, 6));
    const { receipt } = await book(id, { amount: 50_000, day: '2026-11-23' });
    expect(receipt.donorHash).toBe(await deps.registrations.hash('donor', `resident/${NUMBER}`));
    expect((await staff('registration', id, { registrationNumber: NUMBER })).body.code).toBe(
      'REGISTRATION_TOO_LATE',
    );
  });

  test('is not asked of who wants no receipt, until they want one after all', async () => {
    const { announce, staff, read, deps } = office();
    const { body: other } = await announce(anAnnouncement({ wantsReceipt: false }));
    const key = deps.ids.ulid();
    for (let again = 0; again < 2; again++)
      expect((await staff('receipt-wish', String(other.id), {}, key)).body).toEqual({
        ...{ id: other.id, status: 'ANNOUNCED' },
      });
    expect((await staff('receipt-wish', String(other.id))).body.code).toBe('RECEIPT_STANDS');
    expect((await read(String(other.id))).body).toMatchObject({ wantsReceipt: true, mayRegister: true });
    const { body } = await announce(anAnnouncement({ wantsReceipt: false }));
    const before = await count();
    const answer = await staff('registration', String(body.id), { registrationNumber: NUMBER });
    expect([answer.status, answer.body.code]).toEqual([409, 'REGISTRATION_TOO_LATE']);
    expect(await count()).toBe(before);
  });
});

describe('the money comes', () => {
  test('booked: what came, on which day, by which transfers; the history tells it', async () => {
    const { announce, book, follow, session, read, list, deps } = office();
    const { body } = await announce(anAnnouncement({ amount: 81_000 }));
    const [id, reference] = [String(body.id), String(body.reference)];
    deps.clock.pass({ days: 2 });
    const booked = await book(id, { amount: 80_000, day: '2026-11-25', to: 'internet' });
    expect(await openGiftsOf(deps.table, 81_000)).toEqual([]);
    const transfers = booked.gift.booked?.transfers;
    expect((await follow(reference, await session(reference))).body).toMatchObject({
      status: 'BOOKED',
      amount: 80_000,
      booked: { day: '2026-11-25', amount: 80_000, transfers },
      receipt: { year: '2026', number: booked.receipt.number },
      mayWithdraw: false,
    });
    const { body: whole } = await read(id);
    expect(whole).toMatchObject({ status: 'BOOKED', entry: booked.gift.booked?.entry, moves: [] });
    expect((whole.history as EventItem[]).map(({ type }) => type)).toEqual(['gift.announce', 'gift.book']);
    expect(((await list('BOOKED')).body.items as { id: string }[]).map((one) => one.id)).toContain(id);
  });

  test('who wants no receipt does not see the one that the Chest keeps', async () => {
    const { announce, book, follow, session } = office();
    const { body } = await announce(anAnnouncement({ wantsReceipt: false }));
    const reference = String(body.reference);
    const { receipt } = await book(String(body.id), { amount: 50_000, day: '2026-11-23' });
    expect(receipt.anonymous).toBe(true);
    expect((await follow(reference, await session(reference))).body.receipt).toBeUndefined();
  });

  test('unannounced: of nobody, or of somebody whom the office has asked', async () => {
    const { unannounced, deps, read } = office();
    const nobody = await unannounced({ amount: 3_000, day: '2026-11-22' });
    expect((await read(nobody.gift.id)).body).toMatchObject({ way: 'unannounced', status: 'BOOKED' });
    expect((await read(nobody.gift.id)).body.personId).toBeUndefined();
    const key = deps.ids.ulid();
    const body = anAnnouncement({ registrationNumber: NUMBER });
    const giver = await sealGiver(deps, key, body as Parameters<typeof sealGiver>[2]);
    const named = await unannounced({ amount: 4_000, day: '2026-11-22' }, giver);
    expect(named.receipt).toMatchObject({ total: 4_000, personId: `per_${key}` });
    expect(named.receipt.anonymous).toBeUndefined();
    expect(await deps.table.get(keys.person(`per_${key}`))).toBeDefined();
  });

  test('gone back: over, with its day; another’s: it waits again and is found', async () => {
    const { announce, book, undo, follow, session, deps, state } = office();
    const { body } = await announce(anAnnouncement({ amount: 91_000 }));
    const [id, reference] = [String(body.id), String(body.reference)];
    await book(id, { amount: 91_000, day: '2026-11-23' });
    await undo(id, 'MISMATCHED');
    expect(await openGiftsOf(deps.table, 91_000)).toMatchObject([{ gift: id }]);
    const waiting = (await follow(reference, await session(reference))).body;
    expect(waiting).toMatchObject({ status: 'ANNOUNCED', transfer: { amount: 91_000 } });
    expect(waiting.receipt).toBeUndefined();
    const { receipt } = await book(id, { amount: 91_000, day: '2026-11-24' });
    expect(receipt.replaces?.number).toBeLessThan(receipt.number);
    expect((await state(id)).voided).toBeUndefined();
    await undo(id, 'REFUNDED');
    expect((await follow(reference, await session(reference))).body).toMatchObject({
      receipt: { number: receipt.number },
      status: 'RETURNED',
      returned: { reason: 'REFUNDED', on: '2026-11-23' },
    });
    await expect(undo(id, 'REFUNDED')).rejects.toThrow('ILLEGAL_MOVE');
  });

  test('taken for another sum and released, it waits for what its giver announced', async () => {
    const { announce, book, undo, follow, session, deps, state, withdraw } = office();
    const { body } = await announce(anAnnouncement({ amount: 50_700 }));
    const [id, reference] = [String(body.id), String(body.reference)];
    for (const day of ['2026-11-23', '2026-11-24']) {
      await book(id, { amount: 30_700, day });
      expect(await state(id)).toMatchObject({ amount: 30_700, announced: 50_700 });
      await undo(id, 'MISMATCHED');
      const token = await session(reference);
      expect((await follow(reference, token)).body).toMatchObject({
        amount: 50_700,
        transfer: { amount: 50_700 },
      });
      expect(await openGiftsOf(deps.table, 50_700)).toMatchObject([{ gift: id }]);
      expect(await openGiftsOf(deps.table, 30_700)).toEqual([]);
      expect(await state(id)).not.toHaveProperty('announced');
    }
    const { personId = '', voided } = await state(id);
    await withdraw(reference, await session(reference));
    expect(await openGiftsOf(deps.table, 50_700)).toEqual([]);
    // A receipt stood and was made void: the books keep whom it names.
    expect(voided).toBeDefined();
    expect(await state(id)).toMatchObject({ status: 'WITHDRAWN', personId });
    expect(await deps.table.get(keys.person(personId))).toBeDefined();
  });
});
