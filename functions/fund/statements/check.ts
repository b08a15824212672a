import { UnreadableFile } from '../../kernel/unreadable.ts';
import { unitsOf, unitsOfAll } from './amount.ts';
import { tidied } from './sayings.ts';
import type { Statement, StatementEntry } from './statement.ts';

/**
 * What every reader does last: entries oldest first, one currency, the period; and the sums that the file itself
 * gives: opening + entries = closing, and running balances that follow each other.
 * Takes the statement with its entries in the file's order, old or new first.
 * @throws UnreadableFile MIXED_CURRENCIES, WRONG_BALANCE, WRONG_TOTALS, WRONG_SHAPE
 */
export function checked(draft: Statement): Statement {
  const statement = { ...draft, entries: draft.entries.map(tidied), pending: draft.pending?.map(tidied) };
  const currency = currencyOf(statement);
  const entries = inOrder(statement);
  mustAddUp(statement);
  const { from, to } = periodOf(statement, entries);
  const repeated = repeatedReferences(entries);
  const named = ({ bankReference, ...entry }: StatementEntry): StatementEntry => ({
    ...entry,
    bankReference: repeated.has(bankReference) ? undefined : bankReference,
    currency,
  });
  const pending = statement.pending?.length ? statement.pending.map(named) : undefined;
  return { ...statement, currency, from, to, entries: entries.map(named), pending };
}

function currencyOf({ currency, entries, pending = [], place }: Statement): string | undefined {
  let only = currency;
  for (const entry of [...entries, ...pending]) {
    only ??= entry.currency;
    if (entry.currency !== undefined && entry.currency !== only)
      throw new UnreadableFile(
        'MIXED_CURRENCIES',
        entry.place,
        'another currency than that of the statement',
      );
  }
  if (only !== undefined && !/^[A-Z]{3}$/.test(only))
    throw new UnreadableFile('WRONG_SHAPE', place, 'what stands for the currency is no code of one');
  return only;
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

/** Running balances show which way the file goes where dates do not: a list of one day, newest first. */
function inOrder({ opening, closing, entries, closingPlace, place }: Statement): StatementEntry[] {
  // Newest first throughout: then the later of two entries of one day stands above.
  const falls = entries.every(({ date }, at) => date <= (entries[at - 1]?.date ?? date));
  const asFiled = falls && entries[0]?.date !== entries.at(-1)?.date ? entries.toReversed() : [...entries];
  const sorted = byDay(asFiled);
  if (entries.every(({ balance }) => balance === undefined)) return sorted;
  const ways = [asFiled, asFiled.toReversed(), sorted, byDay(asFiled.toReversed())];
  // A bank may order by the day of value and count by the moment of booking: whichever way holds is the count.
  const counted = ways.find((way) => breakOf(way, opening) === undefined);
  if (!counted) {
    const broken = breakOf(sorted, opening)?.place ?? place;
    throw new UnreadableFile('WRONG_BALANCE', broken, 'the balance does not follow from the one before it');
  }
  const last = counted.findLast(({ balance }) => balance !== undefined)?.balance;
  const rest = counted.slice(counted.findLastIndex(({ balance }) => balance !== undefined) + 1);
  const end = unitsOf(last ?? '0') + unitsOfAll(rest.map(({ amount }) => amount));
  if (closing !== undefined && end !== unitsOf(closing)) throw wrongTotals(closingPlace ?? place);
  return byDay(counted);
}

function byDay(entries: readonly StatementEntry[]): StatementEntry[] {
  return entries.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The first entry whose balance is not the one before it plus the entry. */
function breakOf(entries: readonly StatementEntry[], opening?: string): StatementEntry | undefined {
  let running = opening === undefined ? undefined : unitsOf(opening);
  for (const entry of entries) {
    const said = entry.balance === undefined ? undefined : unitsOf(entry.balance);
    if (running !== undefined) running += unitsOf(entry.amount);
    if (running !== undefined && said !== undefined && running !== said) return entry;
    running ??= said;
  }
  return undefined;
}

function mustAddUp({ opening, closing, entries, closingPlace, place }: Statement): void {
  if (opening === undefined || closing === undefined) return;
  const end = unitsOf(opening) + unitsOfAll(entries.map(({ amount }) => amount));
  if (end !== unitsOf(closing)) throw wrongTotals(closingPlace ?? place);
}

function wrongTotals(place: string): UnreadableFile {
  return new UnreadableFile(
    'WRONG_TOTALS',
    place,
    'opening balance and entries do not add up to the closing one',
  );
}

function periodOf({ from, to }: Statement, entries: readonly StatementEntry[]) {
  // Real files have a period that ends before it begins; it says nothing.
  const said = from === undefined || to === undefined || from <= to;
  const [first, last] = [entries[0]?.date, entries.at(-1)?.date];
  return said ? { from: from ?? first, to: to ?? last } : { from: first, to: last };
}
