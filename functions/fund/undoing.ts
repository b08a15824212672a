import { type Gift, type ReturnReason, unbookGift } from '../gifts/domain.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { correctionOf, type Transfer } from '../ledger/domain.ts';
import { readReceiptOf } from '../receipts/domain.ts';
import { type Doing, type Entry, isIncoming, moveEntry, type Part, waitingPlace } from './entry.ts';
import { fail } from './fail.ts';
import { type Change, NO_CHANGE, type Placing, together, transferFor } from './placing.ts';
import { giftsOfYear, spendOfYear } from './years.ts';

/** Transfers of an entry by their ids. */
export const transfersOf = (entry: Pick<Entry, 'transfers'>, ids: readonly string[]): Transfer[] =>
  entry.transfers.filter(({ id }) => ids.includes(id));

/** Counter-entries of some transfers of an entry. The last is undone first. */
export const counter = (deps: Placing, entry: Entry, ids: readonly string[], doing: Doing): Transfer[] =>
  transfersOf(entry, ids)
    .toReversed()
    .map((transfer) => transferFor(deps, entry, doing, correctionOf(transfer)));

/** Money between the bank and where it waits. */
export const depositOf = (
  deps: Placing,
  entry: Parameters<typeof transferFor>[1],
  amount: number,
  doing: Doing,
) =>
  transferFor(
    deps,
    entry,
    doing,
    isIncoming(entry)
      ? { debit: 'bank', credit: waitingPlace(entry), amount, cause: 'DEPOSIT' }
      : { debit: waitingPlace(entry), credit: 'bank', amount, cause: 'WITHDRAWAL' },
  );

/** That an entry is to be paid back: stands from the order until it is paid or given up. */
export const refundWaits = ({ id, amount, payers }: Pick<Entry, 'id' | 'amount' | 'payers'>): Write => ({
  put: { ...keys.openRefund(amount, id), kind: 'openRefund', entry: id, payers },
});

async function readGift({ table }: Placing, id: string): Promise<Gift> {
  const gift = await table.get<Gift>(keys.gift(id));
  if (!gift) throw fail('NOT_FOUND');
  return gift;
}

/** The gift is not booked any more, its receipt void. */
export async function withoutGift(
  deps: Placing,
  entry: Pick<Entry, 'day'>,
  part: Pick<Part, 'gift' | 'amount'>,
  reason: ReturnReason,
  doing: Doing,
): Promise<Change> {
  const gift = await readGift(deps, part.gift ?? '');
  const receipt = await readReceiptOf(deps.table, deps.city, gift);
  const { pk, event, writes } = unbookGift({ gift, receipt, reason, city: deps.city, act: doing });
  return {
    ...NO_CHANGE,
    writes: [...writes, giftsOfYear(entry.day.slice(0, 4), -part.amount)],
    events: [{ pk, event }],
  };
}

/** A refund that was paid by this entry is open again. */
async function refundAgain({ table }: Placing, part: Part, doing: Doing): Promise<Change> {
  const of = await table.get<Entry>(keys.bankEntry(part.entry ?? ''));
  if (!of) throw fail('NOT_FOUND');
  const { write, event } = moveEntry(of, 'failRefund', doing);
  return {
    ...NO_CHANGE,
    writes: [write, refundWaits(of)],
    events: [{ pk: keys.bankEntry(of.id).pk, event }],
  };
}

/** What followed from a part, undone: its gift, its year, the refund that it paid. */
async function consequences(
  deps: Placing,
  entry: Entry,
  part: Part,
  reason: ReturnReason,
  doing: Doing,
): Promise<Change> {
  const year = entry.day.slice(0, 4);
  if (part.as === 'GIFT') return withoutGift(deps, entry, part, reason, doing);
  if (part.as === 'REFUND') return refundAgain(deps, part, doing);
  if (part.as === 'SETTLEMENT') return { ...NO_CHANGE, writes: [giftsOfYear(year, -part.amount)] };
  if (part.as === 'PURCHASE' && part.purpose)
    return { ...NO_CHANGE, writes: [spendOfYear(part.purpose, year, -part.amount, undefined).write] };
  return NO_CHANGE;
}

/**
 * A part's money waits again: counter-entries of its transfers, and what followed from it is undone. What had come from
 * the bank straight to its place is booked between the bank and where money waits, unless it goes back to the bank.
 * @returns `base`: the transfer that it now waits by, where there is a new one
 */
export async function undoPart(
  deps: Placing,
  entry: Entry,
  part: Part,
  reason: ReturnReason,
  doing: Doing,
  { toBank = false }: { toBank?: boolean } = {},
): Promise<{ change: Change; base: readonly Transfer[] }> {
  const counters = counter(deps, entry, part.transfers, doing);
  const fromBank = transfersOf(entry, part.transfers).some(
    ({ debit, credit }) => debit === 'bank' || credit === 'bank',
  );
  const base = fromBank && !toBank ? [depositOf(deps, entry, part.amount, doing)] : [];
  const change = { ...NO_CHANGE, transfers: [...counters, ...base] };
  return { change: together(change, await consequences(deps, entry, part, reason, doing)), base };
}
