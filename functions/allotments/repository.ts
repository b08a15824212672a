import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Commit, Table, Write } from '../kernel/table.ts';
import { isCertified, type Organisation } from '../organisations/domain.ts';
import type { AllotmentStatus } from './contract.ts';
import type { Allotment, PlanLine, Progress } from './domain.ts';

/** How the key of an event begins that a task wrote about the whole plan. */
export const OF_PLAN = 'PLAN-';
/** Lines that are read at a time; 50 of them with their writes stay within one transaction and one answer. */
export const LINES_PAGE = 50;

export function allotmentsRepository(table: Table) {
  const pk = (id: string) => keys.allotment(id).pk;

  /** Up to 100 keys a read; what is missing is left out. */
  async function all<T extends Key>(wanted: readonly Key[]): Promise<T[]> {
    const found: T[] = [];
    for (let at = 0; at < wanted.length; at += 100)
      found.push(...(await table.getAll<T>(wanted.slice(at, at + 100), { consistent: true })));
    return found;
  }

  /** Items of a whole queue, page by page, the oldest first; at most `most`. */
  async function queued<T extends Key>(q: string, most: number): Promise<{ items: T[]; more: boolean }> {
    const items: T[] = [];
    let after: Readonly<Record<string, unknown>> | undefined;
    do {
      const page = await table.queuePage(q, { limit: Math.min(100, most - items.length), after });
      items.push(...(await table.getAll<T>(page.keys, { consistent: true })));
      after = page.last;
    } while (after && items.length < most);
    return { items, more: after !== undefined };
  }

  return {
    async read(id: string): Promise<Allotment> {
      const plan = await table.get<Allotment>(keys.allotment(id));
      if (!plan) throw fail('NOT_FOUND');
      return plan;
    },

    /** What people did to the plan (their keys are ULIDs) and how its tasks ended; not the thousands of its lines. */
    async history(id: string): Promise<EventItem[]> {
      const [people, tasks] = await Promise.all(
        ['EVT#0', `EVT#${OF_PLAN}`].map((begin) => table.part<EventItem>(pk(id), begin, 200)),
      );
      return [...(people ?? []), ...(tasks ?? [])];
    },

    list: (
      deps: Dependencies,
      status: AllotmentStatus,
      page: { limit: number; cursor?: string | undefined },
    ) => listQueue<Allotment & Key>(deps, queue(OWNERS.allotment, status), page),

    async line(id: string, n: number): Promise<PlanLine> {
      const line = await table.get<PlanLine>(keys.allotmentLine(id, n));
      if (!line) throw fail('NOT_FOUND');
      return line;
    },

    /** Lines `from` … `to`, as they are now. */
    async lines(id: string, from: number, to: number, limit = LINES_PAGE): Promise<PlanLine[]> {
      if (to < from) return [];
      const between = [keys.allotmentLine(id, from).sk, keys.allotmentLine(id, to).sk] as const;
      return (await table.leaf<PlanLine & Key>(pk(id), { limit, between, consistent: true })).items;
    },

    progress: (id: string): Promise<(Progress & Key)[]> => table.part<Progress & Key>(pk(id), 'PART#', 5000),

    /** How a part of an execution ended; counted anew from its lines each time, so that it may be written again. */
    recordPart: (id: string, from: number, done: Progress) =>
      table.update(keys.allotmentPart(id, from), { set: { kind: 'plan-part', ...done } }, {}),

    /** Devices by id, in order; an unknown one is missing from the map. */
    async devices(ids: readonly string[]): Promise<Map<string, Device>> {
      const found = await all<Device & Key>([...new Set(ids)].map((id) => keys.device(id)));
      return new Map(found.map((device) => [device.id, device]));
    },

    async applications(ids: readonly string[]): Promise<Map<string, Application>> {
      const found = await all<Application & Key>([...new Set(ids)].map((id) => keys.application(id)));
      return new Map(found.map((application) => [application.id, application]));
    },

    /** Those of the organisations whose certificate is valid on a day of the city's calendar. */
    async certified(ids: readonly (string | undefined)[], day: string): Promise<Set<string>> {
      const named = new Set(ids.filter((id): id is string => id !== undefined));
      const found = await all<Organisation & Key>([...named].map((id) => keys.organisation(id)));
      return new Set(found.filter((one) => isCertified(one, day)).map(({ id }) => id));
    },

    readyPage: (deps: Dependencies, page: { limit: number; cursor?: string | undefined }) =>
      listQueue<Device & Key>(deps, queue(OWNERS.device, 'READY'), page),

    ready: (most: number) => queued<Device & Key>(queue(OWNERS.device, 'READY'), most),

    waiting: (district: string, most: number) =>
      queued<Application & Key>(queue(OWNERS.application, 'QUEUED', district), most),

    /** Writes of a plan that nobody did yet: they count when the plan is proposed. False = a condition failed. */
    prepare: async (writes: readonly Write[]): Promise<boolean> =>
      (await table.transact(writes)) === undefined,

    /** An attempt takes the computing of a plan over; one before it can write no more lines. */
    takeOver: ({ id, attempt }: Allotment): Promise<boolean> =>
      table.update(
        keys.allotment(id),
        { set: { attempt: attempt + 1 } },
        { equals: { status: 'COMPUTING', attempt }, absent: ['written'] },
      ),

    commit: <A>(deed: Omit<Commit<A>, 'pk'> & { id: string }): Promise<A> =>
      table.commit({ ...deed, pk: pk(deed.id) }),

    once: <A>(id: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(pk(id), intent, deed),
  };
}
export type AllotmentsRepository = ReturnType<typeof allotmentsRepository>;
