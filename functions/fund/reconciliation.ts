import { nextDay } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { post, purpose as purposeAccount, transferOf } from '../ledger/domain.ts';
import type { AccountState } from './booking.ts';
import { type Doing, entryQueue } from './entry.ts';
import { fail } from './fail.ts';
import { mustBePurpose } from './placing.ts';
import { balancesOf } from './purposes.ts';

type Deps = Pick<Dependencies, 'table' | 'vault' | 'city' | 'clock' | 'ids'>;

/** What a booked statement says of one period. */
export interface Closing extends Key {
  readonly statement: string;
  readonly n: number;
  readonly day: string;
  readonly from?: string;
  readonly opening?: number;
  readonly closing?: number;
}
const CLOSINGS = keys.closing('', '', 0).pk;

interface BankDay extends Key {
  readonly day: string;
  readonly in?: number;
  readonly out?: number;
}

/** A page of the table's; a year has 366 days. */
const DAYS = 366;

/** What came less what went on the days after `after` up to `to`, by day. */
async function daysBetween(table: Table, after: string, to: string): Promise<BankDay[]> {
  const first = nextDay(after);
  const years: string[] = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) years.push(String(year));
  const found = await Promise.all(
    years.map((year) =>
      table.leaf<BankDay>(keys.bankDay(`${year}-01-01`).pk, { limit: DAYS, between: [first, to] }),
    ),
  );
  return found.flatMap(({ items }) => items);
}
const moved = (days: readonly BankDay[]): number =>
  days.reduce((sum, { in: came = 0, out: went = 0 }) => sum + came - went, 0);

/** Far behind every day that a statement can have. */
const LAST_DAY = '2199-12-31';

export interface Reconciled {
  readonly statement: string;
  readonly day: string;
  readonly from?: string;
  readonly opening?: number;
  readonly closing?: number;
  /** What the books say lay at the bank at the end of the day. */
  readonly books: number;
  readonly difference?: number;
  readonly gap?: number;
}

/**
 * Closings against the books, newest first. The books at the end of a day are what they say now less what moved after
 * it: each booked entry moved the bank's account in its own transaction.
 * @param now the books at the end of `upTo`
 * @param older the closing before the last of the page
 */
export function reconcile(
  closings: readonly Omit<Closing, 'pk' | 'sk'>[],
  older: Omit<Closing, 'pk' | 'sk'> | undefined,
  days: readonly Omit<BankDay, 'pk' | 'sk'>[],
  now: number,
): Reconciled[] {
  const after = (day: string) => moved(days.filter((one) => one.day > day) as BankDay[]);
  return closings.map(({ statement, day, from, opening, closing }, i) => {
    const before = closings[i + 1] ?? older;
    const books = now - after(day);
    return {
      ...{ statement, day, books },
      ...(from === undefined ? {} : { from }),
      ...(opening === undefined ? {} : { opening }),
      ...(closing === undefined ? {} : { closing, difference: closing - books }),
      // A statement of days that the one before it has as well goes on from within it.
      ...(opening !== undefined && before?.closing !== undefined && (from === undefined || from > before.day)
        ? { gap: opening - before.closing }
        : {}),
    };
  });
}

/** Where the next page goes on: which closing was last, and what the books said at the end of which day. */
interface Place {
  readonly sk: string;
  readonly day: string;
  readonly books: number;
}

/** One page of closings, newest first, against the books. */
export async function reconcilePage(deps: Deps, page: { limit: number; cursor?: string | undefined }) {
  const { table, vault } = deps;
  const place = (await readCursor(vault, CLOSINGS, page.cursor)) as Place | undefined;
  const [{ items }, balance] = await Promise.all([
    table.leaf<Closing>(CLOSINGS, { limit: page.limit + 1, after: place?.sk, newestFirst: true }),
    balancesOf(deps, ['bank']),
  ]);
  const here = items.slice(0, page.limit);
  const last = here.at(-1);
  const bank = -balance('bank');
  const [upTo, now] = place ? [place.day, place.books] : [LAST_DAY, bank];
  const days = last ? await daysBetween(table, last.day, upTo) : [];
  const reconciled = reconcile(here, items[page.limit], days, now);
  const more = items.length > here.length && last;
  const next: Place | undefined = more
    ? { sk: last.sk, day: last.day, books: reconciled.at(-1)?.books ?? now }
    : undefined;
  const cursor = await writeCursor(vault, CLOSINGS, next && { ...next });
  return { items: reconciled, bank, ...(cursor ? { cursor } : {}) };
}

const openingOf = ({ day, amount, purpose }: NonNullable<AccountState['opening']>) => ({
  day,
  amount,
  purpose,
});

/** The page, and what keeps the books from being the bank's to the won. */
export async function readReconciliation(deps: Deps, page: { limit: number; cursor?: string | undefined }) {
  const { table } = deps;
  const waits = async (status: 'WAITING' | 'UNEXPLAINED' | 'ASIDE') =>
    (await table.queuePage(entryQueue(status), { limit: 1 })).keys.length > 0;
  const [reconciled, balance, account, waiting, unexplained, aside] = await Promise.all([
    reconcilePage(deps, page),
    balancesOf(deps, ['unidentified', 'suspense', 'refunds']),
    table.get<AccountState>(keys.fundAccount()),
    waits('WAITING'),
    waits('UNEXPLAINED'),
    waits('ASIDE'),
  ]);
  const newest = page.cursor
    ? undefined
    : reconciled.items.find(({ difference }) => difference !== undefined);
  return {
    ...reconciled,
    ...(newest?.difference === undefined ? {} : { difference: newest.difference }),
    ...(account?.opening ? { opening: openingOf(account.opening) } : {}),
    unidentified: balance('unidentified'),
    suspense: balance('suspense'),
    refunds: balance('refunds'),
    ...{ waiting, unexplained, aside },
  };
}

/** The oldest statements that are looked at for where the books begin: files overlap by a few at most. */
const OLDEST = 50;

/**
 * What lay in the account before its first statement comes into the books, for a purpose; once. Statements of earlier
 * days are refused from then on. It goes by way of suspense: nobody gave it here.
 * @throws DomainError NO_OPENING: no statement says what lay there, or it was nothing; OPENING_DONE; OTHER_BOOKING
 */
export async function bookOpening(
  { table, city, ids }: Deps,
  { purpose }: { purpose: string },
  doing: Doing,
  intent: Intent,
): Promise<{ day: string; amount: number }> {
  const key = keys.fundAccount();
  return table.once(key.pk, intent, async () => {
    mustBePurpose(city, purpose);
    const [{ items }, account] = await Promise.all([
      table.leaf<Closing>(CLOSINGS, { limit: OLDEST }),
      table.get<AccountState>(key),
    ]);
    if (account?.opening) throw fail('OPENING_DONE', { day: account.opening.day });
    if (account?.booking) throw fail('OTHER_BOOKING', { statement: account.booking });
    const first = items
      .toSorted((a, b) => (a.from ?? a.day).localeCompare(b.from ?? b.day) || a.sk.localeCompare(b.sk))
      .at(0);
    const { opening: amount = 0, from: day = first?.day } = first ?? {};
    if (!first || day === undefined || amount <= 0) throw fail('NO_OPENING');
    const moment = { at: doing.at, timeZone: city.timeZone };
    const common = {
      amount,
      currency: city.currency.code,
      valueDay: day,
      refs: { statement: first.statement },
    };
    const to = purposeAccount(purpose);
    const transfers = [
      transferOf(ids.ulid(), { debit: 'bank', credit: 'suspense', cause: 'DEPOSIT', ...common }, moment),
      transferOf(
        ids.ulid(),
        { debit: 'suspense', credit: to, cause: 'ASSIGNMENT', purpose, ...common },
        moment,
      ),
    ];
    const opening = { day, amount, purpose, transfers };
    const posted = post(transfers);
    return table.commit({
      ...{ intent, pk: key.pk },
      event: {
        ...{ type: 'account.bookOpening', subject: first.statement, at: doing.at, by: doing.by },
        facts: { amount, purpose, day },
      },
      writes: [
        {
          update: key,
          change: { set: { kind: 'fundAccount', opening } },
          when: { absent: ['opening', 'booking'] },
        },
        ...posted.writes,
      ],
      answer: { day, amount },
    });
  });
}
