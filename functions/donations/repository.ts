import type { Intent } from '../kernel/contract.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { DonationStatus } from './contract.ts';
import type { Donation } from './domain.ts';
import { fail } from './offer.ts';

/** @param ref id or reference @throws DomainError NOT_FOUND, also for an id that only ends like one */
export async function readDonation(table: Table, ref: string): Promise<Donation> {
  const donation = await table.get<Donation>(keys.donation(ref));
  if (!donation || (donation.id !== ref && donation.reference !== ref)) throw fail('NOT_FOUND');
  return donation;
}

/** An offer's way has about ten events; a hundred leave room for every booking that was changed. */
export const readHistory = async (table: Table, donation: Donation): Promise<EventItem[]> => {
  const events = await table.part<EventItem>(keys.donation(donation.id).pk, 'EVT#', 100);
  return events.toSorted((a, b) => a.at.localeCompare(b.at));
};

export const listDonations = (
  deps: Pick<Dependencies, 'table' | 'vault'>,
  status: DonationStatus,
  page: { limit: number; cursor?: string | undefined },
) => listQueue<Donation & Key>(deps, queue('DON', status), page);

/** Writes what was decided about one offer, with its event. */
export const commitDonation = <A>(
  table: Table,
  intent: Intent,
  decided: { event: DomainEvent; writes: readonly Write[] },
  answer: A,
): Promise<A> => table.commit({ intent, pk: keys.donation(decided.event.subject).pk, ...decided, answer });

/** The next numbers of the year's labels. They may have gaps: a number is used up even if the arrival then fails. */
export async function takeAssetCounts(table: Table, year: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const last = await table.increment(keys.assetCounter(year), 'last', count);
  return Array.from({ length: count }, (_, i) => last - count + 1 + i);
}
