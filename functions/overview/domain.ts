import type * as z from 'zod';
import type { Group } from '../kernel/actor.ts';
import type { City } from '../kernel/city.ts';
import type { Key } from '../kernel/keys.ts';
import type { QueueLine } from './contract.ts';

/** How many stand in a queue, by the day since when. `sk` is the queue's partition in the index. */
export type DepthItem = Key & { readonly [day: string]: number | string };
export type Line = z.output<typeof QueueLine>;

/** A family of queues: what its list is called, and what the parts of the partition's name after `Q` are. */
interface Family {
  readonly queue: string;
  readonly scope: readonly ('step' | 'district' | 'other')[];
  /** Who has it; steps that others have than the rest. */
  readonly who: readonly Group[];
  readonly but?: Readonly<Record<string, readonly Group[]>>;
  /** Only what is late stands in it. */
  readonly allLate?: true;
}

/** Owner (and the first word of its scope, where an owner has several lists) → family. What is not here is no work. */
const FAMILIES: Readonly<Record<string, Family>> = {
  DON: { queue: 'donations', scope: ['step'], who: ['chest'] },
  DEV: {
    queue: 'devices',
    scope: ['step'],
    who: ['repair'],
    but: {
      READY: ['chest'],
      RESERVED: ['committee'],
      ALLOTTED: ['chest'],
      BOOKED: ['driver'],
      OUT_FOR_DELIVERY: ['driver'],
    },
  },
  APP: {
    queue: 'applications',
    scope: ['step', 'district'],
    who: ['district'],
    but: {
      QUEUED: ['chest'],
      RESERVED: ['committee'],
      ALLOTTED: ['chest'],
      APPEALED: ['district', 'programme'],
    },
  },
  ORG: { queue: 'organisations', scope: ['step', 'district'], who: ['district', 'programme'] },
  ALT: {
    queue: 'allotments',
    scope: ['step'],
    who: ['chest'],
    but: { PROPOSED: ['committee'] },
  },
  CMT: { queue: 'committees', scope: ['step'], who: ['chest', 'programme'] },
  DLV: { queue: 'deliveries', scope: ['step', 'district'], who: ['driver'] },
  'FND#ENTRY': { queue: 'entries', scope: ['other', 'step'], who: ['chest'] },
  'PTN#PLEDGE': { queue: 'pledges', scope: ['other', 'step', 'other'], who: ['partner'] },
  WFL: {
    allLate: true,
    queue: 'late',
    scope: ['step'],
    who: ['repair-lead'],
    but: { allotment: ['chest'], delivery: ['chest'] },
  },
};

/** Lists that a job works off, not a person: photos by the day on which they are destroyed. */
const NO_WORK = ['DLV#PHOTO'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function familyOf(q: string): { family: Family; scope: string[] } | undefined {
  const [owner = '', , ...scope] = q.split('#');
  if (NO_WORK.includes(`${owner}#${scope[0]}`)) return undefined;
  const family = FAMILIES[`${owner}#${scope[0]}`] ?? FAMILIES[owner];
  return family && { family, scope };
}

const dayBefore = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Depths become lines: those of one list, step and district are one line. Late is what waits since before the days that
 * the city pack gives a step (`office.due`); a queue by due day (deliveries) is late when that day is over.
 * @param today the city's day
 */
export function linesOf(depths: readonly DepthItem[], today: string, city: Pick<City, 'office'>): Line[] {
  const lines = new Map<string, Line>();
  for (const depth of depths) {
    const known = familyOf(depth.sk);
    if (!known) continue;
    const { family, scope } = known;
    const part = (name: 'step' | 'district') => scope[family.scope.indexOf(name)];
    const step = part('step') ?? '';
    const district = part('district');
    const dueDays = family.allLate ? 0 : city.office.due[`${family.queue}.${step}`];
    const key = `${family.queue} ${step} ${district ?? ''}`;
    for (const [day, count] of Object.entries(depth)) {
      if (!DAY.test(day) || typeof count !== 'number' || count <= 0) continue;
      const before = lines.get(key);
      const late = family.allLate || (dueDays !== undefined && day < dayBefore(today, dueDays)) ? count : 0;
      lines.set(key, {
        queue: family.queue,
        step,
        ...(district ? { district } : {}),
        waiting: (before?.waiting ?? 0) + count,
        ...(dueDays === undefined ? {} : { dueDays, late: (before?.late ?? 0) + late }),
        oldest: before && before.oldest < day ? before.oldest : day,
        who: [...(family.but?.[step] ?? family.who)],
      });
    }
  }
  return [...lines.values()];
}

/** A person bound to a district sees its lines alone; others see all. */
export const seenBy = (lines: readonly Line[], district: string | undefined): Line[] =>
  lines.filter((line) => district === undefined || line.district === district);
