import type { DomainEvent } from '../kernel/events.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { StatementStatus } from './contract.ts';
import type { Doing } from './entry.ts';
import type { ReadFile } from './reading.ts';

/** Every legal move of a statement. What was begun is ended: entries that are booked are put right one by one. */
export const statementTransitions = transitionsOf<StatementStatus>()('statement', {
  beginBooking: { from: ['READ'], to: 'BOOKING', by: 'Chest' },
  concludeBooking: { from: ['BOOKING'], to: 'BOOKED', by: 'Chest' },
  abandon: { from: ['BOOKING'], to: 'ABANDONED', by: 'Chest (with a reason)' },
  drop: { from: ['READ'], to: 'DROPPED', by: 'Chest' },
});
export type StatementMove = keyof typeof statementTransitions.moves & string;

/** Balances and period of one statement of a file. */
export interface Period {
  readonly n: number;
  readonly place: string;
  readonly from?: string;
  readonly to?: string;
  readonly opening?: number;
  readonly closing?: number;
  readonly entries: number;
}

/** A bank's file and how far it is booked. The file lies in the uploads bucket. */
export interface StatementRecord extends StateRecord<StatementStatus> {
  readonly kind: 'statement';
  readonly fileName: string;
  readonly format: string;
  readonly digest: string;
  readonly isOurs?: true;
  readonly currency: string;
  readonly from?: string;
  readonly to?: string;
  readonly periods: readonly Period[];
  readonly entries: number;
  readonly pending: number;
  readonly sums: { readonly count: number; readonly in: number; readonly out: number };
  /** Entries that are through, and what became of them. */
  readonly cursor: number;
  readonly booked: number;
  readonly known: number;
  readonly aside: number;
  /** Why its booking was given up. */
  readonly note?: string;
}

export const statementQueue = (): string => queue(OWNERS.fund, 'STATEMENT');

export const statementEvent = (
  statement: Pick<StatementRecord, 'id'>,
  move: string,
  { at, by }: Doing,
  facts: DomainEvent['facts'] = {},
): DomainEvent => ({
  type: `statement.${move}`,
  subject: statement.id,
  at,
  by,
  ...(Object.keys(facts).length > 0 ? { facts } : {}),
});

export const sumsOf = (amounts: readonly number[]) => ({
  count: amounts.length,
  in: amounts.filter((amount) => amount > 0).reduce((a, b) => a + b, 0),
  out: -amounts.filter((amount) => amount < 0).reduce((a, b) => a + b, 0),
});

const least = (days: readonly string[]) => days.toSorted()[0];
const present = (facts: { from?: string | undefined; to?: string | undefined }) => ({
  ...(facts.from ? { from: facts.from } : {}),
  ...(facts.to ? { to: facts.to } : {}),
});

/** The period of one statement: as it says, or from its first to its last entry. */
const periodOf = ({
  entries,
  n,
  place,
  from,
  to,
  opening,
  closing,
}: ReadFile['statements'][number]): Period => ({
  ...{ n, place, entries: entries.length },
  ...present({ from: from ?? entries[0]?.day, to: to ?? entries.at(-1)?.day }),
  ...(opening === undefined ? {} : { opening }),
  ...(closing === undefined ? {} : { closing }),
});

/** A file that was read and found to be ours. */
export function addStatement(
  id: string,
  file: ReadFile,
  known: Pick<StatementRecord, 'fileName' | 'currency'> & { isOurs?: true | undefined },
  doing: Doing,
): { statement: StatementRecord; write: Write; event: DomainEvent } {
  const periods = file.statements.map(periodOf);
  const statement: StatementRecord = {
    kind: 'statement',
    ...{ id, fileName: known.fileName, currency: known.currency, format: file.format, digest: file.digest },
    ...(known.isOurs ? { isOurs: true } : {}),
    ...present({
      from: least(periods.flatMap(({ from }) => from ?? [])),
      to: periods
        .flatMap(({ to }) => to ?? [])
        .toSorted()
        .at(-1),
    }),
    periods,
    entries: file.entries.length,
    pending: file.pending,
    sums: sumsOf(file.entries.map(({ amount }) => amount)),
    ...{ cursor: 0, booked: 0, known: 0, aside: 0 },
    status: 'READ',
    version: 1,
    stages: { READ: doing.at },
    since: doing.at,
  };
  const place = { q: statementQueue(), qs: `${doing.at}#${id}` };
  return {
    statement,
    write: { put: { ...keys.statement(id), ...statement, ...place } },
    event: {
      ...statementEvent(statement, 'add', doing, { format: file.format, entries: file.entries.length }),
      to: 'READ',
    },
  };
}

/** One legal move of a statement; it keeps its place in the list, unless it is dropped. */
export function moveStatement(
  statement: StatementRecord,
  move: StatementMove,
  doing: Doing,
  what: { set?: Partial<StatementRecord>; facts?: DomainEvent['facts'] } = {},
): { to: StatementStatus; write: Write; event: DomainEvent } {
  const { to: reached } = statementTransitions.moves[move];
  const { from, to, write } = moveRecord(
    statementTransitions,
    keys.statement(statement.id),
    statement,
    move,
    {
      at: doing.at,
      queue:
        reached === 'DROPPED'
          ? undefined
          : { owner: OWNERS.fund, scope: ['STATEMENT'], since: statement.stages.READ ?? statement.since },
      ...(what.set ? { set: what.set } : {}),
    },
  );
  return { to, write, event: { ...statementEvent(statement, move, doing, what.facts), from, to } };
}
