import type { City } from '../kernel/city.ts';
import { type Clock, localDate } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import {
  giftOf,
  issueReceipt,
  type Standing,
  seriesKeys,
  seriesYear,
  standingOf,
} from '../receipts/domain.ts';
import type { DonationStatus } from './contract.ts';
import { type Act, type Donation, moveDonation } from './domain.ts';
import { fail } from './offer.ts';

export interface Accepted {
  readonly id: string;
  readonly status: DonationStatus;
  readonly receipt: { readonly year: string; readonly number: number };
}

/**
 * Accepts valued goods with the receipt that follows in the series: state, series and receipt are one decision.
 * Goods that were valued anew after their receipt was made void get a receipt with the mark of the void one.
 */
export function acceptGoods(
  donation: Donation,
  act: Act,
  city: City,
  standing: Standing,
): { event: DomainEvent; writes: Write[]; takesNumber: Write[]; answer: Accepted } {
  mustBeUnaccepted(donation);
  const { voided } = donation;
  const gift = giftOf(donation, localDate(donation.stages.RECEIVED ?? act.at, city.timeZone));
  const { receipt, takesNumber, writes } = issueReceipt(city, standing, gift, act.at);
  const { year, number, total } = receipt;
  const moved = moveDonation(donation, 'accept', act, {
    set: { receipt: { year, number }, ...(act.by.id ? { acceptedBy: act.by.id } : {}) },
    ...(voided ? { remove: ['voided'] as const } : {}),
    facts: { year, number, total },
  });
  return {
    event: moved.event,
    writes: [moved.write, ...writes],
    takesNumber,
    answer: { id: donation.id, status: moved.to, receipt: { year, number } },
  };
}

/** @throws DomainError ACCEPTED_BY_ANOTHER with the staff id of whoever was quicker */
function mustBeUnaccepted({ status, acceptedBy, stages, receipt }: Donation): void {
  if ((status !== 'ACCEPTED' && status !== 'RECEIPTED') || !acceptedBy) return;
  throw fail('ACCEPTED_BY_ANOTHER', { by: acceptedBy, at: stages.ACCEPTED, ...receipt });
}

/**
 * Accepts a donation under the next number of the year's series. Optimistic: whoever finds the number taken reads
 * the series again and issues anew, until it is done. The number is taken in the transaction that writes the
 * receipt, so a crash at any point leaves neither a gap nor a double.
 * @throws DomainError BUSY (409, nothing written) after 6 s of contention, ACCEPTED_BY_ANOTHER
 */
export function acceptDonation(
  { table, city, clock }: { table: Table; city: City; clock: Clock },
  intent: Intent,
  donation: Donation,
  by: Act['by'],
): Promise<Accepted> {
  return contend(
    async () => {
      const at = clock.now().toISOString();
      const year = seriesYear(at, city.timeZone);
      const found = await table.getAll(seriesKeys(city, year), { consistent: true });
      const standing = standingOf(city, year, found);
      const { takesNumber, ...accepted } = acceptGoods(donation, { at, by }, city, standing);
      return table.commit({
        intent,
        pk: keys.donation(donation.id).pk,
        ...accepted,
        refused: (write, now) => {
          if (takesNumber.includes(write)) return new Taken();
          if (now?.kind === 'donation') mustBeUnaccepted(now as unknown as Donation);
          return undefined;
        },
      });
    },
    () => fail('BUSY'),
  );
}
