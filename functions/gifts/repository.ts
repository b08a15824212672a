import type { Intent } from '../kernel/contract.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { fail } from './announcing.ts';
import type { GiftStatus } from './contract.ts';
import type { Gift } from './domain.ts';

/** @param ref id or reference @throws DomainError NOT_FOUND, also for an id that only ends like one */
export async function readGift(table: Table, ref: string): Promise<Gift> {
  const gift = await table.get<Gift>(keys.gift(ref));
  if (!gift || (gift.id !== ref && gift.reference !== ref)) throw fail('NOT_FOUND');
  return gift;
}

/** A gift's way has about five events; a hundred leave room for receipts that are corrected. */
export const readHistory = (table: Table, gift: Gift): Promise<EventItem[]> =>
  table.part<EventItem>(keys.gift(gift.id).pk, 'EVT#', 100);

export const listGifts = (
  deps: Pick<Dependencies, 'table' | 'vault'>,
  status: GiftStatus,
  page: { limit: number; cursor?: string | undefined },
) => listQueue<Gift & Key>(deps, queue('GFT', status), page);

/** Writes what was decided about one gift, with its event. */
export const commitGift = <A>(
  table: Table,
  intent: Intent,
  decided: { event: DomainEvent; writes: readonly Write[] },
  answer: A,
): Promise<A> => {
  const { event, writes } = decided;
  return table.commit({ intent, pk: keys.gift(event.subject).pk, event, writes, answer });
};
