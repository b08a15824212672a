import fc from 'fast-check';
import type { Application } from '../../applications/domain.ts';
import type { Device } from '../../devices/domain.ts';
import { type City, readCity } from '../../kernel/city.ts';
import type { PlanInput } from './compute.ts';

/** Queues and stocks as tests of the plan draw them: few districts, groups and needs, so that everything competes. */
const NOW = '2026-11-23T01:00:00.000Z';
const DAY = 24 * 60 * 60 * 1000;
const seoul = readCity({ CITY: 'seoul' });
/** Guro and Gangdong are pilots, whose households may be served; Jongno's may not yet. */
const DISTRICTS = ['11530', '11740', '11110'] as const;
const HOUSEHOLDS = ['BASIC_LIVELIHOOD', 'VETERAN'] as const;
const BODIES = ['CHILD_CENTRE', 'NON_PROFIT'] as const;
export const ORGANISATIONS = ['org_certified', 'org_lapsed'] as const;
const NAMES = ['구로 지역아동센터', '강동복지관'] as const;

const rules = (points: fc.Arbitrary<number>): fc.Arbitrary<City['allotment']> =>
  fc
    .record({
      ...{ perDay: points, further: points, perPercent: points, perTile: points },
      ...{ wished: points, spared: points, tablet: points, need: points, special: points },
    })
    .map((drawn) => ({
      ...seoul.allotment,
      waiting: { perDay: drawn.perDay, mostDays: 40 },
      need: {
        categories: {
          BASIC_LIVELIHOOD: drawn.need,
          VETERAN: 3,
          CHILD_CENTRE: 2 * drawn.need,
          NON_PROFIT: 0,
        },
        ...{ screenReader: drawn.special, largeScreen: 2, furtherComputer: drawn.further },
      },
      balance: { perPercent: drawn.perPercent },
      travel: { from: '11140', perTile: drawn.perTile },
      fit: { wished: drawn.wished, spared: drawn.spared, tablet: drawn.tablet },
    }));

/** One in five. */
const seldom = <T>(what: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: what });
/** True once in so many. */
const one = (times: number) => fc.nat(times - 1).map((n) => n === 0);

const device = fc
  .record({
    deviceKind: fc.constantFrom('desktop', 'laptop', 'all-in-one', 'tablet'),
    memoryMB: fc.constantFrom(undefined, 2048, 8192),
    functionality: fc.constantFrom('A', 'D'),
    district: seldom(fc.constantFrom(...DISTRICTS)),
    group: seldom(fc.constantFrom(...HOUSEHOLDS, ...BODIES)),
    recipient: seldom(fc.constantFrom('구로지역아동센터', '모르는 곳')),
    days: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ district, group, recipient, ...rest }) => ({ ...rest, earmark: { district, group, recipient } }));

const application = fc.record({
  body: fc.boolean(),
  district: fc.constantFrom(...DISTRICTS.slice(0, 2), ...DISTRICTS),
  category: fc.nat(1),
  organisationId: seldom(fc.constantFrom(...ORGANISATIONS)),
  name: fc.constantFrom(...NAMES),
  kind: fc.constantFrom('any', 'any', 'desktop', 'laptop'),
  screenReader: one(4),
  largeScreen: one(4),
  computers: fc.integer({ min: 1, max: 3 }),
  allotted: fc.nat(1),
  days: fc.integer({ min: 0, max: 60 }),
});

const before = (days: number) => new Date(Date.parse(NOW) - days * DAY).toISOString();

/** @param most devices and applications */
export const planInput = (
  most: { devices: number; applications: number },
  points: fc.Arbitrary<number> = fc.integer({ min: 0, max: 9 }),
): fc.Arbitrary<PlanInput> =>
  fc
    .record({
      rules: rules(points),
      devices: fc.array(device, { maxLength: most.devices, size: 'max' }),
      applications: fc.array(application, { maxLength: most.applications, size: 'max' }),
      basis: fc.constantFrom('CHEST' as const, 'CHEST' as const, 'DIGITAL_INCLUSION_24' as const),
      limit: seldom(fc.integer({ min: 1, max: 4 })),
      kinds: seldom(fc.constant(['household' as const])),
    })
    .map(({ rules: allotment, devices, applications, ...choices }) => ({
      city: { ...seoul, allotment },
      ...choices,
      day: '2026-11-23',
      now: NOW,
      certified: new Set([ORGANISATIONS[0]]),
      devices: devices.map(
        ({ deviceKind, memoryMB, functionality, earmark, days }, i) =>
          ({
            ...{ id: `dev_${i}`, assetNumber: `SH-26-${i}`, deviceKind, earmark, since: before(days) },
            stages: { READY: before(days) },
            ...{ specification: memoryMB ? { memoryMB } : {}, grade: { appearance: 'B', functionality } },
          }) as unknown as Device,
      ),
      applications: applications.map(({ body, category, name, kind, days, ...rest }, i) => {
        const { district, organisationId, screenReader, largeScreen, computers } = rest;
        const allotted = body ? Math.min(rest.allotted, computers - 1) : 0;
        return {
          ...{ id: `app_${i}`, reference: `REF${i}`, district, reserved: 0, allotted },
          ...{ computers: body ? computers : 1, needs: { kind, screenReader, largeScreen, internet: true } },
          ...{ queuedAt: before(days), submittedAt: before(days + 2) },
          ...(body
            ? { applicant: 'organisation', category: BODIES[category], organisation: name, organisationId }
            : { applicant: 'household', category: HOUSEHOLDS[category] }),
        } as unknown as Application;
      }),
    }));
