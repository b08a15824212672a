import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { Sealed } from '../kernel/vault.ts';
import type { Transfer } from '../ledger/domain.ts';
import type { EntryStatus } from './contract.ts';

/**
 * Every legal move of an entry of the charity account. An entry is born WAITING or BOOKED (money that came),
 * UNEXPLAINED or EXPLAINED (money that left), or ASIDE (it looks like one that is booked).
 */
export const entryTransitions = transitionsOf<EntryStatus>()('entry', {
  placePart: { from: ['WAITING'], to: 'WAITING', by: 'Chest' },
  place: { from: ['WAITING'], to: 'BOOKED', by: 'Chest' },
  takeBack: { from: ['WAITING', 'BOOKED'], to: 'WAITING', by: 'Chest' },
  explainPart: { from: ['UNEXPLAINED'], to: 'UNEXPLAINED', by: 'Chest' },
  explain: { from: ['UNEXPLAINED'], to: 'EXPLAINED', by: 'Chest' },
  takeBackExplanation: { from: ['UNEXPLAINED', 'EXPLAINED'], to: 'UNEXPLAINED', by: 'Chest' },
  orderRefund: { from: ['WAITING', 'BOOKED'], to: 'REFUNDING', by: 'Chest' },
  cancelRefund: { from: ['REFUNDING'], to: 'WAITING', by: 'Chest' },
  payRefund: { from: ['REFUNDING'], to: 'REFUNDED', by: 'outgoing entry' },
  failRefund: { from: ['REFUNDED'], to: 'REFUNDING', by: 'Chest (the payment was another, or came back)' },
  bounce: { from: ['WAITING', 'BOOKED', 'UNEXPLAINED', 'EXPLAINED'], to: 'BOUNCED', by: 'Chest' },
  takeBackEarlier: { from: ['WAITING', 'UNEXPLAINED'], to: 'EXPLAINED', by: 'Chest' },
  book: { from: ['ASIDE'], to: 'WAITING', by: 'Chest' },
  bookOutgoing: { from: ['ASIDE'], to: 'UNEXPLAINED', by: 'Chest' },
  recogniseSame: { from: ['ASIDE'], to: 'SAME', by: 'Chest' },
});
export type EntryMove = keyof typeof entryTransitions.moves & string;

export const PARTS = [
  'GIFT',
  'SETTLEMENT',
  'OTHER',
  'COSTS',
  'PURCHASE',
  'CARRIER',
  'REFUND',
  'BOUNCE',
] as const;

/** What a part of an entry's money was found to be, with the transfers that brought it there. */
export interface Part {
  /** From 1, never given twice. */
  readonly n: number;
  /** Positive, minor units. */
  readonly amount: number;
  readonly as: (typeof PARTS)[number];
  readonly purpose?: string;
  readonly gift?: string;
  readonly carrier?: string;
  /** Another entry: what is paid back, or taken back. */
  readonly entry?: string;
  /** Ids among the entry's transfers. */
  readonly transfers: readonly string[];
  /** Staff id, or who let the statement be booked. */
  readonly by: string;
  readonly at: string;
}

/** An entry as the table keeps it: booked once, whatever statements carry it. Its words are sealed. */
export interface Entry extends StateRecord<EntryStatus> {
  readonly kind: 'bankEntry';
  /** The day on the statement. */
  readonly day: string;
  /** Signed, minor units: what left is negative. */
  readonly amount: number;
  readonly currency: string;
  readonly statement: string;
  /** Of the file that brought it: another format may say the same in other words. */
  readonly format: string;
  /** Minor units without a place, positive. */
  readonly rest: number;
  /** Running balance after it, where the file had one. */
  readonly balance?: number;
  readonly bankReversal?: true;
  readonly words: Sealed;
  /** Keyed hashes of the names that the other side may have. */
  readonly payers: readonly string[];
  /** Number of the last part that was made. */
  readonly lastPart: number;
  readonly parts: readonly Part[];
  /** Every transfer of it since ever, corrections among them: none before it is booked. */
  readonly transfers: readonly Transfer[];
  /** Of `transfers`: between the bank and where the money waits; undone by a bounce alone. */
  readonly base: readonly string[];
  /** Of one set aside: the booked entries that it looks like; of the same: which one it is. */
  readonly like?: readonly string[];
  readonly sameAs?: string;
  /** The entry that takes this one back, or that this one takes back. */
  readonly reversal?: string;
  readonly refund?: {
    readonly reason: string;
    readonly by: string;
    readonly at: string;
    readonly transfers: readonly string[];
  };
  readonly note?: string;
  /** Staff ids: who let it be booked; whoever gave its money a place or took it from there, undone parts among them. */
  readonly enteredBy?: string;
  readonly handledBy?: readonly string[];
}

/** What is sealed of an entry, under `{ entry: id }`. */
export interface EntryWords {
  readonly text?: string;
  readonly counterparty?: string;
  readonly reference?: string;
  readonly bankReference?: string;
}

export const isIncoming = ({ amount }: Pick<Entry, 'amount'>): boolean => amount > 0;
/** Where money waits until it is known what it is. */
export const waitingPlace = (entry: Pick<Entry, 'amount'>) =>
  isIncoming(entry) ? ('unidentified' as const) : ('suspense' as const);

/** States in which somebody has to do something. */
export const WORKED_ON = ['WAITING', 'UNEXPLAINED', 'REFUNDING', 'ASIDE'] as const;
export const entryQueue = (status: EntryStatus): string => queue(OWNERS.fund, 'ENTRY', status);
/** Oldest day of the bank first. */
export const entryPlace = (status: EntryStatus, { day, id }: Pick<Entry, 'day' | 'id'>) =>
  WORKED_ON.some((one) => one === status) ? { q: entryQueue(status), qs: `${day}#${id}` } : {};

export interface Doing {
  readonly at: string;
  readonly by: DomainEvent['by'];
}
export const doingOf = (actor: Parameters<typeof actedBy>[0], at: string): Doing => ({
  at,
  by: actedBy(actor),
});

export const entryEvent = (
  entry: Pick<Entry, 'id' | 'statement'>,
  move: string,
  { at, by }: Doing,
  what: { facts?: DomainEvent['facts']; refs?: Readonly<Record<string, string>> } = {},
): DomainEvent => ({
  type: `entry.${move}`,
  subject: entry.id,
  at,
  by,
  refs: { statement: entry.statement, ...what.refs },
  ...(what.facts && Object.keys(what.facts).length > 0 ? { facts: what.facts } : {}),
});

/** Moves by which money that came is given a place, or its place is taken from it. */
const HANDLING: ReadonlySet<EntryMove> = new Set<EntryMove>(['placePart', 'place', 'takeBack', 'book']);

/** Who has had an entry's money in hand: who let it be booked, as long as nobody else has. */
export const handledBy = ({ handledBy: hands = [], enteredBy, parts }: Entry): readonly string[] => {
  const all = [...hands, ...parts.map(({ by }) => by)];
  return all.length === 0 && enteredBy !== undefined ? [enteredBy] : all;
};
const handled = ({ handledBy: hands = [] }: Entry, { by }: Doing) => ({
  handledBy: [...new Set([...hands, by.id ?? by.kind])],
});

/** One legal move of an entry; 409 ILLEGAL_MOVE from anywhere else. */
export function moveEntry(
  entry: Entry,
  move: EntryMove,
  doing: Doing,
  what: {
    set?: Partial<Entry>;
    remove?: readonly (keyof Entry & string)[];
    facts?: DomainEvent['facts'];
    refs?: Readonly<Record<string, string>>;
  } = {},
): { to: EntryStatus; write: Write; event: DomainEvent } {
  const { to: reached } = entryTransitions.moves[move];
  const worked = WORKED_ON.some((one) => one === reached);
  const { from, to, write } = moveRecord(entryTransitions, keys.bankEntry(entry.id), entry, move, {
    at: doing.at,
    queue: worked ? { owner: OWNERS.fund, scope: ['ENTRY', reached], since: entry.day } : undefined,
    set: { ...what.set, ...(HANDLING.has(move) ? handled(entry, doing) : {}) },
    ...(what.remove ? { remove: what.remove } : {}),
  });
  return { to, write, event: { ...entryEvent(entry, move, doing, what), from, to } };
}
