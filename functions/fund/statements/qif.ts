import { UnreadableFile } from '../../kernel/unreadable.ts';
import { checked } from './check.ts';
import { amountIn, decimalSignOf, type Written } from './number-form.ts';
import { daysOf } from './qif-dates.ts';
import type { Day, Statement, StatementEntry, StatementFile } from './statement.ts';

/** Sections of money in an account; lists of categories and the like hold none. */
const ACCOUNTS = /^!Type:\s*(?:Bank|CCard|Cash|Oth [AL])\s*$/i;
const LISTS = /^!Type:\s*(?:Cat|Class|Memorized|Prices|Security|Tag)\s*$/i;

export function isQif(head: string): boolean {
  return /^\s*!(?:Type|Account|Option|Clear)\b/i.test(head);
}

/** One record: its fields by their letters, the first of each. */
interface Item {
  readonly line: number;
  readonly fields: Map<string, Written>;
}

interface Section {
  readonly line: number;
  readonly account: string | undefined;
  readonly records: Item[];
}

/**
 * Quicken's interchange format. It names neither currency nor closing balance; the first record `Opening Balance`
 * whose category is an account is the opening balance and no payment.
 * @throws UnreadableFile TRUNCATED, NO_STATEMENT, WRONG_SHAPE, NO_DATE, UNCLEAR_DATE, NO_SUCH_DATE, WRONG_AMOUNT
 */
export function readQif(text: string): StatementFile {
  const sections = sectionsOf(text);
  if (sections.length === 0) throw new UnreadableFile('NO_STATEMENT', 'file', 'no section of a bank account');
  const records = sections.flatMap((section) => section.records);
  const decimal = decimalSignOf(records.map(amountOf));
  const days = daysOf(records.map(dateOf));
  const dayOf = new Map(records.map((record, at) => [record, days[at] ?? '']));
  return { format: 'qif', statements: sections.map((section) => statementOf(section, dayOf, decimal)) };
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let into: Item[] | undefined;
  let accounts: Item[] = [];
  let record: Item | undefined;
  const lines = text.trimEnd().split(/\r\n|\n|\r/);
  lines.forEach((raw, at) => {
    const line = raw.trimEnd();
    if (line.startsWith('!')) {
      if (record) throw truncated(at);
      if (/^!(?:Option|Clear):/i.test(line)) return;
      if (/^!Account\s*$/i.test(line)) into = accounts = [];
      else if (ACCOUNTS.test(line)) {
        into = [];
        sections.push({ line: at + 1, account: accounts.at(-1)?.fields.get('N')?.text, records: into });
      } else if (LISTS.test(line)) into = [];
      else throw new UnreadableFile('WRONG_SHAPE', `line ${at + 1}`, 'a section that is no bank account');
    } else if (line === '^') {
      if (record) into?.push(record);
      record = undefined;
    } else if (line !== '') {
      if (!into) throw new UnreadableFile('OUT_OF_PLACE', `line ${at + 1}`, 'a record before any section');
      record ??= { line: at + 1, fields: new Map() };
      const [letter = '', value] = [line[0], { text: line.slice(1).trim(), place: `line ${at + 1}` }];
      if (!record.fields.has(letter)) record.fields.set(letter, value);
    }
  });
  if (record) throw truncated(lines.length);
  return sections;
}

function truncated(line: number): UnreadableFile {
  return new UnreadableFile('TRUNCATED', `line ${line}`, 'a record is not closed by ^');
}

function statementOf(section: Section, dayOf: ReadonlyMap<Item, Day>, decimal: '.' | ','): Statement {
  const [first] = section.records;
  const own = first && openingOf(first);
  const entries = (own === undefined ? section.records : section.records.slice(1)).map(
    (record): StatementEntry => ({
      date: dayOf.get(record) ?? '',
      amount: amountIn(amountOf(record), decimal),
      text: record.fields.get('M')?.text || undefined,
      counterparty: record.fields.get('P')?.text || undefined,
      reference: record.fields.get('N')?.text || undefined,
      place: `line ${record.line}`,
    }),
  );
  return checked({
    account: section.account || own || undefined,
    opening: first && own !== undefined ? amountIn(amountOf(first), decimal) : undefined,
    place: `line ${section.line}`,
    entries,
  });
}

/** `POpening Balance`, `L[Name of the account]`: the name. */
function openingOf({ fields }: Item): string | undefined {
  const named = /^opening balance$/i.test(fields.get('P')?.text ?? '');
  return named ? /^\[(.+)\]$/.exec(fields.get('L')?.text ?? '')?.[1] : undefined;
}

function amountOf({ line, fields }: Item): Written {
  return fields.get('T') ?? fields.get('U') ?? { text: '', place: `line ${line}` };
}

function dateOf({ line, fields }: Item): Written {
  const date = fields.get('D');
  if (date && date.text !== '') return date;
  throw new UnreadableFile('NO_DATE', `line ${line}`, 'an entry without a date');
}
