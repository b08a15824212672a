import type { Kind } from '../donations/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { isIn } from '../kernel/actor.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { ListStatus } from './contract.ts';
import type { Pledge } from './domain.ts';

/** Every legal move of a list. Until IMPORTED nothing of it is seen or counted anywhere else. */
export const listTransitions = transitionsOf<ListStatus>()('list', {
  check: { from: ['READ', 'CHECKED'], to: 'CHECKED', by: 'office, partner' },
  begin: { from: ['CHECKED'], to: 'IMPORTING', by: 'office, partner' },
  import: { from: ['IMPORTING'], to: 'IMPORTED', by: 'office, partner' },
  settle: { from: ['IMPORTED'], to: 'SETTLED', by: 'Chest' },
  drop: { from: ['READ', 'CHECKED'], to: 'DROPPED', by: 'office, partner' },
  undo: { from: ['IMPORTING'], to: 'DROPPING', by: 'office, partner' },
  clear: { from: ['DROPPING'], to: 'DROPPED', by: 'office, partner' },
});
export type ListMove = keyof typeof listTransitions.moves & string;

export interface Counts {
  readonly rows: number;
  readonly accepted: number;
  readonly doubtful: number;
  readonly refused: number;
}

/** A partner's asset list. Its rows are in the documents bucket (objects.ts); here is how far it has come. */
export interface List extends StateRecord<ListStatus> {
  readonly kind: 'list';
  readonly partner: string;
  readonly pledge: string;
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly format: string;
  readonly mapping: Readonly<Record<string, number>>;
  readonly counts?: Counts;
  /** Which file in the bucket has the rows as they were checked. */
  readonly checked?: string;
  /** PCs that become devices. The import's `cursor` counts what it has written: first them, then their marks. */
  readonly units?: number;
  readonly cursor: number;
  /** What is imported, by kind: PCs and what comes along with them. */
  readonly items?: readonly { readonly kind: Kind; readonly count: number }[];
  /** The first of the asset numbers that were reserved for it, and their year. */
  readonly numbers?: { readonly year: string; readonly first: number };
  readonly received: number;
  readonly rejected: number;
  /** A delivery that is being recorded: its file in the bucket and how far that is. */
  readonly arrival?: {
    readonly key: string;
    readonly of: number;
    readonly cursor: number;
    readonly last: boolean;
    /** What comes along and is no PC, counted with the first part. */
    readonly extras?: readonly { readonly kind: Kind; readonly count: number }[];
  };
}

/** Lists stand in their pledge's queue, whatever their state; a dropped one leaves it. */
export const listQueue = (pledge: string): string => queue(OWNERS.partner, 'LIST', pledge);
const place = (status: ListStatus, pledge: string, since: string) =>
  status === 'DROPPED' ? undefined : { owner: OWNERS.partner, scope: ['LIST', pledge], since };

export interface Doing {
  readonly at: string;
  readonly actor: StaffActor;
}

const eventOf = (
  list: List,
  move: string,
  { at, actor }: Doing,
  facts: DomainEvent['facts'] = {},
): DomainEvent => ({
  type: `list.${move}`,
  subject: list.id,
  at,
  by: actedBy(actor),
  refs: { partner: list.partner, pledge: list.pledge },
  ...(Object.keys(facts).length > 0 ? { facts } : {}),
});

/** What happened to a list without a change of its state. */
export const listEvent = eventOf;

/** A list that was uploaded and could be read. */
export function addList(
  list: Pick<List, 'id' | 'fileName' | 'digest' | 'format' | 'mapping'>,
  pledge: Pledge,
  doing: Doing,
): { list: List; writes: Write[]; event: DomainEvent } {
  const state: List = {
    kind: 'list',
    ...list,
    partner: pledge.partner,
    pledge: pledge.id,
    ...{ cursor: 0, received: 0, rejected: 0 },
    status: 'READ',
    version: 1,
    stages: { READ: doing.at },
    since: doing.at,
  };
  const q = { q: listQueue(pledge.id), qs: `${doing.at}#${list.id}` };
  return {
    list: state,
    writes: [{ put: { ...keys.list(list.id), ...state, ...q } }],
    event: { ...eventOf(state, 'add', doing, { format: list.format }), to: 'READ' },
  };
}

/** One legal move of a list; 409 ILLEGAL_MOVE from anywhere else. */
export function moveList(
  list: List,
  move: ListMove,
  doing: Doing,
  what: { set?: Partial<List>; remove?: readonly (keyof List & string)[]; facts?: DomainEvent['facts'] } = {},
): { to: ListStatus; write: Write & { update: unknown }; event: DomainEvent } {
  const { to: reached } = listTransitions.moves[move];
  const { from, to, write } = moveRecord(listTransitions, keys.list(list.id), list, move, {
    at: doing.at,
    // A list keeps its place among the lists of its pledge.
    queue: place(reached, list.pledge, list.stages.READ ?? list.since),
    ...(what.set ? { set: what.set } : {}),
    ...(what.remove ? { remove: what.remove } : {}),
  });
  return {
    to,
    write: write as Write & { update: unknown },
    event: { ...eventOf(list, move, doing, what.facts), from, to },
  };
}

export const outstanding = (list: List): number =>
  Math.max(0, (list.units ?? 0) - list.received - list.rejected);

/** The moves a page may offer to this member of staff; `arrive` where a delivery can be recorded. */
export function listMovesFor(list: List, actor: StaffActor): string[] {
  if (list.status === 'IMPORTED') return isIn(actor, 'chest') ? ['arrive'] : [];
  return isIn(actor, 'programme', 'chest', 'partner') ? listTransitions.movesFrom(list.status) : [];
}
