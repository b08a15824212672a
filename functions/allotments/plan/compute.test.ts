import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Application } from '../../applications/domain.ts';
import type { Device } from '../../devices/domain.ts';
import { computePlan, type PlanInput } from './compute.ts';
import { planInput } from './drawn.ts';

/** A device at a PC that an application waits for: everything the sum depends on. */
interface Given {
  readonly device: Device;
  readonly application: Application;
  readonly before: number;
}

/**
 * The rules and the sum once more, written from the city pack's words and not from the plan's code: what the plan says
 * is compared with this.
 */
function lawful(
  { city, certified, basis, kinds }: PlanInput,
  device: Device,
  application: Application,
): boolean {
  const { needs, applicant, district, category, organisation, organisationId } = application;
  const { memoryMB = 0 } = device.specification ?? {};
  const earmark = device.earmark ?? {};
  const plain = (name: string) => name.replaceAll(' ', '');
  const works = device.grade !== undefined && ['A', 'B'].includes(device.grade.functionality);
  return (
    (applicant === 'organisation' || ['11530', '11740', '11305'].includes(district)) &&
    (basis === 'CHEST' || category === 'BASIC_LIVELIHOOD') &&
    (!organisationId || certified.has(organisationId)) &&
    (!kinds || kinds.includes(applicant)) &&
    (needs.kind === 'any' ||
      (needs.kind === 'desktop' ? ['desktop', 'all-in-one'] : ['laptop']).includes(device.deviceKind)) &&
    (!needs.screenReader || (works && memoryMB >= city.allotment.screenReader.memoryMB)) &&
    (!needs.largeScreen || ['desktop', 'all-in-one'].includes(device.deviceKind)) &&
    (!earmark.district || earmark.district === district) &&
    (!earmark.group || earmark.group === category) &&
    (!earmark.recipient || plain(earmark.recipient) === plain(organisation ?? ''))
  );
}

function worth({ city, now }: PlanInput, { device, application, before }: Given): number {
  const { waiting, need, travel, fit, screenReader } = city.allotment;
  const days = Math.floor((Date.parse(now) - Date.parse(application.queuedAt ?? '')) / 86_400_000);
  const at = (code: string) => city.districts.find((one) => one.code === code);
  const [from, to] = [at(travel.from), at(application.district)];
  const tiles =
    Math.abs((from?.column ?? 0) - (to?.column ?? 0)) + Math.abs((from?.row ?? 0) - (to?.row ?? 0));
  const { needs } = application;
  const strong =
    (device.specification?.memoryMB ?? 0) >= screenReader.memoryMB && device.grade?.functionality === 'A';
  const { district, group, recipient } = device.earmark ?? {};
  return (
    Math.min(days, waiting.mostDays) * waiting.perDay +
    (need.categories[application.category] ?? 0) +
    (needs.screenReader ? need.screenReader : 0) +
    (needs.largeScreen ? need.largeScreen : 0) -
    before * need.furtherComputer -
    tiles * travel.perTile +
    (district || group || recipient ? fit.wished : 0) -
    (strong && !needs.screenReader ? fit.spared : 0) -
    (device.deviceKind === 'tablet' ? fit.tablet : 0)
  );
}

/** PCs that wait in each district, of those whom no rule about the application leaves out. */
function waitingIn(input: PlanInput): Map<string, number> {
  const anything = {
    deviceKind: 'desktop',
    specification: { memoryMB: 9999 },
    grade: { functionality: 'A' },
  };
  const waiting = new Map<string, number>();
  for (const application of input.applications) {
    const whole = { ...application, needs: { ...application.needs, kind: 'any' as const } };
    if (!lawful(input, anything as Device, whole)) continue;
    const { district, computers, reserved, allotted } = application;
    waiting.set(district, (waiting.get(district) ?? 0) + computers - reserved - allotted);
  }
  return waiting;
}

function sumOf(input: PlanInput, plan: readonly Given[]): number {
  const waiting = waitingIn(input);
  const given = new Map<string, number>();
  let sum = 0;
  for (const one of plan) {
    const { district } = one.application;
    const k = given.get(district) ?? 0;
    given.set(district, k + 1);
    const percent = Math.floor((100 * k) / (waiting.get(district) ?? 1));
    sum += worth(input, one) - input.city.allotment.balance.perPercent * percent;
  }
  return sum;
}

/** All PCs waited for, each with how many its application got before it. */
const seatsOf = (input: PlanInput) =>
  input.applications.flatMap((application) =>
    Array.from({ length: application.computers - application.reserved - application.allotted }, (_, n) => ({
      application,
      before: application.reserved + application.allotted + n,
    })),
  );

/** The best there is, by trying every way. */
function byTrying(input: PlanInput): { lines: number; points: number } {
  const seats = seatsOf(input);
  const most = input.limit ?? Number.POSITIVE_INFINITY;
  let best = { lines: 0, points: 0 };
  const plan: Given[] = [];
  const taken = new Set<number>();
  const go = (n: number): void => {
    const points = sumOf(input, plan);
    if (plan.length > best.lines || (plan.length === best.lines && points > best.points))
      best = { lines: plan.length, points };
    if (n === input.devices.length || plan.length >= most) return;
    go(n + 1);
    const device = input.devices[n] as Device;
    seats.forEach((seat, s) => {
      if (taken.has(s) || !lawful(input, device, seat.application)) return;
      taken.add(s);
      plan.push({ device, ...seat });
      go(n + 1);
      plan.pop();
      taken.delete(s);
    });
  };
  go(0);
  return best;
}

const planOf = (input: PlanInput) => {
  const plan = computePlan(input);
  return { ...plan, given: plan.lines.map(({ device, seat }): Given => ({ device, ...seat })) };
};

describe('a computed plan', () => {
  test('breaks no rule, gives nothing twice, keeps its limit', () => {
    let lines = 0;
    fc.assert(
      fc.property(planInput({ devices: 14, applications: 10 }), (input) => {
        const { given } = planOf(input);
        for (const { device, application } of given)
          expect(lawful(input, device, application), `${device.id} ${application.id}`).toBe(true);
        expect(new Set(given.map(({ device }) => device.id)).size).toBe(given.length);
        expect(new Set(given.map(({ application, before }) => `${application.id} ${before}`)).size).toBe(
          given.length,
        );
        for (const application of input.applications) {
          const got = given.filter((one) => one.application.id === application.id);
          const befores = got.map(({ before }) => before).sort((a, b) => a - b);
          expect(befores).toEqual(got.map((_, n) => application.reserved + application.allotted + n));
          expect(got.length).toBeLessThanOrEqual(
            application.computers - application.reserved - application.allotted,
          );
        }
        expect(given.length).toBeLessThanOrEqual(input.limit ?? Number.POSITIVE_INFINITY);
        lines += given.length;
      }),
      { numRuns: 500 },
    );
    expect(lines).toBeGreaterThan(400);
  });

  test('has as many lines as there can be, and of those no other has more points: against every way tried out', () => {
    const most = { devices: 5, applications: 3 };
    fc.assert(
      fc.property(planInput(most), (input) => {
        const plan = planOf(input);
        expect(plan.points).toBe(sumOf(input, plan.given));
        expect({ lines: plan.lines.length, points: plan.points }).toEqual(byTrying(input));
      }),
      { numRuns: 500 },
    );
  });

  test('is the same whatever the order of queue and stock', () => {
    const drawn = planInput({ devices: 12, applications: 9 }, fc.constantFrom(0, 1)).chain((input) =>
      fc.record({
        input: fc.constant(input),
        devices: fc.shuffledSubarray([...input.devices], { minLength: input.devices.length }),
        applications: fc.shuffledSubarray([...input.applications], { minLength: input.applications.length }),
      }),
    );
    fc.assert(
      fc.property(drawn, ({ input, devices, applications }) => {
        expect(computePlan({ ...input, devices, applications })).toEqual(computePlan(input));
      }),
      { numRuns: 300 },
    );
  });

  test('accounts for everybody: served, left out by why, devices left', () => {
    fc.assert(
      fc.property(planInput({ devices: 10, applications: 8 }), (input) => {
        const { lines, unserved, idle, districts } = computePlan(input);
        const without = Object.values(unserved).reduce((a, b) => a + b, 0);
        expect(lines.length + without).toBe(seatsOf(input).length);
        expect(lines.length + idle.left + idle.fittingNobody).toBe(input.devices.length);
        const waiting = waitingIn(input);
        expect(new Map(Object.entries(districts).map(([code, sums]) => [code, sums.waiting]))).toEqual(
          waiting,
        );
        for (const [code, sums] of Object.entries(districts))
          expect(sums.lines).toBe(lines.filter(({ seat }) => seat.application.district === code).length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a line says is true', () => {
  test('its reasons add up to what it counts for', () => {
    fc.assert(
      fc.property(planInput({ devices: 8, applications: 8 }), (input) => {
        for (const { device, seat, reasons } of computePlan(input).lines)
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(
            worth(input, { device, ...seat }),
          );
      }),
      { numRuns: 200 },
    );
  });

  test('what was next best to it loses exactly that much, and no other single change loses less', () => {
    let devices = 0;
    let seats = 0;
    let exchanges = 0;
    fc.assert(
      fc.property(planInput({ devices: 7, applications: 6 }), (input) => {
        const { given, lines, points } = planOf(input);
        const used = new Set(given.map(({ device }) => device.id));
        const changed = (changes: ReadonlyMap<Given, Given>) =>
          points -
          sumOf(
            input,
            given.map((one) => changes.get(one) ?? one),
          );
        lines.forEach(({ nextBest }, n) => {
          const own = given[n] as Given;
          // Another device: one that is left, or one of another line in exchange.
          const others = input.devices.flatMap((device): number[] => {
            if (device.id === own.device.id || !lawful(input, device, own.application)) return [];
            if (!used.has(device.id)) return [changed(new Map([[own, { ...own, device }]]))];
            const other = given.find((one) => one.device.id === device.id) as Given;
            if (!lawful(input, own.device, other.application)) return [];
            const both = new Map([
              [own, { ...own, device }],
              [other, { ...other, device: own.device }],
            ]);
            // Two of one kind in exchange are no other plan.
            return sameKind(input, own, other) ? [] : [changed(both)];
          });
          expect(nextBest.device?.loses).toBe(others.length > 0 ? Math.min(...others) : undefined);
          if (nextBest.device?.instead) exchanges++;
          else if (nextBest.device) devices++;
          // Another application that gets nothing in its stead.
          const taken = new Set(given.map(({ application, before }) => `${application.id} ${before}`));
          const waiting = seatsOf(input).filter(
            ({ application, before }) =>
              !taken.has(`${application.id} ${before}`) &&
              application.id !== own.application.id &&
              (input.kinds?.includes(application.applicant) ?? true) &&
              lawful(input, own.device, application),
          );
          const instead = waiting.map((seat) => changed(new Map([[own, { device: own.device, ...seat }]])));
          expect(nextBest.seat?.loses).toBe(instead.length > 0 ? Math.min(...instead) : undefined);
          if (nextBest.seat) seats++;
          for (const one of [nextBest.device, nextBest.seat])
            expect(one?.loses ?? 0).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 400 },
    );
    expect(Math.min(devices, seats, exchanges)).toBeGreaterThan(20);
  });
});

/** No rule and no point tells their devices, or their applications, apart: an exchange changes nothing. */
function sameKind(input: PlanInput, a: Given, b: Given): boolean {
  const of = ({ device, application }: Given) => {
    const { district, group, recipient } = device.earmark ?? {};
    const strong =
      (device.specification?.memoryMB ?? 0) >= input.city.allotment.screenReader.memoryMB &&
      device.grade?.functionality === 'A';
    const { needs, category, organisation } = application;
    return {
      device: JSON.stringify([device.deviceKind, strong, district, group, recipient]),
      seat: JSON.stringify([application.district, category, needs, named(input, organisation)]),
    };
  };
  return of(a).device === of(b).device || of(a).seat === of(b).seat;
}
/** An organisation's name tells it apart only where a giver named it. */
const named = (input: PlanInput, organisation = '') => {
  const plain = organisation.replaceAll(' ', '');
  return input.devices.some(({ earmark }) => earmark?.recipient?.replaceAll(' ', '') === plain) ? plain : '';
};
