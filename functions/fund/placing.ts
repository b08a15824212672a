import { bookGift, type Gift, type GiverWrites, unannouncedGift } from '../gifts/domain.ts';
import type { City } from '../kernel/city.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import {
  type Account,
  carrier,
  purpose,
  type Transfer,
  type TransferOrder,
  transferOf,
} from '../ledger/domain.ts';
import { readStanding } from '../receipts/domain.ts';
import { type Doing, type Entry, moveEntry, type Part } from './entry.ts';
import { fail } from './fail.ts';
import { isOpen } from './matching.ts';
import { giftsOfYear, spendOfYear } from './years.ts';

export type Refused = (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;

/** What a deed does besides moving its entry: all for one transaction. */
export interface Change {
  readonly transfers: readonly Transfer[];
  readonly writes: readonly Write[];
  /** Of other records that are moved along. */
  readonly events: readonly { readonly pk: string; readonly event: DomainEvent }[];
  /** When one of these is refused, another receipt was quicker. */
  readonly taken: readonly Write[];
  readonly refused: readonly Refused[];
}
export const NO_CHANGE: Change = { transfers: [], writes: [], events: [], taken: [], refused: [] };
export const together = (...changes: readonly Change[]): Change => ({
  transfers: changes.flatMap(({ transfers }) => transfers),
  writes: changes.flatMap(({ writes }) => writes),
  events: changes.flatMap(({ events }) => events),
  taken: changes.flatMap(({ taken }) => taken),
  refused: changes.flatMap(({ refused }) => refused),
});

/** What a part of an entry is found to be. */
export type Wish =
  | {
      readonly as: 'GIFT';
      readonly gift?: Gift;
      readonly giver?: GiverWrites | undefined;
      /** ULID of a gift that nobody announced. */
      readonly key: string;
      readonly purpose?: string | undefined;
    }
  | { readonly as: 'SETTLEMENT' | 'COSTS' }
  | { readonly as: 'OTHER' | 'PURCHASE'; readonly purpose: string }
  | { readonly as: 'CARRIER'; readonly carrier: string }
  | { readonly as: 'REFUND'; readonly of: Entry };

/** The entry as far as its transfers need it. */
export type Source = Pick<Entry, 'id' | 'day' | 'statement' | 'currency' | 'amount'>;

export type Placing = Pick<Dependencies, 'table' | 'city' | 'ids'>;

/** A transfer of an entry: it counts on the bank's day and names entry and statement. */
export function transferFor(
  { ids, city }: Pick<Placing, 'ids' | 'city'>,
  entry: Source,
  { at }: Doing,
  order: Omit<TransferOrder, 'currency' | 'valueDay'>,
): Transfer {
  const refs = { entry: entry.id, statement: entry.statement, ...order.refs };
  const moment = { at, timeZone: city.timeZone };
  return transferOf(ids.ulid(), { ...order, currency: entry.currency, valueDay: entry.day, refs }, moment);
}

/** @throws DomainError PURPOSE_UNKNOWN */
export function mustBePurpose(city: City, code: string): string {
  if (!city.fund.purposes.some((one) => one.code === code))
    throw fail('PURPOSE_UNKNOWN', {}, [{ path: 'purpose', code: 'PURPOSE_UNKNOWN' }]);
  return code;
}

interface Placed {
  readonly part: Omit<Part, 'n'>;
  readonly change: Change;
}

/**
 * Brings a part of an entry's money to its place.
 * @param from where it waits: unidentified or suspense; `bank` when it is known as it is booked
 * @throws DomainError GIFT_TAKEN, PURPOSE_UNKNOWN, CARRIER_UNKNOWN, NO_SUCH_REFUND, LIMIT_REACHED
 */
export async function placePart(
  deps: Placing,
  entry: Source,
  from: Account,
  amount: number,
  wish: Wish,
  doing: Doing,
): Promise<Placed> {
  const part = { amount, as: wish.as, by: doing.by.id ?? doing.by.kind, at: doing.at };
  const moving = (...orders: Omit<TransferOrder, 'currency' | 'valueDay' | 'amount'>[]) =>
    orders.map((order) => transferFor(deps, entry, doing, { ...order, amount }));
  const year = entry.day.slice(0, 4);
  const placed = (transfers: Transfer[], more: Partial<Part>, change: Partial<Change> = {}): Placed => ({
    part: { ...part, ...more, transfers: transfers.map(({ id }) => id) },
    change: { ...NO_CHANGE, transfers, ...change },
  });
  switch (wish.as) {
    case 'GIFT':
      return placeGift();
    case 'SETTLEMENT':
      return placed(
        moving({ debit: from, credit: 'settlement', cause: 'SETTLEMENT' }),
        {},
        {
          writes: [giftsOfYear(year, amount)],
        },
      );
    case 'OTHER': {
      const to = mustBePurpose(deps.city, wish.purpose);
      // By way of suspense: what nobody gave (interest) is not among the gifts of the purpose.
      return placed(
        moving(
          { debit: from, credit: 'suspense', cause: 'ASSIGNMENT' },
          { debit: 'suspense', credit: purpose(to), cause: 'ASSIGNMENT', purpose: to },
        ),
        { purpose: to },
      );
    }
    case 'COSTS':
      return placed(moving({ debit: 'costs', credit: from, cause: 'COSTS_PAID' }), {});
    case 'PURCHASE': {
      const of = mustBePurpose(deps.city, wish.purpose);
      const limit = deps.city.fund.purposes.find(({ code }) => code === of)?.yearlyLimit;
      const { write, refused } = spendOfYear(of, year, amount, limit);
      return placed(
        moving({ debit: purpose(of), credit: from, cause: 'PURCHASE', purpose: of }),
        { purpose: of },
        { writes: [write], refused: [refused] },
      );
    }
    case 'CARRIER': {
      const code = wish.carrier;
      if (!deps.city.fees.carriers.some((one) => one.code === code))
        throw fail('CARRIER_UNKNOWN', {}, [{ path: 'carrier', code: 'CARRIER_UNKNOWN' }]);
      // What a carrier sends back stands at it again, until the grant says which fee it was.
      return placed(
        entry.amount > 0
          ? moving({ debit: from, credit: carrier(code), cause: 'CORRECTION' })
          : moving({ debit: carrier(code), credit: from, cause: 'CARRIER_PAID' }),
        { carrier: code },
      );
    }
    case 'REFUND':
      return payRefund(wish.of);
  }

  async function placeGift(): Promise<Placed> {
    if (wish.as !== 'GIFT') throw new Error('no gift');
    const { gift, giver, key } = wish;
    if (gift && !isOpen(gift)) throw fail('GIFT_TAKEN', { gift: gift.id, status: gift.status });
    const to = mustBePurpose(deps.city, wish.purpose ?? gift?.purpose ?? deps.city.fund.default);
    const id = gift?.id ?? newId('gift', key);
    const cause = from === 'bank' ? 'DEPOSIT' : 'ASSIGNMENT';
    const transfers = moving({ debit: from, credit: purpose(to), cause, purpose: to, refs: { gift: id } });
    const booking = {
      city: deps.city,
      standing: await readStanding(deps.table, deps.city, doing.at),
      act: doing,
      entry: { id: entry.id, day: entry.day, transfers },
    };
    const booked = gift ? bookGift({ ...booking, gift }) : unannouncedGift({ ...booking, key, giver });
    return placed(
      transfers,
      { gift: id, purpose: to },
      {
        writes: [...booked.writes, giftsOfYear(year, amount)],
        events: [{ pk: booked.pk, event: booked.event }],
        taken: booked.takesNumber,
      },
    );
  }

  /** @throws DomainError NO_SUCH_REFUND: nothing of this amount is to be paid back on that entry */
  function payRefund(of: Entry): Placed {
    if (of.status !== 'REFUNDING' || of.amount !== amount)
      throw fail('NO_SUCH_REFUND', { entry: of.id, status: of.status });
    const { write, event } = moveEntry(of, 'payRefund', doing, { refs: { paid: entry.id } });
    return placed(
      moving({ debit: 'refunds', credit: from, cause: 'REFUND_PAID', refs: { refunded: of.id } }),
      { entry: of.id },
      {
        writes: [write, { remove: keys.openRefund(amount, of.id), when: { exists: true } }],
        events: [{ pk: keys.bankEntry(of.id).pk, event }],
      },
    );
  }
}
