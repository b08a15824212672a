import { UnreadableFile } from '../../kernel/unreadable.ts';
import { unitsOf, unitsOfAll } from './amount.ts';
import { tidied } from './sayings.ts';
import type { Fault, Statement, StatementEntry } from './statement.ts';

/**
 * What every reader does last: entries oldest first, the period, currencies; and the sums that the file itself gives:
 * opening + entries = closing, and running balances that follow each other. What contradicts itself there is a fault
 * of the statement and shown with it, behind those that its reader has found.
 * Takes the statement with its entries in the file's order, old or new first.
 * @throws UnreadableFile WRONG_SHAPE
 */
export function checked(draft: Statement): Statement {
  const statement = { ...draft, entries: draft.entries.map(tidied), pending: draft.pending?.map(tidied) };
  const currency = currencyOf(statement);
  const { faults: found = [] } = draft;
  const foreign = inAnother(currency, statement.entries);
  // Amounts of two currencies have no sum; and where the reader has found a fault, sums would tell the same again.
  const sums = found.length + foreign.length === 0;
  const { entries, wrong } = sums ? counted(statement) : { entries: uncounted(statement), wrong: [] };
  const faults = [...found, ...foreign, ...inAnother(currency, statement.pending ?? []), ...wrong];
  const { from, to } = periodOf(statement, entries);
  const repeated = repeatedReferences(entries);
  const named = ({ bankReference, ...entry }: StatementEntry): StatementEntry => ({
    ...entry,
    bankReference: repeated.has(bankReference) ? undefined : bankReference,
    currency: entry.currency ?? currency,
  });
  const pending = statement.pending?.length ? statement.pending.map(named) : undefined;
  const read = { ...statement, currency, from, to, entries: entries.map(named), pending };
  return { ...read, faults: faults.length > 0 ? faults : undefined };
}

/** What the statement says, else its first entry. */
function currencyOf({ currency, entries, pending = [], place }: Statement): string | undefined {
  const all = [...entries, ...pending];
  const said = currency ?? all.find((entry) => entry.currency !== undefined)?.currency;
  const wrong = [{ currency: said, place }, ...all].find(
    (one) => one.currency !== undefined && !/^[A-Z]{3}$/.test(one.currency),
  );
  if (wrong)
    throw new UnreadableFile('WRONG_SHAPE', wrong.place, 'what stands for the currency is no code of one');
  return said;
}

function inAnother(currency: string | undefined, entries: readonly StatementEntry[]): Fault[] {
  return entries
    .filter((entry) => entry.currency !== undefined && entry.currency !== currency)
    .map(({ place }) => ({
      ...{ code: 'MIXED_CURRENCIES', place },
      reason: 'another currency than that of the statement',
    }));
}

/** Banks number entries twice. What two entries bear is no id of either: a second one would pass for the first. */
function repeatedReferences(entries: readonly StatementEntry[]): ReadonlySet<string | undefined> {
  const [seen, repeated] = [new Set<string>(), new Set<string | undefined>()];
  for (const { bankReference } of entries) {
    if (bankReference === undefined) continue;
    if (seen.has(bankReference)) repeated.add(bankReference);
    seen.add(bankReference);
  }
  return repeated;
}

/** The entries of a list that nothing counts through, oldest first. */
function uncounted({ entries }: Statement): StatementEntry[] {
  return byDay(asFiled(entries));
}

/** Newest first throughout: then the later of two entries of one day stands above. */
function asFiled(entries: readonly StatementEntry[]): readonly StatementEntry[] {
  const falls = entries.every(({ date }, at) => date <= (entries[at - 1]?.date ?? date));
  return falls && entries[0]?.date !== entries.at(-1)?.date ? entries.toReversed() : entries;
}

/** Running balances show which way the file goes where dates do not: a list of one day, newest first. */
function counted(statement: Statement): { entries: StatementEntry[]; wrong: Fault[] } {
  const { opening, entries } = statement;
  const sorted = uncounted(statement);
  if (entries.every(({ balance }) => balance === undefined))
    return { entries: sorted, wrong: wrongTotals(statement) };
  const filed = asFiled(entries);
  const ways = [filed, filed.toReversed(), sorted, byDay(filed.toReversed())];
  // A bank may order by the day of value and count by the moment of booking: whichever way holds is the count.
  const way = ways.find((one) => breaksOf(one, opening).length === 0) ?? sorted;
  const breaks = breaksOf(way, opening).map(({ place }): Fault => {
    return { code: 'WRONG_BALANCE', place, reason: 'the balance does not follow from the one before it' };
  });
  return { entries: byDay(way), wrong: [...breaks, ...wrongTotals({ ...statement, entries: way })] };
}

function byDay(entries: readonly StatementEntry[]): StatementEntry[] {
  return entries.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Entries whose balance is not the one before it plus the entry. */
function breaksOf(entries: readonly StatementEntry[], opening?: string): StatementEntry[] {
  const breaks: StatementEntry[] = [];
  let running = opening === undefined ? undefined : unitsOf(opening);
  for (const entry of entries) {
    if (running !== undefined) running += unitsOf(entry.amount);
    if (entry.balance === undefined) continue;
    const said = unitsOf(entry.balance);
    if (running !== undefined && running !== said) breaks.push(entry);
    running = said;
  }
  return breaks;
}

/** The closing balance is the opening one and all entries, and the last running one and what stands behind it. */
function wrongTotals({ opening, closing, entries, closingPlace, place }: Statement): Fault[] {
  const last = entries.findLastIndex(({ balance }) => balance !== undefined);
  const ends = [
    { from: opening, behind: entries },
    { from: entries[last]?.balance, behind: entries.slice(last + 1) },
  ];
  const wrong = ends.some(
    ({ from, behind }) =>
      from !== undefined &&
      closing !== undefined &&
      unitsOf(from) + unitsOfAll(behind.map(({ amount }) => amount)) !== unitsOf(closing),
  );
  const reason = 'opening balance and entries do not add up to the closing one';
  return wrong ? [{ code: 'WRONG_TOTALS', place: closingPlace ?? place, reason }] : [];
}

function periodOf({ from, to }: Statement, entries: readonly StatementEntry[]) {
  // Real files have a period that ends before it begins; it says nothing.
  const said = from === undefined || to === undefined || from <= to;
  const [first, last] = [entries[0]?.date, entries.at(-1)?.date];
  return said ? { from: from ?? first, to: to ?? last } : { from: first, to: last };
}
