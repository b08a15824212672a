import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import type { Ids } from '../kernel/ids.ts';
import { type Key, keys, type QueuePlace, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { member as memberAccount, POINT, type Transfer, transferOf } from '../ledger/domain.ts';
import { type LINE_KINDS, pointsContract } from './contract.ts';
import { dueDay, type Lot, pointsIn, usable } from './lots.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...pointsContract.errors });

/** Gifts of a calendar year that no receipt has been issued for. */
export interface Unreceipted {
  readonly points: number;
  readonly worth: number;
  /** The member's version with the first of them: no earlier line is meant. */
  readonly since: number;
}

/**
 * A member as the table keeps them. balance = the sum of the lots = earned − given − expired = what the ledger has on
 * `member:{account}`. Who they are stands under `personId`, sealed.
 */
export interface Member {
  readonly kind: 'member';
  /** The citizen's account: the `sub` of their token. */
  readonly account: string;
  /** Ten characters that can be read out. */
  readonly number: string;
  readonly status: 'MEMBER' | 'LEFT';
  readonly version: number;
  readonly personId?: string;
  readonly joinedAt: string;
  readonly leftAt?: string;
  readonly balance: number;
  readonly lots: readonly Lot[];
  readonly earned: number;
  readonly given: number;
  readonly expired: number;
  /** Codes of activities that earn once, and have. */
  readonly done: readonly string[];
  /** By calendar year. */
  readonly unreceipted: Readonly<Record<string, Unreceipted>>;
  /** Ids of the gifts (`gft_…`) under which receipts were issued, newest first. */
  readonly receipts: readonly string[];
}

/** When, by whom, where; the day is the city's. */
export interface Moment {
  readonly at: string;
  readonly by: DomainEvent['by'];
  readonly city: City;
  readonly ids: Pick<Ids, 'ulid'>;
}
export const today = ({ at, city }: Pick<Moment, 'at' | 'city'>): string => localDate(at, city.timeZone);

export const usableBalance = (member: Pick<Member, 'lots'>, day: string): number =>
  pointsIn(usable(member.lots, day));

/** What the member sees of a movement of points; append-only, under the id of its transfer. */
export interface Line {
  readonly kind: 'line';
  readonly id: string;
  readonly at: string;
  readonly what: (typeof LINE_KINDS)[number];
  readonly points: number;
  readonly activity?: string;
  readonly count?: number;
  readonly day?: string;
  /** What shows the activity, as a member of staff wrote it; for the office alone. */
  readonly evidence?: string;
  readonly expires?: string;
  readonly purpose?: string;
  readonly worth?: number;
  readonly transfer: string;
}

/** What was decided about one member: to be written in one transaction. */
export interface Decided {
  readonly member: Member;
  readonly event: DomainEvent;
  readonly writes: readonly Write[];
  /** The write that fails when the member changed meanwhile: read again and decide anew. */
  readonly memberWrite: Write;
}

/** The member with its place in the queue of what is due: on that day the nightly job comes by. */
export function written(member: Member, before: Member | undefined, city: City): Write {
  // As it was read it still has its old place.
  const { q: _, qs: __, ...plain } = member as Member & Partial<Key & QueuePlace>;
  const due = dueDay(member.lots, city.points.nudgeDaysBefore);
  const place = due ? { q: queue('PTS', 'DUE'), qs: `${due}#${member.account}` } : {};
  return {
    put: { ...plain, ...keys.member(member.account), ...place },
    when: before ? { equals: { version: before.version } } : { exists: false },
  };
}

/**
 * The member after a movement of points. It is the one place where lots and sums move, so that they agree.
 * @throws Error where they do not: a fault of ours, never of a person
 */
export function moved(
  member: Member,
  lots: readonly Lot[],
  sums: Partial<Pick<Member, 'earned' | 'given' | 'expired'>>,
): Member {
  const { earned, given, expired } = { ...member, ...sums };
  const balance = pointsIn(lots);
  if (balance !== earned - given - expired || balance < 0) throw new Error('points that do not add up');
  return { ...member, lots, earned, given, expired, balance, version: member.version + 1 };
}

/** A transfer of points between the pool and a member, as the ledger keeps it. */
export function pointsTransfer(
  member: Member,
  way: 'in' | 'out',
  order: Pick<Transfer, 'amount' | 'cause'> & Partial<Pick<Transfer, 'purpose' | 'refs'>>,
  { at, city, ids }: Moment,
): Transfer {
  const [debit, credit] =
    way === 'in'
      ? (['pool', memberAccount(member.account)] as const)
      : ([memberAccount(member.account), 'pool'] as const);
  return transferOf(
    ids.ulid(),
    { ...order, debit, credit, currency: POINT },
    { at, timeZone: city.timeZone },
  );
}

/** The line of a transfer. */
export function lineWrite(
  member: Member,
  transfer: Transfer,
  line: Omit<Line, 'kind' | 'id' | 'at' | 'points' | 'transfer'> & { readonly transfer?: string },
): Write {
  const id = transfer.id.slice(4);
  const whole: Line = {
    kind: 'line',
    id,
    at: transfer.at,
    points: transfer.amount,
    ...line,
    transfer: line.transfer ?? transfer.id,
  };
  return { put: { ...keys.memberLine(member.account, member.version, id), ...whole } };
}

/** An event of a member: by number, which people quote; who they are stands in no event. */
export const eventOf = (
  member: Member,
  verb: string,
  { at, by }: Pick<Moment, 'at' | 'by'>,
  more: Pick<DomainEvent, 'refs' | 'facts' | 'from' | 'to'> = {},
): DomainEvent => ({
  type: `points.${verb}`,
  subject: member.number,
  at,
  by,
  ...more,
  refs: { ...(member.personId ? { person: member.personId } : {}), ...more.refs },
});

/** @throws DomainError NOT_A_MEMBER */
export function mustBeMember(member: Member | undefined): asserts member is Member {
  if (member?.status !== 'MEMBER') throw fail('NOT_A_MEMBER');
}
