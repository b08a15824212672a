import type { AnswerOf } from '../contracts.ts';
import { HOME, places } from '../core/places.ts';
import { nameOf, t } from '../core/words.ts';
import { type Entity, statusName } from '../page/status.tsx';

export type Line = AnswerOf<'readOverview'>['lines'][number];

/** The lists in the order of a PC's way; what is late in the workflow comes first. */
export const AREAS = [
  'late',
  'donations',
  'pledges',
  'devices',
  'organisations',
  'applications',
  'allotments',
  'committees',
  'deliveries',
  'entries',
] as const;
type Area = (typeof AREAS)[number];

const LIST: Readonly<Record<Area, string>> = {
  late: places.today,
  donations: places.donations,
  pledges: places.partners,
  devices: places.workshop,
  organisations: `${HOME}organisations`,
  applications: places.applications,
  allotments: places.allotments,
  committees: `${HOME}committees`,
  deliveries: places.deliveries,
  entries: places.entries,
};

const ENTITY: Readonly<Partial<Record<Area, Entity>>> = {
  donations: 'donation',
  pledges: 'pledge',
  devices: 'device',
  applications: 'application',
  allotments: 'allotment',
  deliveries: 'delivery',
  entries: 'entry',
};

const isArea = (queue: string): queue is Area => AREAS.some((one) => one === queue);

/** What a step is called in its list; the overview has names of its own for what no list of records names. */
export function stepName({ queue, step }: Pick<Line, 'queue' | 'step'>): string {
  const entity = isArea(queue) ? ENTITY[queue] : undefined;
  if (queue === 'late') return nameOf('workflow.steps', step);
  if (queue === 'devices' && step === 'BOOKED') return t('overview.steps.devices.BOOKED');
  return entity ? statusName(entity, step) : nameOf(`overview.steps.${queue}`, step);
}

/** The list behind a number, with the oldest at its top: what is late is seen first. */
export function listBehind({ queue, step, district }: Line): string {
  if (!isArea(queue)) return places.today;
  if (queue === 'late') return LIST.late;
  const asked = new URLSearchParams({ status: step, ...(district ? { district } : {}) });
  return `${LIST[queue]}?${asked}`;
}

/** One line for all districts of a list and step. */
export function overDistricts(lines: readonly Line[]): Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const { district: _, ...rest } = line;
    const key = `${line.queue} ${line.step}`;
    const before = sums.get(key);
    sums.set(
      key,
      before
        ? {
            ...before,
            waiting: before.waiting + line.waiting,
            ...(line.late === undefined ? {} : { late: (before.late ?? 0) + line.late }),
            oldest: before.oldest < line.oldest ? before.oldest : line.oldest,
          }
        : rest,
    );
  }
  return [...sums.values()];
}
