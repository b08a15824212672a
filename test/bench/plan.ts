import { computePlan, type PlanInput } from '../../functions/allotments/plan/compute.ts';
import type { Application } from '../../functions/applications/domain.ts';
import type { Device } from '../../functions/devices/domain.ts';
import { readCity } from '../../functions/kernel/city.ts';
import { type Row, rounded } from './row.ts';

/** The programme's size, and the processor time within which its plan must stand (mission of issue 5). */
const SIZE = 3000;
const BUDGET = 10;
const NOW = '2027-01-15T01:00:00.000Z';
const DAY = 24 * 60 * 60 * 1000;

/** The same numbers in every run: a linear congruential generator (Numerical Recipes). */
function drawer(seed: number) {
  let state = seed;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const of = <T>(all: readonly T[]): T => all[draw(all.length)] as T;
  return { draw, of, once: (times: number) => draw(times) === 0 };
}

const city = readCity({ CITY: 'seoul' });
const districts = city.districts.map(({ code }) => code);
const households = city.householdCategories.map(({ code }) => code);
const bodies = city.organisationKinds.map(({ code }) => code);
const KINDS = ['desktop', 'laptop', 'all-in-one', 'tablet'] as const;
const ago = (days: number) => new Date(Date.parse(NOW) - days * DAY).toISOString();

const device = (n: number, more: Pick<Device, 'deviceKind' | 'earmark'> & { memoryMB: number }): Device =>
  ({
    ...{ id: `dev_${String(n).padStart(5, '0')}`, assetNumber: `SH-26-${n}`, since: ago(30) },
    ...{ stages: { READY: ago(30) }, grade: { appearance: 'B', functionality: 'A' } },
    ...{ deviceKind: more.deviceKind, specification: { memoryMB: more.memoryMB } },
    ...(more.earmark ? { earmark: more.earmark } : {}),
  }) as unknown as Device;
const application = (
  n: number,
  {
    days,
    computers,
    needs,
    ...who
  }: Pick<Application, 'applicant' | 'district' | 'category' | 'computers'> & {
    days: number;
    needs: Partial<Application['needs']>;
  },
): Application =>
  ({
    ...{ id: `app_${String(n).padStart(5, '0')}`, reference: `R${n}`, ...who, computers },
    ...{ reserved: 0, allotted: 0, queuedAt: ago(days), submittedAt: ago(days + 7) },
    needs: { kind: 'any', screenReader: false, largeScreen: false, internet: true, ...needs },
  }) as unknown as Application;

/**
 * As it would be: office PCs of a few kinds, one in ten with a wish; households of all districts, whole days of waiting,
 * one in twelve with a special need. Thousands count for the same: heavily tied.
 */
function realistic() {
  const { draw, of, once } = drawer(26);
  return {
    devices: Array.from({ length: SIZE }, (_, n) => {
      const earmark = once(10)
        ? { ...(once(2) ? { district: of(districts) } : { group: of(households) }) }
        : undefined;
      const deviceKind = of(['desktop', 'desktop', 'desktop', 'laptop', 'all-in-one', 'tablet'] as const);
      return device(n, { deviceKind, earmark, memoryMB: of([4096, 8192, 2048]) } as never);
    }),
    applications: Array.from({ length: SIZE }, (_, n) =>
      application(n, {
        ...{ applicant: 'household', district: of(districts), category: of(households), computers: 1 },
        days: draw(12) * 7,
        needs: {
          kind: of(['any', 'any', 'desktop', 'laptop'] as const),
          ...{ screenReader: once(12), largeScreen: once(12) },
        },
      }),
    ),
  };
}

/**
 * As bad as the rules allow: every device under a wish for a district and a group, a district alone, a group alone or
 * none, so that what fits is nested; every application with needs and days of its own; as many as there are devices, so
 * that the last ones must take the others round far.
 */
function adversarial() {
  const { draw, of } = drawer(5);
  const groups = [...households, ...bodies];
  return {
    devices: Array.from({ length: SIZE }, (_, n) => {
      const district = districts[n % 25] as string;
      const group = groups[Math.floor(n / 25) % groups.length] as string;
      const earmark = [{ district, group }, { district }, { group }, {}][n % 4];
      return device(n, {
        deviceKind: KINDS[Math.floor(n / 4) % 4] as (typeof KINDS)[number],
        ...{ earmark, memoryMB: n % 3 === 0 ? 8192 : 2048 },
      } as never);
    }),
    applications: Array.from({ length: SIZE }, (_, n) => {
      const body = n % 4 === 3;
      return application(n, {
        applicant: body ? 'organisation' : 'household',
        district: districts[(n * 7) % 25] as string,
        ...{ category: body ? of(bodies) : of(households), computers: 1, days: draw(730) },
        needs: {
          kind: of(['any', 'desktop', 'laptop'] as const),
          ...{ screenReader: draw(3) === 0, largeScreen: draw(3) === 0 },
        },
      });
    }),
  };
}

/** Processor time of a whole plan with its proof and its explanations, in seconds. */
function measured(queues: Pick<PlanInput, 'devices' | 'applications'>): { seconds: number; lines: number } {
  const begin = process.cpuUsage();
  const { lines } = computePlan({
    ...queues,
    ...{ city, day: '2027-01-15', now: NOW, basis: 'CHEST', certified: new Set<string>() },
  });
  const { user, system } = process.cpuUsage(begin);
  return { seconds: (user + system) / 1e6, lines: lines.length };
}

export async function planRows(): Promise<Row[]> {
  const row = { part: 'plan', unit: 's' } as const;
  return (['realistic', 'adversarial'] as const).map((name) => {
    const { seconds, lines } = measured({ realistic, adversarial }[name]());
    const what = `plan of ${SIZE} × ${SIZE}, ${name} (${lines} lines)`;
    return { ...row, what, value: rounded(seconds, 2), budget: BUDGET };
  });
}
