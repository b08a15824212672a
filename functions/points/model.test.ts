import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import { fakeDependencies, movableClock, seededIds } from '../kernel/testing.ts';
import type { Transfer } from '../ledger/domain.ts';
import { workOff } from './nightly.ts';
import { ledgerOf, linesOf, pointsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

type Answer = { status: number; body: Record<string, unknown> };
interface Real {
  readonly citizen: string;
  readonly number: string;
  readonly deps: ReturnType<typeof fakeDependencies>;
  readonly points: ReturnType<typeof pointsOn>;
  /** Every request that was answered, to be sent again. */
  readonly sent: { readonly again: () => Promise<Answer>; readonly answer: Answer }[];
}
/** Points of one member as anybody would keep them on paper: a pile for each last day. */
interface Paper {
  piles: Map<string, number>;
  survey: boolean;
  /** `2026-11-23 LECTURE` → times. */
  times: Map<string, number>;
  given: number;
}

const LIVE = 2;
const POINTS = { LECTURE: 500, VOLUNTEERING: 1000, PORTAL_VISIT: 100, TAX_EMAIL: 500 } as const;
const PER_DAY = { LECTURE: 3, VOLUNTEERING: 8, PORTAL_VISIT: 5, TAX_EMAIL: 1 } as const;
type Code = keyof typeof POINTS;

const now = ({ deps }: Real) => localDate(deps.clock.now(), deps.city.timeZone);
/** Last of the month two months on, counted on the fingers. */
function lastDayOf(day: string): string {
  let month = day.slice(0, 7);
  for (let i = 0; i < LIVE; i++) month = nextDay(`${month}-28`, 4).slice(0, 7);
  return nextDay(`${nextDay(`${month}-28`, 4).slice(0, 7)}-01`, -1);
}
const balance = (paper: Paper, day: string) =>
  [...paper.piles].reduce((sum, [end, points]) => (end >= day ? sum + points : sum), 0);
function add(paper: Paper, day: string, points: number) {
  const end = lastDayOf(day);
  paper.piles.set(end, (paper.piles.get(end) ?? 0) + points);
}
function take(paper: Paper, day: string, wanted: number) {
  let open = wanted;
  for (const [end, points] of [...paper.piles].sort()) {
    if (end < day || open === 0) continue;
    const taken = Math.min(open, points);
    open -= taken;
    if (taken === points) paper.piles.delete(end);
    else paper.piles.set(end, points - taken);
  }
  paper.given += wanted;
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('earn' as const),
      code: fc.constantFrom<Code>('LECTURE', 'VOLUNTEERING', 'PORTAL_VISIT', 'TAX_EMAIL'),
      count: fc.integer({ min: 1, max: 4 }),
      ago: fc.integer({ min: -1, max: 95 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('give' as const), points: fc.integer({ min: 1, max: 4000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('give all' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('survey' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('days pass' as const), days: fc.integer({ min: 1, max: 45 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('nights' as const), at: fc.constantFrom(1, 2) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function send(real: Real, ask: (key: string) => Promise<Answer>): Promise<Answer> {
  const key = real.deps.ids.ulid();
  const answer = await ask(key);
  // What was refused left no trace; sent again later it may be another's day.
  if (answer.status < 300) real.sent.push({ again: () => ask(key), answer });
  return answer;
}

/** Does one step for real and on paper. */
async function doStep(real: Real, paper: Paper, one: Step): Promise<void> {
  const { points, citizen, number, deps } = real;
  const day = now(real);
  switch (one.do) {
    case 'earn': {
      const { code, count } = one;
      const on = nextDay(day, -one.ago);
      const before = paper.times.get(`${on} ${code}`) ?? 0;
      const fits = one.ago >= 0 && one.ago <= 90 && before + count <= PER_DAY[code];
      const what = { activity: code, count, day: on };
      const answer = await send(real, (key) =>
        code === 'LECTURE' || code === 'VOLUNTEERING'
          ? points.credit(number, what, { key })
          : points.report(number, { ...what, id: key }),
      );
      expect(answer.status === 201, JSON.stringify(answer.body)).toBe(fits);
      if (!fits) return;
      paper.times.set(`${on} ${code}`, before + count);
      add(paper, day, POINTS[code] * count);
      return;
    }
    case 'give':
    case 'give all': {
      const have = balance(paper, day);
      const wanted = one.do === 'give' ? one.points : have;
      if (wanted === 0) return;
      const answer = await send(real, (key) => points.give(citizen, wanted, 'computers', { key }));
      expect(answer.status).toBe(wanted <= have ? 201 : 409);
      if (wanted > have) return;
      take(paper, day, wanted);
      expect(answer.body.balance).toBe(have - wanted);
      return;
    }
    case 'survey': {
      const answer = await send(real, (key) => points.answer(citizen, undefined, { key }));
      expect(answer.status).toBe(paper.survey ? 409 : 200);
      if (paper.survey) return;
      paper.survey = true;
      add(paper, day, 300);
      return;
    }
    case 'again': {
      const sent = real.sent[one.which % Math.max(1, real.sent.length)];
      if (sent) expect(await sent.again()).toEqual(sent.answer);
      return;
    }
    case 'days pass':
      deps.clock.pass({ days: one.days });
      return;
    case 'nights': {
      const runs = await Promise.all(
        Array.from({ length: one.at }, () => workOff(deps, Number.POSITIVE_INFINITY)),
      );
      expect(runs.map(({ failed }) => failed)).toEqual(runs.map(() => 0));
      for (const end of [...paper.piles.keys()]) if (end < day) paper.piles.delete(end);
      const item = await points.item(citizen);
      // After a night the books have nothing that has ended.
      expect(item?.balance).toBe(balance(paper, day));
      return;
    }
  }
}

let count = 0;
test('any history, interleaved with nights and repetitions: balance = lots = lines = ledger, never below zero', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const clock = movableClock();
      const base = fakeDependencies({ table: local.table, clock });
      const citizen = `model-${++count}`;
      const pack = { ...base.city.points, expireAfterMonths: LIVE };
      const deps = { ...base, clock, ids: seededIds(clock, citizen), city: { ...base.city, points: pack } };
      const points = pointsOn(deps);
      const real: Real = { citizen, deps, points, number: await points.member(citizen), sent: [] };
      const paper: Paper = { piles: new Map(), survey: false, times: new Map(), given: 0 };
      for (const one of steps) {
        await doStep(real, paper, one);
        const item = await points.item(citizen);
        expect(item?.lots.reduce((sum, lot) => sum + lot.points, 0)).toBe(item?.balance);
        expect(item?.balance).toBeGreaterThanOrEqual(0);
        const { body } = await points.read(citizen);
        expect(body.balance).toBe(balance(paper, now(real)));
      }
      const items = await local.everything();
      const item = await points.item(citizen);
      expect(ledgerOf(items, citizen)).toBe(item?.balance);
      const lines = linesOf(items, citizen);
      const sum = (what: string) =>
        lines.filter((line) => line.what === what).reduce((a, line) => a + line.points, 0);
      expect([sum('EARNED'), sum('GIVEN'), sum('EXPIRED')]).toEqual([
        item?.earned,
        item?.given,
        item?.expired,
      ]);
      expect(item?.given).toBe(paper.given);
      // The city owes what was given, and not a won more.
      const own = new Set(lines.map(({ transfer }) => transfer));
      const money = (items as unknown as Transfer[]).filter(
        ({ id, currency }) => currency === 'KRW' && own.has(id),
      );
      expect(money.reduce((a, { amount }) => a + amount, 0)).toBe(paper.given);
      const receipts = Object.values(item?.unreceipted ?? {});
      expect(receipts.reduce((a, { worth }) => a + worth, 0)).toBe(paper.given);
    }),
    { numRuns: 40 },
  );
});

/** What one process may ask at the same moment as others. */
const crowd = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('earn' as const), code: fc.constantFrom<Code>('LECTURE', 'PORTAL_VISIT') }),
    fc.record({ do: fc.constant('give' as const), points: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ do: fc.constant('night' as const) }),
    fc.record({ do: fc.constant('survey' as const) }),
  ),
  { minLength: 3, maxLength: 7 },
);
test('any crowd of requests at once, each of a process of its own: every point is somewhere, and in one place', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(crowd, crowd, async (atMidnight, later) => {
      const clock = movableClock();
      const base = fakeDependencies({ table: local.table, clock });
      const citizen = `crowd-${++count}`;
      const pack = { ...base.city.points, expireAfterMonths: LIVE };
      const deps = { ...base, clock, ids: seededIds(clock, citizen), city: { ...base.city, points: pack } };
      const points = pointsOn(deps);
      const number = await points.member(citizen);
      await points.credit(number, { count: 2 });
      let given = 0;
      let earned = 1000;
      const ask = async (one: (typeof atMidnight)[number]): Promise<void> => {
        const process = pointsOn(deps);
        const day = localDate(clock.now(), deps.city.timeZone);
        if (one.do === 'night') {
          expect(await workOff(deps, Number.POSITIVE_INFINITY)).toMatchObject({ failed: 0 });
        } else if (one.do === 'give') {
          if ((await process.give(citizen, one.points)).status === 201) given += one.points;
        } else if (one.do === 'survey') {
          if ((await process.answer(citizen)).status === 200) earned += 300;
        } else {
          const what = { activity: one.code, day };
          const answer = await (one.code === 'LECTURE'
            ? process.credit(number, what)
            : process.report(number, what));
          if (answer.status === 201) earned += POINTS[one.code];
        }
      };
      for (const [day, all] of [
        ['2027-01-31T15:00:00.000Z', atMidnight],
        ['2027-02-02T15:00:00.000Z', later],
      ] as const) {
        clock.set(day);
        await Promise.all(all.map(ask));
        const item = await points.item(citizen);
        const items = await local.everything();
        const lines = linesOf(items, citizen);
        const sum = (what: string) =>
          lines.filter((line) => line.what === what).reduce((a, line) => a + line.points, 0);
        expect([item?.earned, item?.given]).toEqual([earned, given]);
        expect([sum('EARNED'), sum('GIVEN'), sum('EXPIRED')]).toEqual([earned, given, item?.expired]);
        expect(item?.balance).toBe(earned - given - (item?.expired ?? 0));
        expect(item?.lots.reduce((a, lot) => a + lot.points, 0)).toBe(item?.balance);
        expect(ledgerOf(items, citizen)).toBe(item?.balance);
      }
    }),
    { numRuns: 12 },
  );
});
