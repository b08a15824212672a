import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { CANARY, donationsOn } from '../donations/testing.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { serve } from '../kernel/serve.ts';
import { call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { corrected } from './contacts.ts';
import { privacyContract } from './contract.ts';
import { privacyHandlers } from './http.ts';

let local: LocalTable;
let read: (staff: StaffActor, id?: string) => ReturnType<typeof call>;
let person: string;
beforeAll(async () => {
  local = await openLocalTable();
  const deps = fakeDependencies({ table: local.table });
  const api = serve(privacyContract, 'staff', () => privacyHandlers(deps));
  await donationsOn(deps).offer();
  person = String((await local.everything()).find((item) => item.kind === 'person')?.id);
  read = (staff, id = person) => call(api, 'GET /api/staff/people/{id}', { params: { id }, staff });
});
afterAll(() => local.stop());

const readings = async () => (await local.everything()).filter((item) => item.type === 'person.readContact');

describe('how to reach a person', () => {
  test('is shown to who needs it, and every reading is on record', async () => {
    const answer = await read(staffActor('chest', undefined, 'chest-1'));
    expect(privacyContract.routes.readContact.answer.parse(answer.body)).toEqual({
      name: CANARY.name,
      phone: CANARY.phone,
      email: CANARY.email,
      language: 'ko',
      address: { district: '11530', postcode: '08375', street: CANARY.street, detail: CANARY.detail },
    });
    await read(staffActor('chest', undefined, 'chest-2'));
    const events = await readings();
    expect(events.map((event) => (event.by as { id: string }).id).sort()).toEqual(['chest-1', 'chest-2']);
    expect(events[0]).toMatchObject({ pk: `PER#${person.slice(4)}`, subject: person, district: '11530' });
    expect(JSON.stringify(events)).not.toContain(CANARY.name);
  });

  test.each([
    ['its own district', staffActor('district', '11530'), 200],
    ['another district', staffActor('district', '11740'), 403],
    ['a district officer without a district', staffActor('district'), 403],
    ['the workshop', staffActor('repair'), 200],
    ['the auditor', staffActor('auditor'), 403],
    ['a partner', staffActor('partner'), 403],
  ] as const)('%s: %s → %d', async (_, staff, status) => {
    const before = (await readings()).length;
    expect((await read(staff)).status).toBe(status);
    expect((await readings()).length).toBe(before + (status === 200 ? 1 : 0));
  });

  test('nobody there: 404; not an id: 400', async () => {
    expect((await read(staffActor('chest'), 'per_01KAQZ0000000000000000TEST')).status).toBe(404);
    expect((await read(staffActor('chest'), 'per_x')).status).toBe(400);
  });
});

test('coordinates belong to a street: another street loses them, unless it comes with its own', () => {
  const there = { latitude: 37.5, longitude: 126.9 };
  const address = { postcode: '08375', street: '구로로 1', coordinates: there };
  const contact = { name: '김하늘', language: 'ko', address };
  const here = { latitude: 37.6, longitude: 127 };
  expect(corrected(contact, { detail: '101호' }).address).toEqual({ ...address, detail: '101호' });
  expect(corrected(contact, { street: '구로로 2' }).address).toEqual({
    postcode: '08375',
    street: '구로로 2',
  });
  expect(corrected(contact, { street: '구로로 2', coordinates: here }).address).toMatchObject({
    coordinates: here,
  });
  expect(corrected(contact, { coordinates: here }).address).toMatchObject({
    street: '구로로 1',
    coordinates: here,
  });
  expect(corrected(contact, { name: '김바다' }).address).toEqual(address);
});
