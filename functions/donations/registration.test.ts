import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { residentCheckDigit } from '../kernel/registration-number.ts';
import { call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import type { Sealed } from '../kernel/vault.ts';
import { donationsContract } from './contract.ts';
import { anOffer, donationsOn } from './testing.ts';

const NUMBER = '900101-1234568';
const OTHER = `850315-234567${residentCheckDigit('850315234567')}`;
const BUSINESS = '124-81-00998';
type Item = { pk: string; sk: string; of?: string; sealed?: Sealed; ttl?: number } & Record<string, unknown>;

function open(local: LocalTable) {
  const deps = fakeDependencies({ table: local.table });
  const donations = donationsOn(deps);
  const item = (person: string) => local.table.get<Item>({ pk: `REG#${person.slice(4)}`, sk: 'NUMBER' });
  return {
    deps,
    donations,
    item,
    give: (number: string | undefined, changes: object = {}, key = deps.ids.ulid()) =>
      donations.offer(anOffer({ ...(number ? { registrationNumber: number } : {}), ...changes }), key),
    async personOf(id: unknown) {
      return String((await donations.read(String(id))).body.personId);
    },
    async opened(person: string) {
      const found = await item(person);
      return found?.sealed && deps.registrations.open({ registration: person }, found.sealed);
    },
  };
}

let local: LocalTable;
let office: ReturnType<typeof open>;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
  office = open(local);
});
afterAll(() => local.stop());

const business = (kind: string) => ({
  giver: {
    kind,
    organisation: '길동상사',
    contact: { name: '홍길동', phone: '010-1234-5678', language: 'ko' },
  },
});

describe('with the offer', () => {
  test('a number is sealed under its own key and the person, destroyed in a year, and shown as there, no more', async () => {
    const { body, status } = await office.give(NUMBER);
    expect(status).toBe(201);
    const person = await office.personOf(body.id);
    expect(await office.opened(person)).toBe('9001011234568');
    const item = await office.item(person);
    expect(item).toMatchObject({ kind: 'registration', of: 'resident', gift: body.id });
    expect((item?.ttl ?? 0) * 1000 - office.deps.clock.now().getTime()).toBeGreaterThan(364 * 86_400_000);
    await expect(office.deps.vault.open({ registration: person }, item?.sealed as Sealed)).rejects.toThrow();
    const read = await office.donations.read(String(body.id));
    expect(donationsContract.routes.readDonation.answer.parse(read.body).registration).toEqual({
      of: 'resident',
      masked: '******-*******',
    });
    const contact = await local.table.get<{ contact: Sealed }>({
      pk: `PER#${person.slice(4)}`,
      sk: 'CONTACT',
    });
    const opened = await office.deps.vault.open({ person }, contact?.contact as Sealed);
    expect(JSON.stringify(opened)).not.toContain('1234568');
  });

  test.each([
    ['business', BUSINESS, '1248100998'],
    ['corporation', '1248100998', '1248100998'],
  ])('a %s gives its business number', async (kind, number, digits) => {
    const { body } = await office.give(number, business(kind));
    expect(await office.opened(await office.personOf(body.id))).toBe(digits);
    expect((await office.donations.read(String(body.id))).body.registration).toEqual({
      of: 'business',
      masked: '***-**-*****',
    });
  });

  test.each([
    ['900101-1234567', 'NUMBER_CHECK', {}],
    ['900230-1234568', 'NUMBER_DATE', {}],
    ['261124-3234568', 'NUMBER_DATE', {}],
    ['9001', 'NUMBER_SHAPE', {}],
    [BUSINESS, 'NUMBER_SHAPE', {}],
    [NUMBER, 'NUMBER_SHAPE', business('corporation')],
    ['124-81-00999', 'NUMBER_CHECK', business('business')],
  ])(
    '%s is refused beside the field, nothing is written, and the answer does not repeat it',
    async (number, code, changes) => {
      const before = (await local.everything()).length;
      const { status, body } = await office.give(number, changes);
      expect([status, body.code, body.errors]).toEqual([
        422,
        'REGISTRATION_NUMBER_WRONG',
        [{ path: 'registrationNumber', code }],
      ]);
      expect(JSON.stringify(body)).not.toContain(number.replace(/\D/g, '').slice(-7));
      expect(JSON.stringify(body)).not.toContain(number);
      expect((await local.everything()).length).toBe(before);
    },
  );

  test('a number that was given or changed since October 2020 is taken at its word', async () => {
    const { status } = await office.give('900101-1234567', { registrationNumberIsNew: true });
    expect(status).toBe(201);
  });

  test('without a receipt there is no ground to ask for one: it is refused, not kept', async () => {
    const before = (await local.everything()).length;
    const { status, body } = await office.give(NUMBER, { wantsReceipt: false });
    expect([status, body.code]).toEqual([422, 'REGISTRATION_NOT_WANTED']);
    expect((await local.everything()).length).toBe(before);
  });

  test('the same again is the same; with another number it is another intent; the digest hides the number', async () => {
    const key = office.deps.ids.ulid();
    const first = await office.give(NUMBER, {}, key);
    expect((await office.give(NUMBER, {}, key)).body).toEqual(first.body);
    const other = await office.give(OTHER, {}, key);
    expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED']);
    const without = await office.give(undefined, {}, key);
    expect([without.status, without.body.code]).toEqual([422, 'KEY_REUSED']);
    // Who has the table and everything but the number cannot find it by trying.
    const event = await local.table.get<{ digest: string }>({
      pk: `DON#${String(first.body.reference)}`,
      sk: `EVT#${key}`,
    });
    const tried = (number: string) =>
      createHash('sha256')
        .update(`POST /api/public/donations\n${JSON.stringify(anOffer({ registrationNumber: number }))}`)
        .digest('base64url');
    expect(event?.digest).toMatch(/^[\w-]{43}$/);
    expect([NUMBER, '9001011234568'].map(tried)).not.toContain(event?.digest);
  });

  test("one donor's gifts have one hash, without the number; another's, and the same digits of another kind, have others", async () => {
    const hashOf = async (number: string, changes = {}) => {
      const { body } = await office.give(number, changes);
      return (await local.table.get<Item>({ pk: `DON#${String(body.reference)}`, sk: 'STATE' }))?.donorHash;
    };
    const hash = await hashOf(NUMBER);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf('9001011234568')).toBe(hash);
    expect(new Set([hash, await hashOf(OTHER), await hashOf(BUSINESS, business('business'))]).size).toBe(3);
    expect(await office.deps.vault.hash('donor', 'resident/9001011234568')).not.toBe(hash);
  });
});

describe('by the office', () => {
  const register = (id: unknown, body: unknown, key?: string, who?: ReturnType<typeof staffActor>) =>
    office.donations.staff('registration', String(id), body, key, who);

  test('a number is entered for a giver who had given none, and replaced; it is never read back', async () => {
    const { body } = await office.give(undefined, { wantsReceipt: false });
    const person = await office.personOf(body.id);
    expect(await office.item(person)).toBeUndefined();
    const first = await register(body.id, { registrationNumber: NUMBER });
    expect(donationsContract.routes.registerDonor.answer.parse(first.body)).toEqual({
      id: body.id,
      status: 'OFFERED',
      registration: { of: 'resident', masked: '******-*******' },
    });
    expect((await register(body.id, { registrationNumber: OTHER })).status).toBe(200);
    expect(await office.opened(person)).toBe(OTHER.replace('-', ''));
    const read = (await office.donations.read(String(body.id))).body;
    expect(read.wantsReceipt).toBe(true);
    expect(read.history).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'donation.register', facts: { replaced: false } }),
        expect.objectContaining({ type: 'donation.register', facts: { replaced: true } }),
      ]),
    );
    expect(JSON.stringify([first.body, read])).not.toMatch(/1234568|234567|900101|850315/);
  });

  test('the same key again answers alike, with another number 422; a wrong number writes nothing', async () => {
    const { body } = await office.give(undefined);
    const key = office.deps.ids.ulid();
    const first = await register(body.id, { registrationNumber: NUMBER }, key);
    expect((await register(body.id, { registrationNumber: NUMBER }, key)).body).toEqual(first.body);
    expect((await register(body.id, { registrationNumber: OTHER }, key)).body.code).toBe('KEY_REUSED');
    const before = (await local.everything()).length;
    const wrong = await register(body.id, { registrationNumber: '900101-1234567' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'REGISTRATION_NUMBER_WRONG']);
    expect(await local.everything()).toHaveLength(before);
  });

  test('the digest of a body that is nothing but a number cannot be tried out', async () => {
    const { body } = await office.give(undefined);
    const key = office.deps.ids.ulid();
    await register(body.id, { registrationNumber: NUMBER }, key);
    const event = await local.table.get<{ digest: string }>({
      pk: `DON#${String(body.reference)}`,
      sk: `EVT#${key}`,
    });
    const path = `POST /api/staff/donations/${String(body.id)}/registration`;
    const tried = [JSON.stringify({ registrationNumber: NUMBER }), '{}', NUMBER].map((text) =>
      createHash('sha256').update(`${path}\n${text}`).digest('base64url'),
    );
    expect(tried).not.toContain(event?.digest);
  });

  test('only the Chest, and only until the receipt', async () => {
    const id = await office.donations.valued();
    expect(
      (await register(id, { registrationNumber: NUMBER }, undefined, staffActor('auditor'))).status,
    ).toBe(403);
    expect((await register(id, { registrationNumber: NUMBER })).status).toBe(200);
    expect((await office.donations.read(id)).body.mayRegister).toBe(true);
    await office.donations.staff('acceptance', id);
    const late = await register(id, { registrationNumber: OTHER });
    expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_TOO_LATE']);
    expect((await office.donations.read(id)).body.mayRegister).toBe(false);
  });

  test('an anonymous gift has no number: neither with the offer nor by the office', async () => {
    const anonymous = { giver: { ...anOffer().giver, anonymous: true }, wantsReceipt: false };
    const offered = await office.give(NUMBER, anonymous);
    expect([offered.status, offered.body.code]).toEqual([422, 'REGISTRATION_NOT_WANTED']);
    const { body } = await office.give(undefined, anonymous);
    expect((await office.donations.read(String(body.id))).body.mayRegister).toBe(false);
    const late = await register(body.id, { registrationNumber: NUMBER });
    expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_TOO_LATE']);
  });

  test('entered while another moves the offer: it is decided on what is there', async () => {
    const { body } = await office.give(undefined);
    const id = String(body.id);
    const [number, screened] = await Promise.all([
      register(id, { registrationNumber: NUMBER }),
      office.donations.staff('screening', id),
    ]);
    expect(number.status).toBe(200);
    // Whoever screens is told that the offer changed meanwhile, unless they were first.
    expect([200, 409]).toContain(screened.status);
    expect((await office.donations.read(id)).body).toMatchObject({
      status: screened.status === 200 ? 'SCREENED' : 'OFFERED',
      registration: { of: 'resident' },
    });
  });
});

describe('what no receipt comes of is destroyed', () => {
  test('when the Chest declines, when the giver withdraws: number and hash go with the move', async () => {
    const declined = await office.give(NUMBER);
    const withdrawn = await office.give(NUMBER);
    const people = await Promise.all([declined, withdrawn].map(({ body }) => office.personOf(body.id)));
    await office.donations.staff('refusal', String(declined.body.id), { reason: 'TOO_OLD' });
    const session = await office.donations.session(String(withdrawn.body.reference));
    const left = await call(office.donations.public, 'POST /api/public/donations/{reference}/withdrawal', {
      params: { reference: String(withdrawn.body.reference) },
      body: {},
      key: office.deps.ids.ulid(),
      session,
    });
    expect(left.status).toBe(200);
    for (const person of people) expect(await office.item(person)).toBeUndefined();
    for (const { body } of [declined, withdrawn]) {
      const state = await local.table.get<Item>({ pk: `DON#${String(body.reference)}`, sk: 'STATE' });
      expect(state).not.toHaveProperty('donorHash');
      expect(state).not.toHaveProperty('registrationGiven');
    }
  });
});
