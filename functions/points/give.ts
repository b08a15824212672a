import { post, purpose, transferOf } from '../ledger/domain.ts';
import { takePoints } from './lots.ts';
import {
  type Decided,
  eventOf,
  fail,
  lineWrite,
  type Member,
  type Moment,
  moved,
  mustBeMember,
  pointsTransfer,
  today,
  usableBalance,
  written,
} from './member.ts';

export interface PointsGift {
  readonly points: number;
  /** Code of a purpose of the city pack. */
  readonly purpose: string;
}

export interface Given {
  readonly points: number;
  readonly purpose: string;
  readonly worth: number;
  readonly balance: number;
  readonly transfer: string;
}

/**
 * Points become money: they go back to the pool, and the city owes the purpose their worth. Lots, both transfers, line
 * and event are one decision; the oldest points are taken first.
 * @throws DomainError NOT_A_MEMBER, PURPOSE_UNKNOWN, BALANCE_TOO_LOW with what is usable today
 */
export function give(
  before: Member | undefined,
  gift: PointsGift,
  moment: Moment,
): Decided & { readonly answer: Given } {
  mustBeMember(before);
  const { city, at, ids } = moment;
  if (!city.fund.purposes.some(({ code }) => code === gift.purpose))
    throw fail('PURPOSE_UNKNOWN', {}, [{ path: 'purpose', code: 'INVALID' }]);
  const now = today(moment);
  const { points } = gift;
  const lots = takePoints(before.lots, points, now);
  if (!lots)
    throw fail('BALANCE_TOO_LOW', { account: 'member', balance: usableBalance(before, now) }, [
      { path: 'points', code: 'BALANCE_TOO_LOW' },
    ]);
  const worth = points * city.points.worth;
  // What it is for stands with the money: a purpose's list is of money alone.
  const out = pointsTransfer(before, 'out', { amount: points, cause: 'POINTS_GIVEN' }, moment);
  const money = transferOf(
    ids.ulid(),
    {
      debit: 'settlement',
      credit: purpose(gift.purpose),
      currency: city.currency.code,
      amount: worth,
      cause: 'POINTS_GIVEN',
      purpose: gift.purpose,
      refs: { points: out.id },
    },
    { at, timeZone: city.timeZone },
  );
  const year = now.slice(0, 4);
  const open = before.unreceipted[year];
  const after = moved(before, lots, { given: before.given + points });
  const sum = {
    points: (open?.points ?? 0) + points,
    worth: (open?.worth ?? 0) + worth,
    since: open?.since ?? after.version,
  };
  const member: Member = { ...after, unreceipted: { ...before.unreceipted, [year]: sum } };
  const memberWrite = written(member, before, city);
  return {
    member,
    memberWrite,
    answer: { points, purpose: gift.purpose, worth, balance: usableBalance(member, now), transfer: money.id },
    event: eventOf(member, 'give', moment, {
      refs: { transfer: money.id, points: out.id },
      facts: { points, worth, purpose: gift.purpose },
    }),
    writes: [
      memberWrite,
      lineWrite(member, out, { what: 'GIVEN', purpose: gift.purpose, worth, transfer: money.id }),
      ...post([out, money]).writes,
    ],
  };
}
