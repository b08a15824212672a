import type { Gift, GiverWrites } from '../gifts/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import { purpose } from '../ledger/domain.ts';
import { entryDeed, readEntry } from './deed.ts';
import {
  type Doing,
  doingOf,
  type Entry,
  type EntryMove,
  handledBy,
  isIncoming,
  moveEntry,
  type Part,
  waitingPlace,
} from './entry.ts';
import { fail } from './fail.ts';
import { type Change, NO_CHANGE, placePart, together, transferFor, type Wish } from './placing.ts';
import { counter, depositOf, refundWaits, undoPart, withoutGift } from './undoing.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'ids' | 'clock'>;

/** Who does what to which entry, and when it counts. */
export interface Asked {
  readonly id: string;
  readonly actor: StaffActor;
  readonly intent: Intent;
}
const nowBy = ({ clock }: Deps, actor: StaffActor): Doing => doingOf(actor, clock.now().toISOString());

const mustBeIncoming = (entry: Entry): void => {
  if (!isIncoming(entry)) throw fail('NOT_INCOMING', { entry: entry.id });
};
const mustBeOutgoing = (entry: Entry): void => {
  if (isIncoming(entry)) throw fail('NOT_OUTGOING', { entry: entry.id });
};

/** The moves of a part that is given a place, by where the money came from and whether any is left. */
const placingMove = (entry: Entry, left: number): EntryMove => {
  if (isIncoming(entry)) return left > 0 ? 'placePart' : 'place';
  return left > 0 ? 'explainPart' : 'explain';
};

/** Brings `amount` (all that waits, if none is said) of an entry to its place. */
function place(
  deps: Deps,
  { id, actor, intent }: Asked,
  amount: number | undefined,
  wishOf: (entry: Entry) => Promise<Wish>,
  note?: string,
) {
  return entryDeed(deps, id, intent, async (entry) => {
    const doing = nowBy(deps, actor);
    const wish = await wishOf(entry);
    const part = amount ?? entry.rest;
    const left = entry.rest - part;
    const move = placingMove(entry, left);
    // Legality first: what has its place already has nothing left.
    moveEntry(entry, move, doing);
    if (left < 0)
      throw fail('MORE_THAN_REST', { rest: entry.rest }, [{ path: 'amount', code: 'MORE_THAN_REST' }]);
    const placed = await placePart(deps, entry, waitingPlace(entry), part, wish, doing);
    const n = entry.lastPart + 1;
    const moved = moveEntry(entry, move, doing, {
      set: {
        rest: left,
        lastPart: n,
        parts: [...entry.parts, { n, ...placed.part }],
        transfers: [...entry.transfers, ...placed.change.transfers],
        ...(note ? { note } : {}),
      },
      facts: { as: wish.as, amount: part },
      refs: refsOf(placed.part),
    });
    return { moved, change: placed.change, rest: left };
  });
}

const refsOf = ({ gift, entry }: Pick<Part, 'gift' | 'entry'>): Record<string, string> => ({
  ...(gift ? { gift } : {}),
  ...(entry ? { other: entry } : {}),
});

/** @throws DomainError GIFT_TAKEN, MORE_THAN_REST, NOT_FOUND, ILLEGAL_MOVE */
export const matchEntry = (
  deps: Deps,
  asked: Asked,
  { gift: id, amount }: { gift: string; amount?: number | undefined },
) =>
  place(deps, asked, amount, async (entry) => {
    mustBeIncoming(entry);
    const gift = await deps.table.get<Gift>(keys.gift(id));
    if (!gift) throw fail('NOT_FOUND');
    return { as: 'GIFT', gift, key: asked.intent.key };
  });

/** Money that nobody announced: a gift (of somebody, or of nobody known), the city's for points, a carrier's, or other. */
export const assignEntry = (
  deps: Deps,
  asked: Asked,
  what: {
    as: 'GIFT' | 'SETTLEMENT' | 'CARRIER' | 'OTHER';
    purpose?: string | undefined;
    carrier?: string | undefined;
    amount?: number | undefined;
    note?: string | undefined;
  },
  giver?: GiverWrites,
) =>
  place(
    deps,
    asked,
    what.amount,
    async (entry) => {
      mustBeIncoming(entry);
      const { as, purpose: to = deps.city.fund.default } = what;
      if (as === 'SETTLEMENT') return { as };
      if (as === 'CARRIER') return { as, carrier: what.carrier ?? '' };
      if (as === 'OTHER') return { as, purpose: to };
      return { as, purpose: to, key: asked.intent.key, giver };
    },
    what.note,
  );

/** What money that left was for. @throws DomainError BALANCE_TOO_LOW, LIMIT_REACHED, NO_SUCH_REFUND, CARRIER_UNKNOWN */
export const explainEntry = (
  deps: Deps,
  asked: Asked,
  what: {
    as: 'COSTS' | 'PURCHASE' | 'CARRIER' | 'REFUND';
    amount?: number | undefined;
    purpose?: string | undefined;
    carrier?: string | undefined;
    entry?: string | undefined;
    note?: string | undefined;
  },
) =>
  place(
    deps,
    asked,
    what.amount,
    async (entry) => {
      mustBeOutgoing(entry);
      const { as } = what;
      if (as === 'COSTS') return { as };
      if (as === 'PURCHASE') return { as, purpose: what.purpose ?? '' };
      if (as === 'CARRIER') return { as, carrier: what.carrier ?? '' };
      return { as, of: await readEntry(deps.table, what.entry ?? '') };
    },
    what.note,
  );

/** A part that was given a wrong place waits again. @throws DomainError PART_UNKNOWN, BALANCE_TOO_LOW where it is spent */
export const takeBackPart = (
  deps: Deps,
  { id, actor, intent }: Asked,
  { part: n, reason }: { part: number; reason: string },
) =>
  entryDeed(deps, id, intent, async (entry) => {
    const doing = nowBy(deps, actor);
    const move = isIncoming(entry) ? 'takeBack' : 'takeBackExplanation';
    moveEntry(entry, move, doing);
    const part = entry.parts.find((one) => one.n === n);
    if (!part || part.as === 'BOUNCE') throw fail('PART_UNKNOWN', { part: n });
    const { change, base } = await undoPart(deps, entry, part, 'MISMATCHED', doing);
    const rest = entry.rest + part.amount;
    const moved = moveEntry(entry, move, doing, {
      set: {
        rest,
        parts: entry.parts.filter((one) => one !== part),
        transfers: [...entry.transfers, ...change.transfers],
        base: [...entry.base, ...base.map((transfer) => transfer.id)],
        note: reason,
      },
      facts: { as: part.as, amount: part.amount },
      refs: refsOf(part),
    });
    return { moved, change, rest };
  });

/** One gift may go back with its money; several parts are first taken back one by one: each voids its own receipt. */
function mustBeOneGift({ parts }: Entry): void {
  if (parts.length > 1 || parts.some(({ as }) => as !== 'GIFT'))
    throw fail('PARTS_FIRST', { parts: parts.length });
}

/**
 * The whole of what came goes back to its payer: out of where it lies now into what is to be paid back.
 * @throws DomainError SECOND_PERSON_NEEDED: from the city's threshold on, not by whoever gave it a place or took it back,
 *   nor, where nobody did, by who booked the statement; PARTS_FIRST, BALANCE_TOO_LOW where it is spent
 */
export const orderRefund = (deps: Deps, { id, actor, intent }: Asked, { reason }: { reason: string }) =>
  entryDeed(deps, id, intent, async (entry) => {
    const doing = nowBy(deps, actor);
    mustBeIncoming(entry);
    moveEntry(entry, 'orderRefund', doing);
    mustBeOneGift(entry);
    const own = handledBy(entry).includes(actor.id);
    if (own && entry.amount >= deps.city.valuation.secondPersonFrom) throw fail('SECOND_PERSON_NEEDED');
    const back = (debit: 'unidentified' | ReturnType<typeof purpose>, amount: number, of?: string) =>
      transferFor(deps, entry, doing, {
        ...{ debit, credit: 'refunds', amount, cause: 'REFUND' },
        ...(of ? { purpose: of } : {}),
      });
    const transfers = [
      ...entry.parts.map((part) => back(purpose(part.purpose ?? ''), part.amount, part.purpose)),
      ...(entry.rest > 0 ? [back('unidentified', entry.rest)] : []),
    ];
    const gifts = await Promise.all(
      entry.parts.map((part) => withoutGift(deps, entry, part, 'REFUNDED', doing)),
    );
    const change = together({ ...NO_CHANGE, transfers, writes: [refundWaits(entry)] }, ...gifts);
    const refund = {
      reason,
      by: actor.id,
      at: doing.at,
      transfers: transfers.map((transfer) => transfer.id),
    };
    const moved = moveEntry(entry, 'orderRefund', doing, {
      set: { rest: 0, refund, transfers: [...entry.transfers, ...transfers] },
      facts: { amount: entry.amount },
    });
    return { moved, change, rest: 0 };
  });

/** The money waits again, all of it: its gift is returned and stays so. */
export const cancelRefund = (deps: Deps, { id, actor, intent }: Asked, { reason }: { reason: string }) =>
  entryDeed(deps, id, intent, async (entry) => {
    const doing = nowBy(deps, actor);
    moveEntry(entry, 'cancelRefund', doing);
    const fromBank = entry.parts.filter(({ transfers }) =>
      entry.transfers.some((one) => transfers.includes(one.id) && one.debit === 'bank'),
    );
    const base = fromBank.map(({ amount }) => depositOf(deps, entry, amount, doing));
    const transfers = [
      ...counter(deps, entry, entry.refund?.transfers ?? [], doing),
      ...counter(
        deps,
        entry,
        entry.parts.flatMap((part) => part.transfers),
        doing,
      ),
      ...base,
    ];
    const change: Change = {
      ...NO_CHANGE,
      transfers,
      writes: [{ remove: keys.openRefund(entry.amount, entry.id), when: { exists: true } }],
    };
    const moved = moveEntry(entry, 'cancelRefund', doing, {
      set: {
        ...{ rest: entry.amount, parts: [], note: reason },
        transfers: [...entry.transfers, ...transfers],
        base: [...entry.base, ...base.map((transfer) => transfer.id)],
      },
      remove: ['refund'],
    });
    return { moved, change, rest: entry.amount };
  });

/**
 * This entry takes back an earlier one: both are undone to the bank by counter-entries, the gift is returned and its
 * receipt void, a refund that it paid is open again.
 * @throws DomainError NO_REVERSAL unless the amounts are opposite and this one is not older; PARTS_FIRST;
 *   BALANCE_TOO_LOW where the money is spent: then it stays unexplained
 */
export const markBounce = (deps: Deps, { id, actor, intent }: Asked, { of }: { of: string }) =>
  entryDeed(deps, id, intent, async (entry) => {
    const doing = nowBy(deps, actor);
    moveEntry(entry, 'takeBackEarlier', doing);
    const earlier = await readEntry(deps.table, of);
    if (earlier.id === id || earlier.amount !== -entry.amount || earlier.day > entry.day)
      throw fail('NO_REVERSAL', { entry: of });
    moveEntry(earlier, 'bounce', doing);
    if (entry.parts.length > 0 || earlier.parts.length > 1) throw fail('PARTS_FIRST', { entry: of });
    const undone = await Promise.all(
      earlier.parts.map((part) => undoPart(deps, earlier, part, 'BOUNCED', doing, { toBank: true })),
    );
    const parts = undone.map(({ change }) => change);
    const between = counter(deps, earlier, earlier.base, doing);
    const own = counter(deps, entry, entry.base, doing);
    const earlierMoved = moveEntry(earlier, 'bounce', doing, {
      set: {
        ...{ rest: 0, parts: [], reversal: id },
        transfers: [...earlier.transfers, ...parts.flatMap((one) => one.transfers), ...between],
        base: [],
      },
      refs: { other: id },
    });
    const change = together(...parts, {
      ...NO_CHANGE,
      transfers: [...between, ...own],
      writes: [earlierMoved.write],
      events: [{ pk: keys.bankEntry(earlier.id).pk, event: earlierMoved.event }],
    });
    const n = entry.lastPart + 1;
    const part: Part = {
      ...{ n, amount: Math.abs(entry.amount), as: 'BOUNCE', entry: earlier.id, by: actor.id, at: doing.at },
      transfers: own.map((transfer) => transfer.id),
    };
    const moved = moveEntry(entry, 'takeBackEarlier', doing, {
      set: {
        ...{ rest: 0, lastPart: n, parts: [part], reversal: earlier.id, base: [] },
        transfers: [...entry.transfers, ...own],
      },
      refs: { other: earlier.id },
    });
    return { moved, change, rest: 0 };
  });
