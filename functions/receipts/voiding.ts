import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import {
  endsGift,
  issueReceipt,
  type Numbered,
  padNumber,
  printNumber,
  readStanding,
  type VoidReason,
  voidReceipt,
  yearsLater,
} from './domain.ts';
import { fail, readBeside, readReceipt, same } from './repository.ts';
import { giftAgain, keyOf, mustFit, readSubject } from './subjects.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'clock'>;
interface By {
  readonly actor: StaffActor;
  readonly intent: Intent;
}

/**
 * Makes a receipt void: the void beside it, the series' counters, the gift's state and the event are one
 * transaction. The giver is told why, and gets the paper no more.
 * @throws DomainError RECEIPT_VOID when it is void already
 */
export async function makeVoid(
  deps: Deps,
  { year, number }: Numbered,
  { reason, note }: { reason: VoidReason; note?: string | undefined },
  { actor, intent }: By,
): Promise<Numbered & { gift: string }> {
  const { table, city, clock } = deps;
  const receipt = await readReceipt(table, city.receiptIssuer.id, year, number);
  mustFit(receipt, reason);
  const answer = { year, number, gift: receipt.gift };
  const { pk } = keyOf(receipt.gift);
  return table.once(pk, intent, async () => {
    const subject = await readSubject(table, receipt.gift);
    if (!same(subject.receipt, receipt)) throw fail('RECEIPT_VOID');
    const at = instant(clock);
    const { voided, writes } = voidReceipt(city, receipt, { reason, note, by: actor.id, at });
    const moved = subject.move(
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
  const { pk } = keyOf(receipt.gift);
  const attempt = async () => {
    const subject = await readSubject(table, receipt.gift);
    const at = instant(clock);
    // A legal move first: the words of a refusal are about what the person sees.
    subject.move('reissueReceipt', { at, by: actedBy(actor) });
    if (!same(subject.voided, old)) throw fail('RECEIPT_REPLACED');
    const standing = await readStanding(table, city, at);
    const issued = issueReceipt(city, standing, giftAgain(subject, receipt), at);
    const { year, number, total } = issued.receipt;
    const moved = subject.move(
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
        subject: receipt.gift,
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
