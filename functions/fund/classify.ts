import type { Key } from '../kernel/keys.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import type { Vault } from '../kernel/vault.ts';
import type { Entry } from './entry.ts';
import type { ReadEntry } from './reading.ts';

/** An entry of a file against the books. */
export interface Classified extends ReadEntry {
  readonly verdict: 'new' | 'known' | 'similar';
  /** Under which it is booked, or will be. */
  readonly id: string;
  /** Of a similar one: the booked entries that it looks like. */
  readonly like: readonly string[];
}

type Known = Key & Pick<Entry, 'id' | 'status' | 'balance' | 'sameAs'>;

/**
 * Under which an entry is booked: a keyed hash over account, day, amount, currency, the bank's reference or what was
 * written, and its number among otherwise equal entries. 128 bits: no two of a city's entries meet.
 */
export const fingerprintOf = async (vault: Vault, mark: string, number: number): Promise<string> =>
  (await vault.hash('bank-entry', `${mark}#${number}`)).slice(0, 32);

const AT_ONCE = 8;
const PAGE = 100;
/** BatchGet takes 100 keys; eight at once. */
export async function lookUp<T extends Key>(table: Table, wanted: readonly Key[]): Promise<T[]> {
  const pages = Array.from({ length: Math.ceil(wanted.length / PAGE) }, (_, i) =>
    wanted.slice(i * PAGE, i * PAGE + PAGE),
  );
  const found: T[] = [];
  const lane = async () => {
    for (let page = pages.shift(); page; page = pages.shift())
      found.push(...(await table.getAll<T>(page, { consistent: true })));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return found;
}

/** The same words and amount at another running balance is another place in the account: they need not be one entry. */
const contradicts = (entry: ReadEntry, known: Known): boolean =>
  entry.balance !== undefined && known.balance !== undefined && entry.balance !== known.balance;

interface Named {
  readonly entry: ReadEntry;
  readonly id: string;
  readonly known?: Known;
  /** Entries of the same words that stand at another balance. */
  readonly passed: readonly string[];
}

/** Finds each entry's fingerprint. Where the balances say that an equal entry is another, the next number is tried. */
async function name(
  { table, vault }: { table: Table; vault: Vault },
  entries: readonly ReadEntry[],
): Promise<Named[]> {
  const named = new Array<Named | undefined>(entries.length);
  // Numbers beyond those of the file's own equal entries, each tried by one entry alone.
  const beyond = new Map<string, number>();
  for (const { mark, occurrence } of entries) beyond.set(mark, Math.max(beyond.get(mark) ?? 0, occurrence));
  const nextOf = (mark: string): number => {
    const next = (beyond.get(mark) ?? 0) + 1;
    beyond.set(mark, next);
    return next;
  };
  let open = entries.map((entry, i) => ({ entry, i, number: entry.occurrence, passed: [] as string[] }));
  while (open.length > 0) {
    const ids = await Promise.all(open.map(({ entry, number }) => fingerprintOf(vault, entry.mark, number)));
    const found = new Map(
      (await lookUp<Known>(table, [...new Set(ids)].map(keys.bankEntry))).map((known) => [known.id, known]),
    );
    const again: typeof open = [];
    open.forEach(({ entry, i, passed }, at) => {
      const id = ids[at] ?? '';
      const known = found.get(id);
      if (known && contradicts(entry, known))
        again.push({ entry, i, number: nextOf(entry.mark), passed: [...passed, id] });
      else named[i] = { entry, id, passed, ...(known ? { known } : {}) };
    });
    open = again;
  }
  return named.flatMap((one) => one ?? []);
}

const groupOf = ({ day, amount }: Pick<ReadEntry, 'day' | 'amount'>) => `${day}#${amount}`;

interface Booked {
  readonly entry: string;
  readonly format: string;
  readonly balance?: number;
}
/** The entries that are booked of some days and amounts: `day#amount` → where each is found. */
async function bookedOf(table: Table, groups: readonly string[]): Promise<Map<string, Booked[]>> {
  const booked = new Map<string, Booked[]>();
  const wanted = [...groups];
  const lane = async () => {
    for (let group = wanted.shift(); group; group = wanted.shift()) {
      const [day = '', amount = ''] = group.split('#');
      const { pk } = keys.bankEntryOfDay(day, 0, '');
      booked.set(group, await table.part<Booked>(pk, `${amount}#`, MOST_EQUAL));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return booked;
}
/** Entries of one day and amount that are compared; more are not told apart by a person either. */
const MOST_EQUAL = 500;

/**
 * Whether an entry of the same day and amount may be this one. A bank says the same in the same format: what it says
 * otherwise there is another entry, unless the account stood at the same won after both.
 */
const looksLike = (entry: ReadEntry, format: string, { format: other, balance }: Booked): boolean =>
  other !== format || (balance !== undefined && balance === entry.balance);

/**
 * Each entry of a file against the books: known by its fingerprint, new, or similar. Similar is what has day and amount
 * of an entry that came in another format, or day, amount and running balance of one in any format, and that this file
 * does not carry in its own words, and what another statement of the file may have said before: that entry, or another
 * one; a person decides.
 */
export async function classify(
  deps: { table: Table; vault: Vault },
  entries: readonly ReadEntry[],
  format: string,
): Promise<Classified[]> {
  const named = await name(deps, entries);
  const carried = new Set<string>(
    named.flatMap(({ id, known }) => (known?.sameAs ? [id, known.sameAs] : [id])),
  );
  const groups = new Set(named.filter(({ known }) => !known).map(({ entry }) => groupOf(entry)));
  const booked = await bookedOf(deps.table, [...groups]);
  const seen = new Set<string>();
  const equal = new Map<string, string[]>();
  return named.map(({ entry, id, known, passed }) => {
    // A file that holds one statement twice carries each entry once.
    const twice = seen.has(id);
    seen.add(id);
    const before = equal.get(entry.mark) ?? [];
    equal.set(entry.mark, [...before, id]);
    if (known || twice) return { ...entry, id, verdict: 'known' as const, like: [] };
    const others = (booked.get(groupOf(entry)) ?? []).flatMap((one) =>
      !carried.has(one.entry) && looksLike(entry, format, one) ? [one.entry] : [],
    );
    const like = [...new Set([...passed, ...others, ...(entry.doubtful ? before : [])])];
    return { ...entry, id, verdict: like.length > 0 ? ('similar' as const) : ('new' as const), like };
  });
}
