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
    ...(donation.donorHash ? { donorHash: donation.donorHash } : {}),
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
class NumberTaken extends Error {}

/** Within the API function's 10 s; whoever hears BUSY asks again with the same key. */
const PATIENCE_MS = 6000;
/**
 * Waits with full jitter from 25 ms up to 2 s: N who wait for one number need N × 15 ms of room between them,
 * or each round has one winner and N losers. The series is read after the wait, so that what is read is fresh.
 */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2000, 25 * 2 ** attempt)));

/**
 * Lets the acceptances of one process go one after the other. On Lambda a process has one at a time anyway; where
 * one process serves many, they need not fight for the number.
 */
export function inTurn(): <A>(deed: () => Promise<A>) => Promise<A> {
  let last: Promise<unknown> = Promise.resolve();
  return (deed) => {
    const mine = last.then(deed, deed);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * Accepts a donation under the next number of the year's series. Optimistic: whoever finds the number taken reads
 * the series again and issues anew, until it is done. The number is taken in the transaction that writes the
 * receipt, so a crash at any point leaves neither a gap nor a double.
 * @throws DomainError BUSY (409, nothing written) after 6 s of contention
 */
export async function acceptDonation(
  { table, city, clock }: { table: Table; city: City; clock: Clock },
  intent: Intent,
  donation: Donation,
  by: Act['by'],
): Promise<Accepted> {
  const start = performance.now();
  for (let attempt = 0; ; attempt++) {
    const at = clock.now().toISOString();
    const series = keys.series(city.receiptIssuer.id, seriesYear(at, city.timeZone));
    const last = (await table.get<Series>(series))?.last ?? 0;
    const { takesNumber, ...accepted } = acceptGoods(donation, { at, by }, city, last);
    try {
      return await table.commit({
        intent,
        pk: keys.donation(donation.id).pk,
        ...accepted,
        refused: (write) => (write === takesNumber ? new NumberTaken() : undefined),
      });
    } catch (error) {
      if (!(error instanceof NumberTaken) && !isBusy(error)) throw error;
      if (performance.now() - start > PATIENCE_MS) throw fail('BUSY');
      await pause(attempt);
    }
  }
}

const isBusy = (error: unknown): boolean => error instanceof DomainError && error.code === 'BUSY';
