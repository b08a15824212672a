import type { StaffActor } from '../kernel/actor.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { besideEntries } from './book-entry.ts';
import { entryDeed } from './deed.ts';
import { doingOf, isIncoming, moveEntry } from './entry.ts';
import { fail } from './fail.ts';
import { NO_CHANGE } from './placing.ts';
import { depositOf } from './undoing.ts';

/**
 * What was set aside is an entry that is booked already, or another one: then it is booked and waits for its place.
 * @throws DomainError ENTRY_UNKNOWN for one that it was not set aside for
 */
export const settleAside = (
  deps: Pick<Dependencies, 'table' | 'city' | 'ids' | 'clock'>,
  { id, actor, intent }: { id: string; actor: StaffActor; intent: Intent },
  { sameAs }: { sameAs?: string | undefined },
) =>
  entryDeed(deps, id, intent, async (entry) => {
    const doing = doingOf(actor, deps.clock.now().toISOString());
    if (sameAs !== undefined) {
      const moved = moveEntry(entry, 'recogniseSame', doing, {
        set: { sameAs, rest: 0 },
        refs: { other: sameAs },
      });
      if (!entry.like?.includes(sameAs)) throw fail('ENTRY_UNKNOWN', { entry: sameAs });
      return { moved, change: NO_CHANGE, rest: 0 };
    }
    const rest = Math.abs(entry.amount);
    const deposit = depositOf(deps, entry, rest, doing);
    const moved = moveEntry(entry, isIncoming(entry) ? 'book' : 'bookOutgoing', doing, {
      set: { rest, transfers: [deposit], base: [deposit.id] },
      facts: { amount: entry.amount },
    });
    return { moved, change: { ...NO_CHANGE, transfers: [deposit], writes: besideEntries([entry]) }, rest };
  });
