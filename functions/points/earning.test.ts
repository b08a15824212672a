import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies, seededIds } from '../kernel/testing.ts';
import { ledgerOf, linesOf, pointsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

let count = 0;
async function aMember() {
  const base = fakeDependencies({ table: local.table });
  const citizen = `earner-${++count}`;
  const deps = { ...base, ids: seededIds(base.clock, citizen) };
  const points = pointsOn(deps);
  return { deps, citizen, points, number: await points.member(citizen) };
}
const codes = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];

describe('what a member of staff confirms', () => {
  test('hours of volunteering, with what shows them: points, a line, a transfer from the pool', async () => {
    const { points, citizen, number } = await aMember();
    const answer = await points.credit(number, { activity: 'VOLUNTEERING', count: 3, evidence: 'V-2026-4' });
    expect(answer).toEqual({ status: 201, body: { number, points: 3000 } });
    const items = await local.everything();
    expect(linesOf(items, citizen)).toMatchObject([
      { what: 'EARNED', points: 3000, count: 3, evidence: 'V-2026-4', expires: '2028-11-30' },
    ]);
    expect(ledgerOf(items, citizen)).toBe(3000);
    const events = await local.table.part<{ type: string; facts: object }>(
      keys.member(citizen).pk,
      'EVT#',
      9,
    );
    const earned = events.find(({ type }) => type === 'points.earn');
    expect(earned).toMatchObject({
      subject: number,
      by: { kind: 'staff', id: 'centre-1' },
      facts: { activity: 'VOLUNTEERING', count: 3, day: '2026-11-23', points: 3000, source: 'staff' },
    });
    // What somebody typed stands in no event.
    expect(JSON.stringify(events)).not.toContain('V-2026-4');
  });

  test.each<[string, object, number, string]>([
    ['tomorrow', { day: '2026-11-24' }, 422, 'ACTIVITY_IN_FUTURE'],
    ['91 days ago', { day: '2026-08-24' }, 422, 'ACTIVITY_TOO_OLD'],
    ['of the portal', { activity: 'ECO_MILEAGE' }, 422, 'ACTIVITY_UNKNOWN'],
    ['the survey', { activity: 'SURVEY' }, 422, 'ACTIVITY_UNKNOWN'],
    ['that is none', { activity: 'SLEEPING' }, 422, 'ACTIVITY_UNKNOWN'],
    ['more than a day allows', { count: 4 }, 409, 'ACTIVITY_LIMIT'],
    ['no times', { count: 0 }, 400, 'INVALID_REQUEST'],
    ['half a time', { count: 1.5 }, 400, 'INVALID_REQUEST'],
    ['a day that does not exist', { day: '2026-02-30' }, 400, 'INVALID_REQUEST'],
    ['without what shows it', { evidence: ' ' }, 400, 'INVALID_REQUEST'],
    ['of nobody', { member: '0000000000' }, 404, 'MEMBER_UNKNOWN'],
  ])('an activity %s is refused, and nothing written', async (_, changes, status, code) => {
    const { points, citizen, number } = await aMember();
    const before = await local.everything();
    expect(codes(await points.credit(number, changes))).toEqual([status, code]);
    expect(await local.everything()).toEqual(before);
    expect((await points.item(citizen))?.balance).toBe(0);
  });

  test.each([
    ['2026-11-23', 201],
    ['2026-08-25', 201],
  ])('the first and the last day that are taken: %s', async (day, status) => {
    const { points, number } = await aMember();
    expect((await points.credit(number, { day })).status).toBe(status);
  });
});

describe('limits', () => {
  test('are on the day of the activity, not of the report, and for each activity by itself', async () => {
    const { points, number } = await aMember();
    const lecture = (day: string, times = 1) => points.credit(number, { day, count: times });
    expect((await lecture('2026-11-23', 2)).status).toBe(201);
    expect(await lecture('2026-11-23', 2)).toMatchObject({ status: 409, body: { detail: { left: 1 } } });
    expect((await lecture('2026-11-23')).status).toBe(201);
    expect(await lecture('2026-11-23')).toMatchObject({ status: 409, body: { detail: { left: 0 } } });
    expect((await lecture('2026-11-22', 3)).status).toBe(201);
    expect((await points.credit(number, { activity: 'VOLUNTEERING', count: 8 })).status).toBe(201);
  });

  test('hold when twenty reports come at once', async () => {
    const { points, citizen, number } = await aMember();
    const all = await Promise.all(Array.from({ length: 20 }, () => points.report(number)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(all.filter(({ body }) => body.code === 'ACTIVITY_LIMIT')).toHaveLength(15);
    expect(ledgerOf(await local.everything(), citizen)).toBe(500);
  });
});

describe('what a portal reports', () => {
  test('again is the same report, however often and whenever: one line, one answer', async () => {
    const { points, citizen, number, deps } = await aMember();
    const id = deps.ids.ulid();
    const first = await points.report(number, { id });
    expect(first).toEqual({ status: 201, body: { id, number, points: 100 } });
    const many = await Promise.all(Array.from({ length: 10 }, () => points.report(number, { id })));
    expect(many).toEqual(many.map(() => first));
    // The day's limit, and the ninety days, are no matter of a report that has been taken.
    for (let i = 0; i < 4; i++) await points.report(number);
    expect(codes(await points.report(number))).toEqual([409, 'ACTIVITY_LIMIT']);
    deps.clock.pass({ days: 200 });
    expect(await points.report(number, { id })).toEqual(first);
    expect(linesOf(await local.everything(), citizen)).toHaveLength(5);
  });

  test('keeps its answer when its member has left, or has come back under another number', async () => {
    const { points, citizen, number, deps } = await aMember();
    const id = deps.ids.ulid();
    const first = await points.report(number, { id });
    await points.leave(citizen);
    expect(await points.report(number, { id })).toEqual(first);
    expect(codes(await points.report(number))).toEqual([404, 'MEMBER_UNKNOWN']);
    const back = await points.member(citizen);
    expect(await points.report(number, { id })).toEqual(first);
    expect(codes(await points.report(back, { id }))).toEqual([422, 'KEY_REUSED']);
    expect(ledgerOf(await local.everything(), citizen)).toBe(0);
  });

  test('ten times at once, before any was taken: one', async () => {
    const { points, citizen, number, deps } = await aMember();
    const id = deps.ids.ulid();
    const all = await Promise.all(Array.from({ length: 10 }, () => points.report(number, { id })));
    expect(all).toEqual(all.map(() => ({ status: 201, body: { id, number, points: 100 } })));
    expect(linesOf(await local.everything(), citizen)).toHaveLength(1);
  });

  test('under one id about another member, or otherwise, is refused', async () => {
    const one = await aMember();
    const other = await aMember();
    const id = one.deps.ids.ulid();
    await one.points.report(one.number, { id });
    for (const changes of [
      { member: other.number },
      { count: 2 },
      { activity: 'TAX_EMAIL' },
      { day: '2026-11-20' },
    ])
      expect(codes(await one.points.report(one.number, { id, ...changes }))).toEqual([422, 'KEY_REUSED']);
    expect(ledgerOf(await local.everything(), other.citizen)).toBe(0);
    // Another portal counts for itself.
    expect((await one.points.report(other.number, { id }, { portal: 'other-portal' })).status).toBe(201);
  });

  test('of nobody is refused and may come again when they have joined', async () => {
    const { points, deps } = await aMember();
    const id = deps.ids.ulid();
    expect(codes(await points.report('ZZZZZZZZZZ', { id }))).toEqual([404, 'MEMBER_UNKNOWN']);
    expect(await local.table.get(keys.activityReport('seoul-portal', id))).toBeUndefined();
  });

  test.each<[string, Record<string, string | number>, number, string]>([
    ['a lecture', { activity: 'LECTURE' }, 422, 'ACTIVITY_UNKNOWN'],
    ['the survey', { activity: 'SURVEY' }, 422, 'ACTIVITY_UNKNOWN'],
    ['tomorrow', { day: '2026-11-24' }, 422, 'ACTIVITY_IN_FUTURE'],
    ['91 days ago', { day: '2026-08-24' }, 422, 'ACTIVITY_TOO_OLD'],
    ['a second tax bill of a day', { activity: 'TAX_EMAIL', count: 2 }, 409, 'ACTIVITY_LIMIT'],
    ['an id that is none', { id: 'report-1' }, 400, 'INVALID_REQUEST'],
  ])('%s is refused', async (_, changes, status, code) => {
    const { points, number } = await aMember();
    expect(codes(await points.report(number, changes))).toEqual([status, code]);
  });
});

test('an activity that earns once is earned once, whatever its limit of a day', async () => {
  const base = fakeDependencies({ table: local.table });
  const { city } = base;
  const activities = city.points.activities.map((one) =>
    one.code === 'LECTURE' ? { ...one, once: true } : one,
  );
  const deps = {
    ...base,
    ids: seededIds(base.clock, 'once'),
    city: { ...city, points: { ...city.points, activities } },
  };
  const points = pointsOn(deps);
  const number = await points.member('earner-once');
  expect(codes(await points.credit(number, { count: 2 }))).toEqual([409, 'ACTIVITY_LIMIT']);
  const both = await Promise.all([points.credit(number), points.credit(number, { day: '2026-11-20' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(codes(await points.credit(number, { day: '2026-11-19' }))).toEqual([409, 'EARNED_BEFORE']);
});
