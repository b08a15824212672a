import type { City } from '../kernel/city.ts';
import { type Clock, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import { DomainError } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { issueReceipt, type Series, seriesYear } from '../receipts/domain.ts';
import type { DonationStatus } from './contract.ts';
import { type Act, type Donation, moveDonation } from './domain.ts';
import { fail } from './offer.ts';

export interface Accepted {
  readonly id: string;
  readonly status: DonationStatus;
  readonly receipt: { readonly year: string; readonly number: number };
}

/** Accepts valued goods with the receipt that follows `last`: state, series and receipt are one decision. */
export function acceptGoods(
  donation: Donation,
  act: Act,
  city: City,
  last: number,
): { event: DomainEvent; writes: Write[]; takesNumber: Write; answer: Accepted } {
  const { receiptIssuer, timeZone } = city;
  const { receipt, takesNumber, writes } = issueReceipt({
    issuer: receiptIssuer.id,
    typeCode: receiptIssuer.typeCode,
    year: seriesYear(act.at, timeZone),
    last,
    donation: donation.id,
    personId: donation.personId,
    giverKind: donation.giverKind,
    givenOn: localDate(donation.stages.RECEIVED ?? act.at, timeZone),
    lines: donation.valuation?.lines ?? [],
    at: act.at,
  });
  const { year, number, total } = receipt;
  const moved = moveDonation(donation, 'accept', act, {
    set: { receipt: { year, number } },
    facts: { year, number, total },
  });
  return {
    event: moved.event,
    writes: [moved.write, ...writes],
    takesNumber,
    answer: { id: donation.id, status: moved.to, receipt: { year, number } },
  };
}

/** Another acceptance took the number meanwhile. Never leaves this file. */
class NumberTaken extends Error {
  readonly last: number;
  constructor(last: number) {
    super('NUMBER_TAKEN');
    this.last = last;
  }
}

/** Within the API function's 10 s: 200 acceptances at once, about 20 ms each one after the other, are done in 4 s. */
const PATIENCE_MS = 6000;
/** Waits grow from 10 to 400 ms, with jitter, so that those who wait do not meet again. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(400, 10 * 2 ** attempt)));

/**
 * Accepts a donation under the next number of the year's series. Optimistic: whoever finds the number taken issues
 * anew with the one after it, until it is done.
 * @throws DomainError BUSY (409, nothing written) after 6 s of contention
 */
export async function acceptDonation(
  { table, city, clock }: { table: Table; city: City; clock: Clock },
  intent: Intent,
  donation: Donation,
  by: Act['by'],
): Promise<Accepted> {
  const start = performance.now();
  const year = seriesYear(clock.now(), city.timeZone);
  let last = (await table.get<Series>(keys.series(city.receiptIssuer.id, year)))?.last ?? 0;
  for (let attempt = 0; ; attempt++) {
    const at = clock.now().toISOString();
    // At midnight on New Year's Eve the series changes under our hands: start again with the new one.
    if (seriesYear(at, city.timeZone) !== year)
      return acceptDonation({ table, city, clock }, intent, donation, by);
    const { takesNumber, ...accepted } = acceptGoods(donation, { at, by }, city, last);
    try {
      return await table.commit({
        intent,
        pk: keys.donation(donation.id).pk,
        ...accepted,
        refused: (write, found) =>
          write === takesNumber ? new NumberTaken(Number(found?.last ?? 0)) : undefined,
      });
    } catch (error) {
      const again = error instanceof NumberTaken || (error instanceof DomainError && error.code === 'BUSY');
      if (!again) throw error;
      if (performance.now() - start > PATIENCE_MS) throw fail('BUSY');
      if (error instanceof NumberTaken) last = error.last;
      await pause(attempt);
    }
  }
}
