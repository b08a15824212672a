import { type Application, mayBeSupported } from '../applications/domain.ts';
import { listQueue, listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Commit, Table } from '../kernel/table.ts';
import type { Transfer } from '../ledger/domain.ts';
import type { GrantStatus } from './contract.ts';
import type { FeeRun, Grant, PaidMonth } from './domain.ts';
import type { Month } from './months.ts';
import type { RunLine } from './run.ts';

type Paging = { limit: number; cursor?: string | undefined };
export type Line = RunLine & Key;

/** So many at once: what a BatchGet takes. */
const PAGE = 100;
/** A grant has as many months as the city grants at most, a run a few events. */
const MANY = 1000;
const LINE = 'LINE#';

export function grantsRepository(table: Table) {
  const pk = (id: string) => keys.grant(id).pk;
  const active = (district: string) => queue(OWNERS.grant, 'ACTIVE', district);
  return {
    async read(id: string): Promise<Grant> {
      const grant = await table.get<Grant>(keys.grant(id));
      if (!grant) throw fail('NOT_FOUND');
      return grant;
    },
    grants: (ids: readonly string[]) =>
      table.getAll<Grant & Key>(
        ids.map((id) => keys.grant(id)),
        { consistent: true },
      ),
    months: (id: string) => table.part<PaidMonth>(pk(id), 'MONTH#', MANY),
    month: (id: string, month: Month) => table.get<PaidMonth>(keys.grantMonth(id, month)),
    history: (id: string) => table.part<EventItem>(pk(id), 'EVT#', MANY),
    application: (reference: string) => table.get<Application>(keys.application(reference)),
    /** Of a page of grants, those whose application was withdrawn or found ineligible since. */
    async unsupported(grants: readonly Grant[]): Promise<Set<string>> {
      const wanted = [...new Set(grants.map(({ application }) => application))];
      const found = await table.getAll<Application & Key>(
        wanted.map((id) => keys.application(id)),
        { consistent: true },
      );
      const good = new Set(found.filter(mayBeSupported).map(({ id }) => id));
      return new Set(grants.filter(({ application }) => !good.has(application)).map(({ id }) => id));
    },
    transfer: (currency: string, { day, transfer }: Pick<PaidMonth, 'day' | 'transfer'>) =>
      table.get<Transfer>(keys.transfer(currency, day.slice(0, 7), transfer)),

    list: (deps: Dependencies, status: GrantStatus, districts: readonly string[], page: Paging) =>
      listQueues<Grant & Key>(
        deps,
        districts.map((district) => queue(OWNERS.grant, status, district)),
        page,
      ),

    /** The active grants of a district by what is due next, page by page; up to and with a month, or all. */
    async *active(district: string, until?: Month): AsyncGenerator<(Grant & Key)[]> {
      let after: string | undefined;
      for (;;) {
        const places = await table.queueAfter(active(district), PAGE, after);
        const due = until === undefined ? places : places.filter(({ qs }) => qs.slice(0, 7) <= until);
        if (due.length > 0) yield await table.getAll<Grant & Key>(due, { consistent: true });
        after = places.at(-1)?.qs;
        if (due.length < PAGE || after === undefined) return;
      }
    },

    /** The earliest month that is due in any of the districts. */
    async firstDue(districts: readonly string[]): Promise<Month | undefined> {
      const heads = await Promise.all(districts.map((one) => table.queueAfter(active(one), 1)));
      return heads
        .flat()
        .map(({ qs }) => qs.slice(0, 7))
        .sort()[0];
    },

    /** Grants of a district that were stopped since an instant, oldest first, at most a page of them. */
    async stoppedSince(district: string, since: string): Promise<Grant[]> {
      const places = await table.queueAfter(queue(OWNERS.grant, 'STOPPED', district), PAGE, since);
      return table.getAll<Grant & Key>(places);
    },

    run: (month: Month) => table.get<FeeRun>(keys.feeRun(month)),
    runs: (deps: Dependencies, page: Paging) =>
      listQueue<FeeRun & Key>(deps, queue(OWNERS.grant, 'RUN'), page, { newestFirst: true }),
    runHistory: (month: Month) => table.part<EventItem>(keys.feeRun(month).pk, 'EVT#', MANY),
    /** The latest month that was ever run. */
    async latestRun(): Promise<Month | undefined> {
      const { keys: found } = await table.queuePage(queue(OWNERS.grant, 'RUN'), {
        limit: 1,
        newestFirst: true,
      });
      return found[0]?.pk.slice(-7);
    },

    /** A page of a run's payments in the order of its files: by carrier, grant and month. */
    async lines(month: Month, limit: number, after?: string): Promise<{ items: Line[]; next?: string }> {
      const { items, more } = await table.leaf<Line>(keys.feeRun(month).pk, {
        limit,
        between: [LINE, `${LINE}~`],
        ...(after === undefined ? {} : { after: `${LINE}${after}` }),
      });
      const last = items.at(-1);
      return { items, ...(more && last ? { next: last.sk.slice(LINE.length) } : {}) };
    },
    /** All of them, as they are now. */
    allLines: (month: Month) => table.part<Line>(keys.feeRun(month).pk, LINE, 2_000_000_000),

    commit: <A>(deed: Omit<Commit<A>, 'pk'> & { id: string }): Promise<A> =>
      table.commit({ ...deed, pk: pk(deed.id) }),
    once: <A>(id: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(pk(id), intent, deed),
    commitRun: <A>(deed: Omit<Commit<A>, 'pk'> & { month: Month }): Promise<A> =>
      table.commit({ ...deed, pk: keys.feeRun(deed.month).pk }),
    onceOfRun: <A>(month: Month, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(keys.feeRun(month).pk, intent, deed),
  };
}
export type GrantsRepository = ReturnType<typeof grantsRepository>;
