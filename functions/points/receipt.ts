import { localDate } from '../kernel/clock.ts';
import { fail, type Line, type Member, type Moment, mustBeMember, written } from './member.ts';

/** A gift of points that a receipt is for, as gifts take it. */
export interface Part {
  readonly amount: number;
  readonly day: string;
  readonly purpose: string;
  readonly transfer: string;
}

/** Receipts that the member's page still lists. */
const LISTED = 50;

/**
 * The gifts of a year that have no receipt yet, on their way into one.
 * @param lines of the member, from the version of `since` to the one that was read
 * @param gift id under which the receipt is issued
 * @throws DomainError NOT_A_MEMBER, RECEIPT_TOO_SMALL with what it would be and from where on there is one
 */
export function takeForReceipt(
  before: Member | undefined,
  year: string,
  lines: readonly Line[],
  gift: string,
  { city }: Pick<Moment, 'city'>,
) {
  mustBeMember(before);
  const { [year]: open, ...others } = before.unreceipted;
  const from = city.points.receiptFrom;
  if (!open || open.worth < from) throw fail('RECEIPT_TOO_SMALL', { worth: open?.worth ?? 0, from });
  const parts = lines.flatMap(({ what, at, worth, purpose, transfer }): Part[] => {
    const day = localDate(at, city.timeZone);
    return what === 'GIVEN' && worth !== undefined && purpose !== undefined && day.startsWith(year)
      ? [{ amount: worth, day, purpose, transfer }]
      : [];
  });
  // What the member was told, and what the lines say: a receipt is for neither more nor less.
  if (parts.reduce((sum, { amount }) => sum + amount, 0) !== open.worth)
    throw new Error('gifts that do not add up to their receipt');
  const member: Member = {
    ...before,
    version: before.version + 1,
    unreceipted: others,
    receipts: [gift, ...before.receipts].slice(0, LISTED),
  };
  return { member, parts, memberWrite: written(member, before, city) };
}
