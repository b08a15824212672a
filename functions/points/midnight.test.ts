import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { dayStart } from '../kernel/clock.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { fakeDependencies, movableClock, seededIds } from '../kernel/testing.ts';
import { workOff } from './nightly.ts';
import { ledgerOf, linesOf, pointsOn } from './testing.ts';

// A table for each test: the nightly job takes everybody who is due.
let local: LocalTable;
beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterEach(() => local.stop());

const FOREVER = Number.POSITIVE_INFINITY;
const ms = (instant: string, more: number) => new Date(Date.parse(instant) + more).toISOString();

let count = 0;
/** A city in a zone, whose members' points live until the end of the month after the one in which they were earned. */
function aCity(timeZone: string, start: string) {
  const clock = movableClock(start);
  const base = fakeDependencies({ table: local.table, clock });
  const citizen = `night-${++count}`;
  const points = { ...base.city.points, expireAfterMonths: 1, nudgeDaysBefore: 10 };
  const deps = {
    ...base,
    clock,
    ids: seededIds(clock, citizen),
    city: { ...base.city, timeZone, points },
  };
  /** Another process with a clock of its own, in the same city. */
  const at = (instant: string) => {
    const own = movableClock(instant);
    return { ...deps, clock: own, ids: seededIds(own, `${citizen}-${instant}-${++count}`) };
  };
  return { deps, citizen, at, points: pointsOn(deps) };
}
const codes = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];

/** Zone, a day on which points are earned, their last day, and the day after it; New York and London put their clocks on and back there. */
const CITIES: readonly [string, string, string, string][] = [
  ['Asia/Seoul', '2026-11-23', '2026-12-31', '2027-01-01'],
  ['America/New_York', '2026-09-10', '2026-10-31', '2026-11-01'],
  ['Europe/London', '2026-02-10', '2026-03-31', '2026-04-01'],
  ['Pacific/Kiritimati', '2026-11-23', '2026-12-31', '2027-01-01'],
];

describe.each(CITIES)('midnight in %s', (timeZone, earnedOn, lastDay, nextDay) => {
  const midnight = dayStart(nextDay, timeZone);
  const earned = ms(dayStart(earnedOn, timeZone), 12 * 3_600_000);
  async function aMember() {
    const city = aCity(timeZone, earned);
    const number = await city.points.member(city.citizen);
    await city.points.credit(number, { day: earnedOn });
    return { ...city, number };
  }

  test('until the last millisecond of the last day points are given; from the first of the next they are gone, job or no job', async () => {
    const { at, citizen } = await aMember();
    const before = pointsOn(at(ms(midnight, -1)));
    const after = pointsOn(at(midnight));
    expect(await before.read(citizen)).toMatchObject({
      body: { balance: 500, nextExpiry: { expires: lastDay, points: 500 } },
    });
    expect(await before.give(citizen, 200)).toMatchObject({ status: 201, body: { balance: 300 } });
    expect(await after.read(citizen)).toMatchObject({ body: { balance: 0, lots: [] } });
    expect(codes(await after.give(citizen, 1))).toEqual([409, 'BALANCE_TOO_LOW']);
    // Not booked out yet: the books still have them, on the member.
    expect(await after.item(citizen)).toMatchObject({ balance: 300 });
    const job = at(ms(midnight, 300_000));
    expect(await workOff(job, FOREVER)).toMatchObject({ expired: 1, failed: 0 });
    expect(await after.item(citizen)).toMatchObject({ balance: 0, earned: 500, given: 200, expired: 300 });
    const items = await local.everything();
    expect(ledgerOf(items, citizen)).toBe(0);
    expect(linesOf(items, citizen).filter(({ what }) => what === 'EXPIRED')).toMatchObject([
      { points: 300, expires: lastDay },
    ]);
    expect(await workOff(job, FOREVER)).toMatchObject({ expired: 0, nudged: 0 });
  });

  test('a gift asked for before midnight and the job after it meet: each point is given or ends, none both', async () => {
    const { at, citizen } = await aMember();
    const phones = [pointsOn(at(ms(midnight, -5))), pointsOn(at(ms(midnight, -1)))];
    const jobs = [at(midnight), at(ms(midnight, 300_000))];
    const [one, other] = await Promise.all([
      Promise.all(phones.map((phone) => phone.give(citizen, 300))),
      Promise.all(jobs.map((job) => workOff(job, FOREVER))),
    ]);
    const given = one.filter(({ status }) => status === 201).length * 300;
    expect(given).toBeLessThanOrEqual(300);
    expect(other.every(({ failed }) => failed === 0)).toBe(true);
    const item = await pointsOn(at(midnight)).item(citizen);
    expect(item).toMatchObject({ balance: 0, earned: 500, given, expired: 500 - given });
    const items = await local.everything();
    expect(ledgerOf(items, citizen)).toBe(0);
    const ended = linesOf(items, citizen).filter(({ what }) => what === 'EXPIRED');
    expect(ended.map(({ points }) => points)).toEqual([500 - given]);
  });

  test('a job that comes before midnight takes nothing', async () => {
    const { at, citizen } = await aMember();
    const job = at(ms(midnight, -1));
    expect(await workOff(job, FOREVER)).toMatchObject({ expired: 0, nudged: 1 });
    expect(await pointsOn(job).item(citizen)).toMatchObject({ balance: 500 });
  });
});

describe('the nudge', () => {
  const SEOUL = ['Asia/Seoul', '2026-11-23T03:00:00.000Z'] as const;
  const nudges = async (table: Table, citizen: string) =>
    (await table.part<EventItem>(keys.member(citizen).pk, 'EVT#', 100)).filter(
      ({ type }) => type === 'points.nudge',
    );

  test('once for each lot, on its day, with how many points end when, to the member', async () => {
    const { points, citizen, at, deps } = aCity(...SEOUL);
    const number = await points.member(citizen);
    await points.credit(number);
    deps.clock.set('2026-12-05T03:00:00.000Z');
    await points.credit(number, { day: '2026-12-05' });
    const on = (day: string) => workOff(at(`${day}T03:00:00.000Z`), FOREVER);
    expect(await on('2026-12-20')).toMatchObject({ nudged: 0 });
    expect(await on('2026-12-21')).toMatchObject({ nudged: 1, expired: 0 });
    // Nights that are done again, and twice at once.
    expect(await on('2026-12-21')).toMatchObject({ nudged: 0 });
    await Promise.all([on('2026-12-22'), on('2026-12-22')]);
    await Promise.all([on('2027-01-21'), on('2027-01-21'), on('2027-01-21')]);
    await on('2027-02-01');
    const found = await nudges(local.table, citizen);
    expect(found.map(({ facts }) => facts)).toEqual([
      { points: 500, day: '2026-12-31' },
      { points: 500, day: '2027-01-31' },
    ]);
    const item = await points.item(citizen);
    expect(found.every(({ refs }) => refs?.person === item?.personId)).toBe(true);
    expect(item).toMatchObject({ balance: 0, expired: 1000 });
    expect(item).not.toHaveProperty('q');
  });

  test('who has given everything away is not written to', async () => {
    const { points, citizen, at } = aCity(...SEOUL);
    await points.credit(await points.member(citizen));
    await points.give(citizen, 500);
    expect(await workOff(at('2026-12-25T03:00:00.000Z'), FOREVER)).toMatchObject({ nudged: 0, expired: 0 });
    expect(await nudges(local.table, citizen)).toEqual([]);
  });

  test('a city whose nudge would be due before the points were earned tells at once', async () => {
    const { points, citizen, deps } = aCity(...SEOUL);
    const early = { ...deps, city: { ...deps.city, points: { ...deps.city.points, nudgeDaysBefore: 90 } } };
    await pointsOn(early).credit(await points.member(citizen));
    expect(await workOff(early, FOREVER)).toMatchObject({ nudged: 1 });
    expect(await workOff(early, FOREVER)).toMatchObject({ nudged: 0 });
  });
});

describe('a night with many', () => {
  const SEOUL = ['Asia/Seoul', '2026-11-23T03:00:00.000Z'] as const;
  /** 23 members with a lot each: more than two pages of ten. */
  async function crowd() {
    const city = aCity(...SEOUL);
    const citizens = Array.from({ length: 23 }, (_, i) => `${city.citizen}-${i}`);
    for (let i = 0; i < citizens.length; i += 10)
      await Promise.all(
        citizens
          .slice(i, i + 10)
          .map(async (citizen) => city.points.credit(await city.points.member(citizen))),
      );
    return { ...city, citizens };
  }

  test('it goes through pages, stops where its time is over, goes on in the next run, and skips nobody', async () => {
    const { at, citizens } = await crowd();
    const night = at('2026-12-31T15:05:00.000Z');
    const first = await workOff(night, 0, 10);
    expect(first).toMatchObject({ expired: 10, unfinished: 1, failed: 0 });
    const second = await workOff(night, FOREVER, 10);
    expect(second).toMatchObject({ expired: 13, unfinished: 0, failed: 0 });
    const items = await local.everything();
    for (const citizen of citizens) expect(ledgerOf(items, citizen)).toBe(0);
  });

  test('one member whose turn fails is told of, and does not keep the others waiting', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { at, points, deps, citizen } = aCity(...SEOUL);
    const [bad, ...good] = ['a', 'b', 'c', 'd'].map((one) => `${citizen}-${one}`);
    for (const one of [bad, ...good]) await points.credit(await points.member(String(one)));
    const night = at('2026-12-31T15:05:00.000Z');
    const table: Table = {
      ...deps.table,
      async commit(deed) {
        if (deed.pk === keys.member(String(bad)).pk) throw new Error('a fault of ours');
        return deps.table.commit(deed);
      },
    };
    expect(await workOff({ ...night, table }, FOREVER)).toMatchObject({ expired: 3, failed: 1 });
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({ event: 'job_failed', member: bad });
    expect(await workOff(night, FOREVER)).toMatchObject({ expired: 1, failed: 0 });
    logged.mockRestore();
  });
});
