import { localDate } from '../kernel/clock.ts';
import { fail } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys, type QueuePlace, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Account, isGuarded, isKept } from './accounts.ts';

export * from './accounts.ts';

/** Why money or points move. */
export const CAUSES = [
  'DEPOSIT',
  'WITHDRAWAL',
  'ASSIGNMENT',
  'POINTS_GIVEN',
  'POINTS_EARNED',
  'POINTS_EXPIRED',
  'SETTLEMENT',
  'GRANT',
  'GRANT_ENDED',
  'FEE',
  'CARRIER_PAID',
  'PURCHASE',
  'COSTS',
  'COSTS_PAID',
  'REFUND',
  'REFUND_PAID',
  'CORRECTION',
] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * A transfer as it is stored, never changed: one item names both accounts, so that debits equal credits by
 * construction. A mistake is put right by a counter-entry (`correctionOf`).
 */
export interface Transfer {
  readonly kind: 'transfer';
  readonly id: string;
  readonly debit: Account;
  readonly credit: Account;
  /** The city's currency, or POINT. */
  readonly currency: string;
  /** In the minor unit (₩, points): a positive integer. */
  readonly amount: number;
  readonly purpose?: string;
  readonly cause: Cause;
  /** When it was written, ISO UTC, and the day of it in the city. */
  readonly at: string;
  readonly day: string;
  /** The day on which it counts, where the bank or a month says another: the entry's day. */
  readonly valueDay?: string;
  /** Ids of what it rests on: `{ gift, entry, grant, statement, run, corrects }`. */
  readonly refs: Readonly<Record<string, string>>;
}

export type TransferOrder = Pick<Transfer, 'debit' | 'credit' | 'currency' | 'amount' | 'cause'> &
  Partial<Pick<Transfer, 'purpose' | 'valueDay' | 'refs'>>;

/** What a ledger needs to know of the moment: the id's ULID is the caller's (idempotency key or `ids.ulid()`). */
export interface Moment {
  readonly at: string;
  readonly timeZone: string;
}

/** @throws Error when accounts, amount or currency cannot be a transfer's: a fault of the caller, not of a person */
export function transferOf(ulid: string, order: TransferOrder, { at, timeZone }: Moment): Transfer {
  if (order.debit === order.credit) throw new Error('a transfer between one account and itself');
  if (!Number.isSafeInteger(order.amount) || order.amount <= 0) throw new Error('an amount that is none');
  const { debit, credit, currency, amount, cause, purpose, valueDay, refs } = order;
  return {
    kind: 'transfer',
    id: newId('transfer', ulid),
    ...{ debit, credit, currency, amount, cause, at },
    ...(purpose ? { purpose } : {}),
    ...(valueDay ? { valueDay } : {}),
    day: localDate(at, timeZone),
    refs: refs ?? {},
  };
}

/**
 * The writes of some transfers, for one transaction together with the state that they rest on: each transfer is put
 * once, and every kept account is moved by what the transfers come to, guarded where it may not fall below zero.
 * Members' points are kept by `points` with their lots: it adds that write itself.
 * @returns `writes`, and `refused` for `Commit.refused`: BALANCE_TOO_LOW with the account that has not enough
 */
export function post(transfers: readonly Transfer[]): {
  writes: Write[];
  refused: (write: Write) => Error | undefined;
} {
  const moved = new Map<string, { account: Account; currency: string; debits: number; credits: number }>();
  for (const { debit, credit, currency, amount } of transfers) {
    for (const [account, debits, credits] of [
      [debit, amount, 0],
      [credit, 0, amount],
    ] as const) {
      if (!isKept(account)) continue;
      const key = `${account}|${currency}`;
      const so = moved.get(key) ?? { account, currency, debits: 0, credits: 0 };
      moved.set(key, { ...so, debits: so.debits + debits, credits: so.credits + credits });
    }
  }
  const balances = [...moved.values()].map((sums) => ({ account: sums.account, write: movedBalance(sums) }));
  return {
    writes: [
      ...transfers.map((transfer) => ({
        put: { ...keyOf(transfer), ...placeOf(transfer), ...transfer },
      })),
      ...balances.map(({ write }) => write),
    ],
    refused: (write) => {
      const low = balances.find((one) => one.write === write);
      return low && fail('BALANCE_TOO_LOW', { account: low.account });
    },
  };
}

/** Where a transfer stands. */
export const keyOf = ({ currency, day, id }: Pick<Transfer, 'currency' | 'day' | 'id'>): Key =>
  keys.transfer(currency, day.slice(0, 7), id);

/** The list of a purpose's transfers in a month; those without a purpose are in none. */
export const purposeQueue = (currency: string, month: string, purpose: string): string =>
  queue('LED', currency, month, purpose);
const placeOf = ({ currency, day, purpose, id }: Transfer): Partial<QueuePlace> =>
  purpose ? { q: purposeQueue(currency, day.slice(0, 7), purpose), qs: id } : {};

function movedBalance(sums: { account: Account; currency: string; debits: number; credits: number }): Write {
  const { account, currency, debits, credits } = sums;
  const balance = credits - debits;
  const guarded = isGuarded(account) && balance < 0;
  return {
    update: keys.balance(account, currency),
    change: { set: { kind: 'balance', account, currency }, add: { balance, debits, credits } },
    when: guarded ? { atLeast: { balance: -balance } } : {},
  };
}

/** A kept account as it stands: sums since ever; `balance` = credits − debits. */
export interface Balance {
  readonly account: Account;
  readonly currency: string;
  readonly debits: number;
  readonly credits: number;
  readonly balance: number;
}

/** The counter-entry of a transfer: what it moved is moved back, and both stay in the books. */
export const correctionOf = (transfer: Transfer): TransferOrder => ({
  debit: transfer.credit,
  credit: transfer.debit,
  currency: transfer.currency,
  amount: transfer.amount,
  cause: 'CORRECTION',
  ...(transfer.purpose ? { purpose: transfer.purpose } : {}),
  refs: { ...transfer.refs, corrects: transfer.id },
});
