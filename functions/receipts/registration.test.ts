import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { keepRegistration, type Reading, readRegistrationNumber } from './registration.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

const NUMBER = '9001011234568';
const reading = (personId: string): Reading => ({
  personId,
  by: { kind: 'system' },
  purpose: 'receipt',
  record: { donation: 'don_1', receipt: '2026-000001' },
});

async function given(days = 1) {
  const deps = fakeDependencies({ table: local.table });
  const personId = `per_${deps.ids.ulid()}-${Math.random()}`;
  const sealed = await deps.registrations.seal({ registration: personId }, NUMBER);
  const ttl = Math.floor(deps.clock.now().getTime() / 1000) + days * 86_400;
  const item = { ...keys.registration(personId), kind: 'registration', of: 'resident', sealed, ttl };
  await local.table.transact([{ put: item }]);
  const events = () => local.table.part<EventItem>(keys.registration(personId).pk, 'EVT#');
  return { deps, personId, events };
}

test('a number is opened for a purpose, and every reading is an entry of its own without the number', async () => {
  const { deps, personId, events } = await given();
  const printed = vi.mocked(console.log);
  printed.mockClear();
  for (let i = 0; i < 2; i++)
    expect(await readRegistrationNumber(deps, reading(personId))).toEqual({ of: 'resident', digits: NUMBER });
  expect(await events()).toHaveLength(2);
  expect((await events())[0]).toMatchObject({
    type: 'registration.read',
    subject: personId,
    by: { kind: 'system' },
    refs: { person: personId, donation: 'don_1', receipt: '2026-000001' },
    facts: { purpose: 'receipt' },
  });
  expect(JSON.stringify(await events())).not.toContain(NUMBER);
  expect(printed.mock.calls.flat().join()).not.toContain(NUMBER);
});

test('the entry comes before the opening: where it cannot be written, nothing is opened', async () => {
  const { deps, personId, events } = await given();
  const open = vi.fn();
  const table = { ...local.table, commit: () => Promise.reject(new Error('no entry')) };
  const broken = { ...deps, table, registrations: { ...deps.registrations, open } };
  await expect(readRegistrationNumber(broken, reading(personId))).rejects.toThrow('no entry');
  expect(open).not.toHaveBeenCalled();
  const refused = () => Promise.reject(new Error('AccessDeniedException'));
  const denied = { ...deps, registrations: { ...deps.registrations, open: refused } };
  await expect(readRegistrationNumber(denied, reading(personId))).rejects.toThrow('AccessDenied');
  expect(await events(), 'the attempt is on record').toHaveLength(1);
});

test('who gave none has none, and whose time is over neither: nothing is recorded', async () => {
  const { deps, personId, events } = await given();
  expect(await readRegistrationNumber(deps, reading('per_nobody'))).toBeUndefined();
  deps.clock.pass({ days: 1 });
  expect(await readRegistrationNumber(deps, reading(personId))).toBeUndefined();
  expect(await events()).toEqual([]);
});

test("another person's seal does not open", async () => {
  const one = await given();
  const other = await given();
  const stolen = await local.table.get<{ sealed: unknown }>(keys.registration(one.personId));
  await local.table.update(
    keys.registration(other.personId),
    { set: { sealed: stolen?.sealed } },
    { exists: true },
  );
  await expect(readRegistrationNumber(other.deps, reading(other.personId))).rejects.toThrow();
});

test('with a receipt it is kept to the end of the last day of the receipt; twice at once changes nothing more', async () => {
  const { deps, personId } = await given();
  await Promise.all([1, 2].map(() => keepRegistration(deps, personId, '2031-11-23')));
  deps.clock.set('2031-11-23T14:59:59Z');
  expect(await readRegistrationNumber(deps, reading(personId))).toEqual({ of: 'resident', digits: NUMBER });
  deps.clock.set('2031-11-24T12:00:00Z');
  expect(await readRegistrationNumber(deps, reading(personId))).toBeUndefined();
  await keepRegistration(deps, 'per_nobody', '2031-11-23');
});
