import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, normalAmount } from './amount.ts';
import { dayOf, fullYear } from './day.ts';
import { type Details, meant, readDetails, readNumbered } from './mt940-details.ts';
import type { Field } from './mt940-fields.ts';
import type { Day, StatementEntry } from './statement.ts';

/**
 * Day of value, day of entry (four blanks were seen), mark, third letter of the currency, amount, kind, references.
 * RC takes a credit back, RD a debit; `DR` is a debit in EUR.
 */
const LINE = /^(\d{6})(\d{4}| {4})?(R?[CD])([A-Z])?(\d*(?:,\d*)?)([A-Z][A-Z0-9 ]{3})(.*)$/;
/** The customer's reference has 16 places; Rabobank fills them up and writes the other side's name behind. */
const REFERENCE = 16;

/**
 * One entry: field :61: with the lines that continue it, and the fields :86: or :NS: behind.
 * @throws UnreadableFile WRONG_SHAPE, WRONG_AMOUNT, NO_SUCH_DATE
 */
export function readEntry(line: Field, details: readonly Field[]): StatementEntry {
  const place = `line ${line.line}`;
  const [first = '', ...supplement] = line.lines;
  const found = LINE.exec(first);
  if (!found) throw new UnreadableFile('WRONG_SHAPE', place, 'field :61: is not as SWIFT lays it out');
  const [, valued = '', entered, mark = '', , digits = '', , references = ''] = found;
  const amount = normalAmount(digits);
  if (amount === undefined)
    throw new UnreadableFile('WRONG_AMOUNT', place, 'the amount is missing or no number');
  return {
    date: dayOfEntry(valued, entered, place),
    amount: mark === 'C' || mark === 'RD' ? amount : negated(amount),
    ...readReferences(references, supplement, details),
    reversal: mark.startsWith('R') ? true : undefined,
    place,
  };
}

/** `260131` → `2026-01-31`. @throws UnreadableFile NO_SUCH_DATE */
export function dayOfSix(digits: string, place: string): Day {
  const day = dayOf(fullYear(digits.slice(0, 2)), digits.slice(2, 4), digits.slice(4, 6));
  if (day === undefined) throw new UnreadableFile('NO_SUCH_DATE', place, 'a date that does not exist');
  return day;
}

/** The day of entry has no year: it is the one within half a year of the day of value. */
function dayOfEntry(valued: string, entered: string | undefined, place: string): Day {
  const value = dayOfSix(valued, place);
  if (entered === undefined || entered.trim() === '') return value;
  const months = Number(entered.slice(0, 2)) - Number(value.slice(5, 7));
  const year = Number(value.slice(0, 4)) + (months > 6 ? -1 : months < -6 ? 1 : 0);
  const day = dayOf(String(year), entered.slice(0, 2), entered.slice(2));
  if (day === undefined)
    throw new UnreadableFile('NO_SUCH_DATE', place, 'a day of entry that does not exist');
  return day;
}

function readReferences(references: string, supplement: readonly string[], fields: readonly Field[]) {
  const [customer = '', bank] = splitOnce(references, '//');
  const lines = fields.filter(({ tag }) => tag === '86').flatMap((field) => field.lines);
  const numbered = fields.filter(({ tag }) => tag === 'NS').flatMap((field) => field.lines);
  const extra = supplement.join(' ').trim();
  const named = nameBehind(references) ?? nameBelow(customer, extra, lines);
  if (named) {
    const { text } = readDetails(named.lines ?? lines);
    return { text, counterparty: named.counterparty, reference: undefined, bankReference: meant(bank) };
  }
  const said: Details = numbered.length > 0 ? readNumbered(numbered) : readDetails(lines);
  return {
    text: said.text ?? (extra || undefined),
    counterparty: said.counterparty,
    reference: said.reference ?? meant(customer),
    bankReference: meant(bank),
  };
}

/** Where the number of the other side's account stands for a reference, and its name behind or below. */
interface Named {
  readonly counterparty: string;
  readonly lines?: readonly string[];
}

function nameBehind(references: string): Named | undefined {
  const counterparty = references.slice(REFERENCE).trim();
  return references[REFERENCE - 1] === ' ' && counterparty !== '' && !references.includes('//')
    ? { counterparty }
    : undefined;
}

/** ASN and SNS: the name stands below, and once more with the account at the head of :86:. */
function nameBelow(account: string, name: string, lines: readonly string[]): Named | undefined {
  return name !== '' && lines[0] === `${account} ${name}`
    ? { counterparty: name, lines: lines.slice(1) }
    : undefined;
}

function splitOnce(text: string, by: string): [string, string?] {
  const at = text.indexOf(by);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}
