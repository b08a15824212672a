import type { Intent } from '../kernel/contract.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { ListStatus } from './contract.ts';
import { type Doing, type List, listEvent } from './list.ts';

/** How far a work in parts is, as its caller hears it. */
export interface Progress {
  readonly id: string;
  readonly status: ListStatus;
  readonly done: number;
  readonly of: number;
}

/** One transaction of the work, and how far it brings it. */
export interface Turn {
  readonly done: number;
  readonly writes: readonly Write[];
}
export interface End {
  readonly event: DomainEvent;
  readonly writes: readonly Write[];
  readonly answer: Progress;
}

export interface Work {
  /** States in which there is nothing left to do. */
  readonly over: readonly ListStatus[];
  /** What comes next for the list as it is; `again` when it was somebody else's meanwhile. @throws DomainError when the work is not to be done */
  turn(
    list: List,
  ): Promise<{ readonly part: Turn } | { readonly end: End } | { readonly over: Progress } | 'again'>;
}

/** An API function has 10 s; a part takes some 100 ms at most, so that a call of 5 s ends well before. */
const BUDGET_MS = 5_000;

async function readList(table: Table, id: string): Promise<List> {
  const list = await table.get<List>(keys.list(id));
  if (!list) throw fail('NOT_FOUND');
  return list;
}

/**
 * Does a list's work part by part for as long as a call may. The last part of a call, or the end of the work, is
 * written with the call's event, so that the same call again gives the same answer. Whoever loses a part to
 * somebody else reads how far the list is and goes on from there.
 */
export function untilDone(
  { table }: { readonly table: Table },
  id: string,
  doing: Doing,
  intent: Intent,
  work: Work,
): Promise<Progress> {
  const { pk } = keys.list(id);
  const until = performance.now() + BUDGET_MS;
  return table.once(pk, intent, async () => {
    // A call that was carried out does no more work when it is repeated: `once` gives its answer again.
    if (await table.get(keys.event(pk, intent.key), ['pk'])) throw fail('KEY_REUSED');
    for (;;) {
      const list = await readList(table, id);
      const of = list.units ?? 0;
      if (work.over.includes(list.status)) return { id, status: list.status, done: of, of };
      const next = await work.turn(list);
      if (next === 'again') {
        if (performance.now() < until) continue;
        throw fail('CHANGED_MEANWHILE');
      }
      if ('over' in next) return next.over;
      if ('end' in next) return table.commit({ intent, pk, ...next.end });
      const { done, writes } = next.part;
      if (performance.now() < until) {
        await table.transact(writes);
        continue;
      }
      const event = listEvent(list, 'goOn', doing, { done });
      return table.commit({ intent, pk, event, writes, answer: { id, status: list.status, done, of } });
    }
  });
}
