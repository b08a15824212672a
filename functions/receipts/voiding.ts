import { type Donation, moveDonation } from '../donations/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import {
  endsGift,
  giftOf,
  issueReceipt,
  type Numbered,
  padNumber,
  printNumber,
  seriesKeys,
  seriesYear,
  standingOf,
  type VoidReason,
  voidReceipt,
  yearsLater,
} from './domain.ts';
import { fail, readBeside, readReceipt, same } from './repository.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'clock'>;
interface By {
  readonly actor: StaffActor;
  readonly intent: Intent;
}

async function readDonation({ table }: Deps, id: string): Promise<Donation> {
  const donation = await table.get<Donation>(keys.donation(id));
  if (!donation) throw fail('NOT_FOUND');
  return donation;
}

/**
 * Makes a receipt void: the void beside it, the series' counters, the donation's state and the event are one
 * transaction. The giver is told why, and gets the paper no more.
 * @throws DomainError RECEIPT_VOID when it is void already
 */
export async function makeVoid(
  deps: Deps,
  { year, number }: Numbered,
  { reason, note }: { reason: VoidReason; note?: string | undefined },
  { actor, intent }: By,
): Promise<Numbered & { donation: string }> {
  const { table, city, clock } = deps;
  const receipt = await readReceipt(table, city.receiptIssuer.id, year, number);
  const answer = { year, number, donation: receipt.donation };
  const { pk } = keys.donation(receipt.donation);
  return table.once(pk, intent, async () => {
    const donation = await readDonation(deps, receipt.donation);
    if (!same(donation.receipt, receipt)) throw fail('RECEIPT_VOID');
    const at = instant(clock);
    const { voided, writes } = voidReceipt(city, receipt, { reason, note, by: actor.id, at });
    const moved = moveDonation(
      donation,
      'voidReceipt',
      { at, by: actedBy(actor) },
      {
        set: { voided: { year, number, reason } },
        remove: ['receipt'],
        ends: endsGift(reason),
        facts: {
          receipt: printNumber(receipt),
          reason,
          total: voided.total,
          ...(receipt.anonymous ? { anonymous: true } : {}),
        },
      },
    );
    return table.commit({
      intent,
      pk,
      event: moved.event,
      writes: [moved.write, ...writes],
      answer,
      refused: (_, found) => (found?.kind === 'receipt-void' ? fail('RECEIPT_VOID') : undefined),
    });
  });
}

/**
 * Issues a void receipt again under the next number of the running year, with the mark of the old one. Who it is made
 * out to is read from the contact as it is now; the value is the one that was accepted.
 * @throws DomainError RECEIPT_REPLACED when it was issued again before, ILLEGAL_MOVE when it is not void
 */
export async function issueAgain(
  deps: Deps,
  old: Numbered,
  { actor, intent }: By,
): Promise<Numbered & { replaces: Numbered }> {
  const { table, city, clock } = deps;
  const receipt = await readReceipt(table, city.receiptIssuer.id, old.year, old.number);
  const { pk } = keys.donation(receipt.donation);
  const attempt = async () => {
    const donation = await readDonation(deps, receipt.donation);
    const at = instant(clock);
    // A legal move first: the words of a refusal are about what the person sees.
    moveDonation(donation, 'reissueReceipt', { at, by: actedBy(actor) });
    if (!same(donation.voided, old)) throw fail('RECEIPT_REPLACED');
    const year = seriesYear(at, city.timeZone);
    const standing = standingOf(
      city,
      year,
      await table.getAll<Key>(seriesKeys(city, year), { consistent: true }),
    );
    const issued = issueReceipt(city, standing, giftOf(donation, receipt.givenOn), at);
    const { number, total } = issued.receipt;
    const moved = moveDonation(
      donation,
      'reissueReceipt',
      { at, by: actedBy(actor) },
      {
        set: { receipt: { year, number } },
        remove: ['voided'],
        facts: { year, number, total, replaces: printNumber(old) },
      },
    );
    return table.commit({
      intent,
      pk,
      event: moved.event,
      writes: [moved.write, ...issued.writes],
      answer: { year, number, replaces: { year: old.year, number: old.number } },
      refused: (write) => (issued.takesNumber.includes(write) ? new Taken() : undefined),
    });
  };
  return table.once(pk, intent, () => contend(attempt, () => fail('BUSY')));
}

/**
 * A copy on paper (사본): counted beside the receipt, append-only, marked with its number and day.
 * @throws DomainError ELECTRONIC_ONLY (paper and electronic doubles are barred), RECEIPT_VOID, RECEIPT_NOT_READY
 */
export async function giveCopy(
  { table, city, clock }: Deps,
  { year, number }: Numbered,
  { actor, intent }: By,
): Promise<{ copy: number }> {
  const issuer = city.receiptIssuer.id;
  const receipt = await readReceipt(table, issuer, year, number);
  if (receipt.medium === 'electronic') throw fail('ELECTRONIC_ONLY');
  const { pk } = keys.receipt(issuer, year, number);
  return table.once(pk, intent, async () => {
    const { voided, copies } = await readBeside(table, issuer, receipt);
    if (voided) throw fail('RECEIPT_VOID');
    const at = instant(clock);
    const copy = copies.length + 1;
    const kept = yearsLater(localDate(at, city.timeZone), city.retention.receiptYears);
    return table.commit({
      intent,
      pk,
      event: {
        type: 'receipt.copy',
        subject: receipt.donation,
        at,
        by: actedBy(actor),
        facts: { receipt: printNumber(receipt), year, number, copy },
      },
      writes: [
        {
          put: {
            ...keys.receiptCopy(issuer, year, number, copy),
            kind: 'receipt-copy',
            copy,
            by: actor.id,
            at,
            retainUntil: kept,
          },
        },
      ],
      answer: { copy },
    });
  });
}

/** Names a marked paper: `VOID`, `COPY-003`. */
export const copyMark = (copy: number): string => `COPY-${padNumber(copy).slice(-3)}`;
