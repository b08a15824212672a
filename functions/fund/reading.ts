import { createHash } from 'node:crypto';
import type { City } from '../kernel/city.ts';
import type { EntryWords } from './entry.ts';
import { fail } from './fail.ts';
import { unitsOf } from './statements/amount.ts';
import type { Statement, StatementEntry, StatementFile } from './statements/statement.ts';

/** A year of a busy charity account has some 20,000; a file is for a month or so. */
export const MOST_ENTRIES = 10_000;

/** An entry of a file that was found to be ours, in minor units. */
export interface ReadEntry {
  /** Its number in the file, from 0. */
  readonly n: number;
  readonly place: string;
  readonly day: string;
  /** Signed, never zero. */
  readonly amount: number;
  readonly words: EntryWords;
  readonly balance?: number;
  readonly reversal: boolean;
  /** What tells it from other entries: the bank's own reference, or what was written. */
  readonly mark: string;
  /** Which of otherwise equal entries of its day it is, from 1. */
  readonly occurrence: number;
  /** An earlier statement of the file has an equal one, and nothing says whether this is that one or another. */
  readonly doubtful?: true;
}

/** One statement of the file. */
export interface ReadStatement {
  readonly n: number;
  readonly place: string;
  readonly from?: string;
  readonly to?: string;
  readonly opening?: number;
  readonly closing?: number;
  readonly entries: readonly ReadEntry[];
}

export interface ReadFile {
  readonly format: string;
  /** SHA-256, hex. */
  readonly digest: string;
  readonly statements: readonly ReadStatement[];
  /** Of all statements, as they are booked. */
  readonly entries: readonly ReadEntry[];
  /** Announced by the bank and not booked there. */
  readonly pending: number;
}

export interface ReadingFor {
  readonly city: Pick<City, 'fund' | 'currency'>;
  /** In the city. */
  readonly today: string;
  /** A person says that a file which names no account is ours. */
  readonly isOurs?: boolean | undefined;
  /** The day on which the books begin with what lay in the account. */
  readonly openedOn?: string | undefined;
}

/** Banks print numbers with hyphens, blanks, an IBAN's letters; some hide digits behind stars. */
function isSameAccount(said: string, ours: string): boolean {
  const plain = said.replace(/[^\d*]/g, '');
  const digits = ours.replace(/\D/g, '');
  if (!plain.includes('*')) return plain === digits;
  const shown = plain.replace(/\*/g, '').length;
  // Four digits that are shown tell one account of a charity from its others.
  return shown >= 4 && new RegExp(`^${plain.replaceAll('*', '\\d')}$`).test(digits);
}

const folded = (text: string | undefined): string =>
  (text ?? '').normalize('NFKC').replace(/\s+/g, '').toLowerCase();

function minorUnits(amount: string, place: string, city: ReadingFor['city'], file: string): number {
  const scale = 10n ** BigInt(10 - city.currency.minorDigits);
  const units = unitsOf(amount);
  const minor = Number(units / scale);
  if (units % scale !== 0n || !Number.isSafeInteger(minor)) throw fail('AMOUNT_NOT_WHOLE', { file, place });
  return minor;
}

function mustBeOurs(statement: Statement, { city, isOurs }: ReadingFor, file: string): void {
  const { account, currency, place } = statement;
  if (account !== undefined && /[\d*]/.test(account)) {
    if (!isSameAccount(account, city.fund.account.number)) throw fail('OTHER_ACCOUNT', { file, place });
  } else if (!isOurs) throw fail('ACCOUNT_NOT_NAMED', { file, place });
  if (currency !== undefined && currency !== city.currency.code)
    throw fail('OTHER_CURRENCY', { file, place, currency });
}

function mustBePossible(entry: StatementEntry, reading: ReadingFor, file: string): void {
  const { date, currency, place } = entry;
  if (currency !== undefined && currency !== reading.city.currency.code)
    throw fail('OTHER_CURRENCY', { file, place, currency });
  if (date > reading.today) throw fail('DAY_TO_COME', { file, place, day: date });
  if (reading.openedOn !== undefined && date < reading.openedOn)
    throw fail('BEFORE_OPENING', { file, place, day: date, openedOn: reading.openedOn });
}

const present = <T extends object>(facts: T) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

function entryOf(entry: StatementEntry, amount: number, n: number, reading: ReadingFor, file: string) {
  const { date, text, counterparty, reference, bankReference, balance, reversal, place } = entry;
  // A memo that is rewritten makes no other entry.
  const lasting = entry.lasting ?? reference;
  const said = bankReference
    ? ['bank', bankReference]
    : ['words', folded(text), folded(counterparty), folded(lasting)];
  const account = reading.city.fund.account.number.replace(/\D/g, '');
  return {
    ...{ n, place, day: date, amount, reversal: reversal === true },
    words: present({ text, counterparty, reference, bankReference }),
    ...(balance === undefined ? {} : { balance: minorUnits(balance, place, reading.city, file) }),
    mark: JSON.stringify([account, date, amount, reading.city.currency.code, ...said]),
  };
}

type Bounds = Pick<ReadStatement, 'from' | 'to' | 'opening' | 'closing'>;

/** A statement that goes on where the one before it ended: pages of one, or the next day. */
const goesOn = (before: Bounds | undefined, { opening }: Bounds): boolean =>
  before?.closing !== undefined && before.closing === opening;

/** A statement of the same days that begins at the same won. */
const repeats = (earlier: Bounds, { from, to, opening }: Bounds): boolean =>
  from !== undefined &&
  to !== undefined &&
  opening !== undefined &&
  earlier.from === from &&
  earlier.to === to &&
  earlier.opening === opening;

/** How many equal entries a statement finds before it. */
interface Start {
  readonly seen: ReadonlyMap<string, number>;
  /** Whether its entries are surely others than those before it, or surely numbered as those that it repeats. */
  readonly sure: boolean;
}

/** Where the numbers of equal entries go on in a statement, after those of its file that were read. */
function startOf(
  bounds: Bounds,
  read: readonly ReadStatement[],
  starts: readonly Start[],
  seen: ReadonlyMap<string, number>,
): Start {
  const before = read.at(-1);
  const again = read.findIndex((earlier) => repeats(earlier, bounds));
  const page = read[again - 1];
  // The second page of a statement that is repeated goes on as well: from the first, repeated.
  const inRepeat = before !== undefined && page !== undefined && page !== before && repeats(page, before);
  const onward = goesOn(before, bounds) && !inRepeat;
  if (again !== -1 && !onward) return { seen: starts[again]?.seen ?? new Map(), sure: true };
  // What both goes on and repeats (money that came and went) may be either.
  return { seen: new Map(seen), sure: before === undefined || (onward && again === -1) };
}

function checkedFile(file: StatementFile, name: string, reading: ReadingFor): Omit<ReadFile, 'digest'> {
  const statements: ReadStatement[] = [];
  const starts: Start[] = [];
  let seen = new Map<string, number>();
  let n = 0;
  for (const statement of file.statements) {
    mustBeOurs(statement, reading, name);
    const said = (amount: string | undefined) =>
      amount === undefined ? undefined : minorUnits(amount, statement.place, reading.city, name);
    const [opening, closing] = [said(statement.opening), said(statement.closing)];
    const { place, from, to } = statement;
    // Equal entries on pages of one statement are several; in a statement that repeats another they are the same.
    const bounds: Bounds = present({ from, to, opening, closing });
    const start = startOf(bounds, statements, starts, seen);
    starts.push(start);
    seen = new Map(start.seen);
    const own = new Map<string, number>();
    const entries: ReadEntry[] = [];
    for (const entry of statement.entries) {
      mustBePossible(entry, reading, name);
      const amount = minorUnits(entry.amount, entry.place, reading.city, name);
      // Lines of no amount tell something and move nothing.
      if (amount === 0) continue;
      const read = entryOf(entry, amount, n++, reading, name);
      const earlier = start.seen.get(read.mark) ?? 0;
      const count = (own.get(read.mark) ?? 0) + 1;
      own.set(read.mark, count);
      // The bank's own reference names one entry, wherever it is repeated.
      const named = !start.sure && read.words.bankReference !== undefined;
      const occurrence = named ? count : earlier + count;
      seen.set(read.mark, Math.max(seen.get(read.mark) ?? 0, occurrence));
      const doubtful = !start.sure && !named && earlier > 0;
      entries.push({ ...read, occurrence, ...(doubtful ? { doubtful } : {}) });
    }
    statements.push({ n: statements.length, place, ...bounds, entries });
  }
  if (statements.length === 0) throw fail('STATEMENT_EMPTY', { file: name, place: 'file' });
  const entries = statements.flatMap((one) => one.entries);
  if (entries.length > MOST_ENTRIES) throw fail('TOO_MANY_ENTRIES', { file: name, limit: MOST_ENTRIES });
  return {
    format: file.format,
    statements,
    entries,
    pending: file.statements.reduce((sum, { pending = [] }) => sum + pending.length, 0),
  };
}

/** By which a file is known: SHA-256, hex. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Reads a bank's file as a statement of the charity account. The file is taken as a whole or not at all.
 * @throws DomainError UNREADABLE_FILE, OTHER_ACCOUNT, ACCOUNT_NOT_NAMED, OTHER_CURRENCY, AMOUNT_NOT_WHOLE, DAY_TO_COME,
 *   BEFORE_OPENING, STATEMENT_EMPTY, TOO_MANY_ENTRIES, each with file and place
 */
export async function readOurs(bytes: Uint8Array, name: string, reading: ReadingFor): Promise<ReadFile> {
  const { readBankFile } = await import('./statement-reader.ts');
  const read = readBankFile(bytes, name);
  if ('refused' in read) {
    const { code, place, reason } = read.refused;
    throw fail('UNREADABLE_FILE', { file: name, place, reason: code, words: reason });
  }
  return { ...checkedFile(read.file, name, reading), digest: digestOf(bytes) };
}
