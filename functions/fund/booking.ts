import { localDate } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { ulidOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { Transfer } from '../ledger/domain.ts';
import { type Booking, besideEntries, bookEntry, certainWish } from './book-entry.ts';
import { type Classified, classify } from './classify.ts';
import type { StatementStatus } from './contract.ts';
import { written } from './deed.ts';
import type { Doing } from './entry.ts';
import { fail } from './fail.ts';
import { NO_CHANGE, together } from './placing.ts';
import { digestOf, type ReadFile, readOurs } from './reading.ts';
import { moveStatement, type StatementRecord, statementEvent } from './statement.ts';

export interface StatementDependencies extends Dependencies {
  readonly uploads: () => Objects;
}

/** How far a statement is, as its caller hears it. */
export interface Progress {
  readonly id: string;
  readonly status: StatementStatus;
  readonly done: number;
  readonly of: number;
}

/** The account's own item: which statement is being booked, and the opening of the books. */
export interface AccountState {
  readonly booking?: string;
  readonly opening?: {
    readonly day: string;
    readonly amount: number;
    readonly purpose: string;
    readonly transfers: readonly Transfer[];
  };
}

export const uploadKey = (statement: string): string => `statements/${statement}`;

export async function readStatement(table: Table, id: string): Promise<StatementRecord> {
  const statement = await table.get<StatementRecord>(keys.statement(id));
  if (!statement) throw fail('NOT_FOUND');
  return statement;
}

/**
 * Reads and checks an uploaded file; the readers are loaded when one comes.
 * @throws DomainError UPLOAD_UNKNOWN, UPLOAD_CHANGED; what reading refuses
 */
export async function readUpload(
  { uploads, table, city, clock }: StatementDependencies,
  statement: Pick<StatementRecord, 'id' | 'fileName'> & {
    isOurs?: true | undefined;
    status?: StatementStatus;
    /** Of the file as it was read and shown. */
    digest?: string;
  },
): Promise<ReadFile> {
  const bytes = await uploads().get(uploadKey(statement.id));
  if (!bytes) throw fail('UPLOAD_UNKNOWN');
  // A form to upload is good for some minutes after the file was read: another file in its place is not what was shown.
  if (statement.digest !== undefined && digestOf(bytes) !== statement.digest) throw fail('UPLOAD_CHANGED');
  const account = await table.get<AccountState>(keys.fundAccount());
  return readOurs(bytes, statement.fileName, {
    city,
    today: localDate(clock.now(), city.timeZone),
    isOurs: statement.isOurs,
    // A statement that is begun was checked; what is opened afterwards does not make it wrong.
    openedOn: (statement.status ?? 'READ') === 'READ' ? account?.opening?.day : undefined,
  });
}

/** An API function has 10 s; a part takes some 100 ms, reading and comparing 10,000 entries 2 s. */
const BUDGET_MS = 5_000;
/** How often an entry that seemed certain is tried before it waits for a person. */
const TRIES = 3;

type Deps = StatementDependencies;

/** The file is the account's only one that is being booked, and will not be booked again. */
async function begin(deps: Deps, statement: StatementRecord, doing: Doing, intent: Intent): Promise<void> {
  const { write, event } = moveStatement(statement, 'beginBooking', doing);
  const lock: Write = {
    update: keys.fundAccount(),
    change: { set: { kind: 'fundAccount', booking: statement.id } },
    when: { absent: ['booking'] },
  };
  const remember: Write = {
    put: { ...keys.statementFile(statement.digest), kind: 'statementFile', statement: statement.id },
  };
  await deps.table.commit({
    intent: { key: `${intent.key}-begin`, digest: intent.digest },
    pk: keys.statement(statement.id).pk,
    event,
    writes: [write, lock, remember],
    answer: {},
    refused: (failed, found) => {
      if (failed === lock) return fail('OTHER_BOOKING', { statement: found?.booking });
      return failed === remember ? fail('STATEMENT_KNOWN', { statement: found?.statement }) : undefined;
    },
  });
}

/** Every entry is through: the statement is booked, its balances are there to reconcile by. */
function conclude(statement: StatementRecord, doing: Doing) {
  const { id, entries: of, booked, known, aside } = statement;
  const { write, event, to } = moveStatement(statement, 'concludeBooking', doing, {
    facts: { booked, known, aside },
  });
  const closings = statement.periods.flatMap(({ to: day, from, opening, closing, n }): Write[] =>
    day === undefined
      ? []
      : [
          {
            put: {
              ...keys.closing(day, id, n),
              ...{ kind: 'closing', statement: id, n, day },
              ...(from ? { from } : {}),
              ...(opening === undefined ? {} : { opening }),
              ...(closing === undefined ? {} : { closing }),
            },
          },
        ],
  );
  const unlock: Write = {
    update: keys.fundAccount(),
    change: { remove: ['booking'] },
    when: { equals: { booking: id } },
  };
  const answer: Progress = { id, status: to, done: of, of };
  return { event, writes: [write, unlock, ...closings], answer };
}

/** The cursor moves past entries that are in the books, and past one that comes in. */
const onward = (statement: StatementRecord, next: number, counts: object): Write => ({
  update: keys.statement(statement.id),
  change: { set: { cursor: next, ...counts } },
  when: { equals: { status: 'BOOKING', cursor: statement.cursor } },
});

/**
 * Entries of one transaction, which holds 100 items: 18 × 4 (entry, place of its day, transfer, event) + their days +
 * bank, unidentified, suspense, statement = 94. What is certain goes by itself, with its gift and receipt.
 */
const PART = 18;

/** What comes next of a statement: entries that wait or are set aside, or one that has its place at once. */
async function nextPart(
  deps: Deps,
  statement: StatementRecord,
  entries: readonly Classified[],
  doing: Doing,
  certain: boolean,
): Promise<{ part: Booking[]; next: number; counts: Counts }> {
  const { cursor } = statement;
  const open = entries.flatMap(({ verdict }, i) => (i >= cursor && verdict !== 'known' ? [i] : []));
  const wanted = open.slice(0, PART);
  const read = wanted.flatMap((i) => entries[i] ?? []);
  const wishes = certain ? await Promise.all(read.map((one) => certainWish(deps, one))) : [];
  const first = wishes.findIndex((wish) => wish !== undefined);
  const count = first === -1 ? read.length : Math.max(1, first);
  const next = open[count] ?? entries.length;
  const part = await Promise.all(
    read.slice(0, count).map((one, i) => bookEntry(deps, one, statement, wishes[i], doing)),
  );
  const aside = part.filter(({ entry }) => entry.status === 'ASIDE').length;
  return {
    part,
    next,
    counts: {
      known: statement.known + next - cursor - part.length,
      booked: statement.booked + part.length - aside,
      aside: statement.aside + aside,
    },
  };
}
type Counts = Pick<StatementRecord, 'known' | 'booked' | 'aside'>;

/** One transaction of a booking. @returns false when somebody else has been here */
async function bookNext(
  deps: Deps,
  statement: StatementRecord,
  entries: readonly Classified[],
  doing: Doing,
  certain: boolean,
): Promise<boolean> {
  const { part, next, counts } = await nextPart(deps, statement, entries, doing, certain);
  const cursorMoves = onward(statement, next, counts);
  const [first, ...others] = part;
  if (!first) return (await deps.table.transact([cursorMoves])) === undefined;
  const beside = besideEntries(part.map(({ entry }) => entry).filter(({ status }) => status !== 'ASIDE'));
  const told = others.map(({ entry, event }) => ({ pk: keys.bankEntry(entry.id).pk, event }));
  const change = together(...part.map((one) => one.change), { ...NO_CHANGE, writes: beside, events: told });
  const puts = part.map(({ put }) => put);
  // A gift's event needs a key of its own for each entry of the statement.
  const key = `${ulidOf(statement.id)}-${first.entry.id.slice(0, 8)}`;
  const { writes, refused } = written(change, key);
  try {
    await deps.table.commit({
      intent: { key, digest: '' },
      pk: keys.bankEntry(first.entry.id).pk,
      event: first.event,
      writes: [cursorMoves, ...puts, ...writes],
      answer: {},
      refused: (write, item) =>
        write === cursorMoves || puts.includes(write) ? new Elsewhere() : refused(write, item),
    });
    return true;
  } catch (error) {
    if (error instanceof Elsewhere) return false;
    throw error;
  }
}
/** Somebody else has booked this entry. */
class Elsewhere extends Error {}

/** What makes a certain match uncertain: the gift, the refund or the carrier's balance is another meanwhile. */
const changed = (error: unknown): boolean =>
  error instanceof DomainError &&
  [
    'CHANGED_MEANWHILE',
    'GIFT_TAKEN',
    'NO_SUCH_REFUND',
    'BALANCE_TOO_LOW',
    'ILLEGAL_MOVE',
    'PURPOSE_UNKNOWN',
  ].includes(error.code);

/** Books what comes next whatever happens to what seemed certain of it. */
async function bookSurely(
  deps: Deps,
  statement: StatementRecord,
  entries: readonly Classified[],
  doing: Doing,
) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await contend(
        () => bookNext(deps, statement, entries, doing, attempt <= TRIES),
        () => fail('BUSY'),
      );
    } catch (error) {
      if (error instanceof Taken || !changed(error) || attempt > TRIES) throw error;
    }
  }
}

/**
 * Books a statement part by part for as long as one call may, then says how far it is. Anyone may go on, at any time and
 * at the same time: a part is one transaction with the statement's cursor, all of its entries or none, written by whoever
 * finds it in its place. One statement at a time, so that what looks alike in two of them is seen.
 * @throws DomainError OTHER_BOOKING, STATEMENT_KNOWN, and what reading refuses: before the first entry, never after
 */
export function bookStatement(deps: Deps, id: string, doing: Doing, intent: Intent): Promise<Progress> {
  const { table } = deps;
  const { pk } = keys.statement(id);
  const until = performance.now() + BUDGET_MS;
  return table.once(pk, intent, async () => {
    // A call that was carried out does no more work when it is repeated: `once` gives its answer again.
    if (await table.get(keys.event(pk, intent.key), ['pk'])) throw fail('KEY_REUSED');
    let entries: readonly Classified[] | undefined;
    for (;;) {
      const statement = await readStatement(table, id);
      const of = statement.entries;
      if (statement.status === 'BOOKED') return { id, status: statement.status, done: of, of };
      // The file is read before anything is begun: what is wrong with it is said before the first booking.
      entries ??= await classify(deps, (await readUpload(deps, statement)).entries, statement.format);
      if (statement.status !== 'BOOKING') {
        await begin(deps, statement, doing, intent);
        // Others may have booked between reading and beginning; from here on nobody does.
        entries = await classify(deps, entries, statement.format);
        continue;
      }
      if (statement.cursor >= of) return table.commit({ intent, pk, ...conclude(statement, doing) });
      if (performance.now() >= until) {
        const event = statementEvent(statement, 'goOn', doing, { done: statement.cursor });
        const answer: Progress = { id, status: statement.status, done: statement.cursor, of };
        return table.commit({ intent, pk, event, writes: [], answer });
      }
      if (!(await bookSurely(deps, statement, entries, doing))) entries = undefined;
    }
  });
}

/**
 * A booking that cannot go on (the file is gone or changed) ends where it is: the account is free for the next one, no
 * balance of it is there to reconcile by, and the same file may be uploaded again: what is booked is known then.
 */
export const abandonStatement = (
  { table }: Deps,
  id: string,
  { reason }: { reason: string },
  doing: Doing,
  intent: Intent,
): Promise<Progress> =>
  table.once(keys.statement(id).pk, intent, async () => {
    const statement = await readStatement(table, id);
    const { booked, known, aside, cursor: done, entries: of } = statement;
    const { write, event, to } = moveStatement(statement, 'abandon', doing, {
      set: { note: reason },
      facts: { booked, known, aside },
    });
    const unlock: Write = {
      update: keys.fundAccount(),
      change: { remove: ['booking'] },
      when: { equals: { booking: id } },
    };
    const forget: Write = {
      remove: keys.statementFile(statement.digest),
      when: { equals: { statement: id } },
    };
    const answer: Progress = { id, status: to, done, of };
    return table.commit({
      ...{ intent, pk: keys.statement(id).pk, event, answer },
      writes: [write, unlock, forget],
    });
  });

/** A statement that was read is not booked. */
export const dropStatement = ({ table }: Deps, id: string, doing: Doing, intent: Intent): Promise<Progress> =>
  table.once(keys.statement(id).pk, intent, async () => {
    const statement = await readStatement(table, id);
    const { write, event, to } = moveStatement(statement, 'drop', doing);
    const answer = { id, status: to, done: 0, of: statement.entries };
    return table.commit({ intent, pk: keys.statement(id).pk, event, writes: [write], answer });
  });
