import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/**
 * `npm run --silent ledger:verify -- FILE…`: checks downloaded pages of the public ledger, in any order, and against
 * `ledger.json` or a year's file where one is among them. It needs nothing of this project: whoever has Node can run
 * this one file, and whoever has not can write it again from docs/ledger.md.
 * Exit code 0 = every line holds; 1 = something is wrong, with file, line and what; 2 = a file cannot be read.
 */
const HEADER = 'number,id,day,debit,credit,currency,amount,purpose,cause,previous,digest';
const ACCOUNT = '[a-z]+(?::[a-z][a-z0-9-]*)?';
const LINE = new RegExp(
  `^(?<text>(?<number>[1-9]\\d*),trf_[0-9A-Z]{26},(?<day>\\d{4}-\\d{2}-\\d{2}),(?<debit>${ACCOUNT}),(?<credit>${ACCOUNT}),` +
    '(?<currency>[A-Z]+),(?<amount>[1-9]\\d*),(?<purpose>[a-z0-9-]*),(?<cause>[A-Z_]+),(?<previous>[0-9a-f]{64})),(?<digest>[0-9a-f]{64})$',
);
const NOTHING_BEFORE = '0'.repeat(64);

export interface Fault {
  readonly file: string;
  /** From 1, the header's; 0 = the file as a whole. */
  readonly line: number;
  readonly what: string;
}
interface Entry {
  readonly file: string;
  readonly line: number;
  readonly number: number;
  readonly day: string;
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amount: number;
  readonly previous: string;
  readonly digest: string;
}
type Sums = Map<string, { debits: number; credits: number }>;
interface Month {
  readonly month: string;
  readonly entries: Entry[];
}
/** What `ledger.json` and a year's file say of a month. */
interface Published {
  readonly month: string;
  readonly first: number;
  readonly last: number;
  readonly digest: string;
  readonly entries: number;
  readonly accounts: readonly { account: string; currency: string; debits: number; credits: number }[];
}

/** One page: every line by itself. */
function readPage(file: string, text: string, faults: Fault[]): Entry[] {
  const wrong = (line: number, what: string) => faults.push({ file, line, what });
  const lines = text.split('\n');
  if (lines.pop() !== '') wrong(lines.length + 1, 'the last line does not end with a line feed');
  if (lines[0] !== HEADER) wrong(1, `the first line is not "${HEADER}"`);
  if (lines.length === 1) wrong(1, 'there is no entry');
  return lines.slice(1).flatMap((one, i) => {
    const line = i + 2;
    const found = LINE.exec(one)?.groups;
    if (!found) {
      wrong(line, 'not an entry: eleven fields as docs/ledger.md says');
      return [];
    }
    const { text = '', day = '', debit = '', credit = '', currency = '', previous = '', digest = '' } = found;
    const [number, amount] = [Number(found.number), Number(found.amount)];
    // SHA-256 of the line up to its last comma.
    const sum = createHash('sha256').update(text, 'utf8').digest('hex');
    if (sum !== digest) wrong(line, `entry ${number}: its digest should be ${sum}`);
    if (new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day)
      wrong(line, `entry ${number}: there is no day ${day}`);
    if (debit === credit) wrong(line, `entry ${number}: debit and credit are one account`);
    if (!Number.isSafeInteger(amount)) wrong(line, `entry ${number}: an amount that is too large`);
    return [{ file, line, number, day, debit, credit, currency, amount, previous, digest }];
  });
}

/** All entries, page after page: numbers without a gap, each upon the one before; and in which month each stands. */
function follow(pages: readonly Entry[][], faults: Fault[]): Month[] {
  const months: Month[] = [];
  let before: Entry | undefined;
  let month = '';
  for (const entry of pages.flat()) {
    const wrong = (what: string) => faults.push({ file: entry.file, line: entry.line, what });
    const wanted = before ? before.number + 1 : entry.number;
    if (entry.number > wanted)
      wrong(`entry ${entry.number}: ${range(wanted, entry.number - 1)} missing before it`);
    else if (entry.number < wanted)
      wrong(`entry ${entry.number}: follows entry ${wanted - 1}: out of order, or here twice`);
    else if (before && entry.previous !== before.digest)
      wrong(
        `entry ${entry.number}: its "previous" is not the digest of entry ${before.number} (${where(before)})`,
      );
    if (entry.number === 1 && entry.previous !== NOTHING_BEFORE)
      wrong('entry 1: its "previous" is not all zeros');
    // A page that lies where it was published says its month; a late entry stands in the month that has begun.
    const folder = /^\d{4}-\d{2}$/.exec(basename(dirname(entry.file)))?.[0];
    const of = entry.day.slice(0, 7);
    month = of > month ? of : month;
    if (!before && folder && folder > month) month = folder;
    if (folder && folder !== month)
      wrong(`entry ${entry.number}: is of ${month}, and its page lies in ${folder}`);
    if (months.at(-1)?.month !== month) months.push({ month, entries: [] });
    months.at(-1)?.entries.push(entry);
    before = entry;
  }
  return months;
}

const where = ({ file, line }: { file: string; line: number }) => `${file}, line ${line}`;
const range = (from: number, to: number) =>
  from === to ? `entry ${from} is` : `entries ${from} to ${to} are`;

/** `account currency` → what was debited and credited. */
function sumsOf(entries: readonly Entry[]): Sums {
  const sums: Sums = new Map();
  for (const { debit, credit, currency, amount } of entries)
    for (const [account, debits, credits] of [
      [debit, amount, 0],
      [credit, 0, amount],
    ] as const) {
      const so = sums.get(`${account} ${currency}`) ?? { debits: 0, credits: 0 };
      sums.set(`${account} ${currency}`, { debits: so.debits + debits, credits: so.credits + credits });
    }
  return sums;
}

/** Whether what is published of some entries is what they come to. */
function compare(
  file: string,
  name: string,
  said: Omit<Published, 'month'>,
  known: readonly Entry[],
  faults: Fault[],
) {
  const wrong = (what: string) => faults.push({ file, line: 0, what: `${name}: ${what}` });
  const entries = known.filter(({ number }) => number >= said.first && number <= said.last);
  if (entries.length !== said.entries || said.entries !== said.last - said.first + 1)
    return wrong(`${said.entries} entries are published, ${entries.length} are here`);
  if (entries.at(-1)?.digest !== said.digest) wrong(`its digest is not that of entry ${said.last}`);
  const sums = sumsOf(entries);
  const accounts = new Set([...sums.keys(), ...said.accounts.map((a) => `${a.account} ${a.currency}`)]);
  for (const account of accounts) {
    const here = sums.get(account) ?? { debits: 0, credits: 0 };
    const there = said.accounts.find((a) => `${a.account} ${a.currency}` === account);
    if (there?.debits !== here.debits || there?.credits !== here.credits)
      wrong(`${account}: the entries come to ${here.debits} and ${here.credits}, not what is published`);
  }
}

/** @returns what is wrong, and a line for each month */
export function verify(files: readonly { name: string; text: string }[]): {
  faults: Fault[];
  report: string[];
} {
  const faults: Fault[] = [];
  const isJson = ({ text }: { text: string }) => text.trimStart().startsWith('{');
  const pages = files
    .filter((file) => !isJson(file))
    .map(({ name, text }) => readPage(name, text, faults))
    .sort(([a], [b]) => (a?.number ?? 0) - (b?.number ?? 0));
  const months = follow(pages, faults);
  const entries = pages.flat();
  for (const { name, text } of files.filter(isJson)) {
    const said = published(name, text, faults);
    for (const month of said?.months ?? [])
      if (entries.some(({ number }) => number >= month.first && number <= month.last))
        compare(name, month.month, month, entries, faults);
    if (said?.total && entries[0]?.number === 1 && (entries.at(-1)?.number ?? 0) >= said.total.entries)
      compare(name, 'all months', { ...said.total, first: 1, last: said.total.entries }, entries, faults);
  }
  return { faults, report: months.map(lineOf) };
}

function published(
  file: string,
  text: string,
  faults: Fault[],
): { months: Published[]; total?: Omit<Published, 'first' | 'last' | 'month'> } | undefined {
  const whole = (of: Published) => Array.isArray(of.accounts) && Number.isSafeInteger(of.entries);
  try {
    const said = JSON.parse(text);
    if (said.months.every(whole) && (said.total === undefined || whole(said.total))) return said;
  } catch {}
  faults.push({ file, line: 0, what: 'neither a page nor the published numbers' });
  return undefined;
}

function lineOf({ month, entries }: Month): string {
  const [first, last] = [entries[0], entries.at(-1)];
  const sums = [...sumsOf(entries)];
  const currencies = [...new Set(entries.map(({ currency }) => currency))].sort().map((currency) => {
    const of = sums.filter(([name]) => name.endsWith(` ${currency}`)).map(([, sum]) => sum);
    const all = (side: 'debits' | 'credits') =>
      of.reduce((so, sum) => so + sum[side], 0).toLocaleString('en');
    return `${currency} debits ${all('debits')} = credits ${all('credits')}`;
  });
  const upon = first && first.number > 1 ? `  upon ${first.previous}` : '';
  return `${month}  entries ${first?.number}–${last?.number} (${entries.length})  ${currencies.join('  ')}  digest ${last?.digest}${upon}`;
}

/** The command. npm runs scripts in the package's folder; names are meant from where the person stands. */
function main(names: readonly string[]): number {
  const here = (process.env.npm_lifecycle_event === 'ledger:verify' && process.env.INIT_CWD) || process.cwd();
  if (names.length === 0) {
    process.stderr.write('usage: npm run --silent ledger:verify -- FILE…\n');
    return 2;
  }
  const files: { name: string; text: string }[] = [];
  for (const name of names)
    try {
      // Everything that is published is ASCII; read so, any other byte is a sign of its own and no line holds with it.
      files.push({ name, text: readFileSync(resolve(here, name), 'latin1') });
    } catch (error) {
      process.stderr.write(`${name}: cannot be read: ${error instanceof Error ? error.message : error}\n`);
      return 2;
    }
  const { faults, report } = verify(files);
  for (const line of report) process.stdout.write(`${line}\n`);
  for (const { file, line, what } of faults)
    process.stderr.write(`${file}: ${line > 0 ? `line ${line}: ` : ''}${what}\n`);
  process.stdout.write(faults.length === 0 ? 'every line holds\n' : `${faults.length} faults\n`);
  return faults.length === 0 ? 0 : 1;
}
if (import.meta.main) process.exitCode = main(process.argv.slice(2));
