import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, normalAmount } from './amount.ts';
import { checked } from './check.ts';
import { dayOfSix, readEntry } from './mt940-entry.ts';
import { type Field, fieldsOf } from './mt940-fields.ts';
import type { Day, Fault, Statement, StatementEntry, StatementFile } from './statement.ts';

const BALANCE = /^([CD])(\d{6})([A-Z]{3})?(\d*(?:,\d*)?)\s*$/;

/** By its fields: those of the head and a balance or an entry. */
export function isMt940(text: string): boolean {
  return /^(?:\{1:.*\{4:)?:(?:20|25|28C?|940):/m.test(text) && /^:(?:25|60[FM]|61|62[FM]):/m.test(text);
}

/**
 * SWIFT's MT940, bare or in its envelope, one or more statements; a statement's pages (:60M:, :62M:) stand each for
 * itself, as the bank numbers them.
 * @throws UnreadableFile OUT_OF_PLACE, TRUNCATED, WRONG_SHAPE, WRONG_AMOUNT, NO_SUCH_DATE
 */
export function readMt940(text: string): StatementFile {
  const statements: Statement[] = [];
  let open: Draft | undefined;
  for (const field of fieldsOf(text)) {
    // Some banks leave out :20:; then the account begins a statement.
    if (field.tag === '20' || (field.tag === '25' && (open === undefined || open.closing))) {
      if (open) statements.push(statementOf(open, field.line));
      open = { begins: field.line, entries: [], faults: [] };
    }
    if (open) take(field, open);
    else if (/^6[0-5]/.test(field.tag)) throw outOfPlace(field, 'before any statement begins');
  }
  if (open) statements.push(statementOf(open, text.trimEnd().split(/\r\n|\n|\r/).length));
  const last = statements.at(-1);
  if (!last) throw new UnreadableFile('NO_STATEMENT', 'file', 'no statement of an account');
  // SWIFT's amounts all have their comma: a number that ends with the file before it, and is wrong, was cut.
  if (last.faults && /(?:^|[\r\n]):62[FM]:[^,\r\n]*$/.test(text))
    throw new UnreadableFile('TRUNCATED', last.closingPlace ?? last.place, 'the file ends within a balance');
  return { format: 'mt940', statements };
}

interface Balance {
  readonly amount: string;
  readonly currency: string | undefined;
  readonly day: Day;
  readonly place: string;
}

/** A statement as far as it was read. */
interface Draft {
  readonly begins: number;
  account?: string;
  opening?: Balance;
  closing?: Balance;
  readonly entries: StatementEntry[];
  readonly faults: Fault[];
  /** The entry whose details still come. */
  entry?: { readonly line: Field; readonly details: Field[] } | undefined;
}

function take(field: Field, draft: Draft): void {
  const { tag } = field;
  if ((tag === '86' || tag === 'NS') && draft.entry) draft.entry.details.push(field);
  else conclude(draft);
  if (tag === '25') {
    if (draft.account !== undefined) throw outOfPlace(field, 'a second account within one statement');
    draft.account = field.lines[0]?.trim() ?? '';
  }
  if (tag.startsWith('60')) {
    if (draft.opening) throw outOfPlace(field, 'a second opening balance within one statement');
    draft.opening = readBalance(field);
  }
  if (tag === '61') {
    if (!draft.opening) throw outOfPlace(field, 'an entry before the opening balance');
    // It can be of no other account; what it does there, the bank must say.
    if (draft.closing)
      draft.faults.push({
        ...{ code: 'OUT_OF_PLACE', place: `line ${field.line}` },
        reason: 'an entry behind the closing balance',
      });
    draft.entry = { line: field, details: [] };
  }
  if (tag.startsWith('62')) {
    if (!draft.opening || draft.closing) throw outOfPlace(field, 'a closing balance without an opening one');
    draft.closing = readBalance(field);
  }
}

function conclude(draft: Draft): void {
  if (draft.entry) draft.entries.push(readEntry(draft.entry.line, draft.entry.details));
  draft.entry = undefined;
}

function readBalance(field: Field): Balance {
  const place = `line ${field.line}`;
  const [, mark, date = '', currency, digits = ''] = BALANCE.exec(field.lines[0] ?? '') ?? [];
  const amount = normalAmount(digits);
  if (amount === undefined)
    throw new UnreadableFile('WRONG_SHAPE', place, 'a balance is not as SWIFT lays it out');
  return { amount: mark === 'D' ? negated(amount) : amount, currency, day: dayOfSix(date, place), place };
}

/** @param end the line where it ends */
function statementOf(draft: Draft, end: number): Statement {
  conclude(draft);
  const { begins, account, opening, closing, entries, faults } = draft;
  if (!closing)
    throw new UnreadableFile('TRUNCATED', `line ${end}`, 'a statement ends without its closing balance');
  const [first, last] = [opening?.currency, closing.currency];
  if (first !== undefined && last !== undefined && first !== last)
    faults.push({
      ...{ code: 'MIXED_CURRENCIES', place: closing.place },
      reason: 'opening and closing balance in two currencies',
    });
  const currency = first ?? last;
  return checked({
    account: account === undefined ? undefined : withoutCurrency(account, currency),
    currency,
    ...{ from: opening?.day, to: closing.day, opening: opening?.amount, closing: closing.amount },
    ...{ place: `line ${begins}`, closingPlace: closing.place, entries, faults },
  });
}

/** `1291.99.348EUR` names the account and its currency. */
function withoutCurrency(account: string, currency: string | undefined): string | undefined {
  const ends = currency !== undefined && /\d\s*[A-Z]{3}$/.test(account) && account.endsWith(currency);
  return (ends ? account.slice(0, -currency.length).trim() : account) || undefined;
}

function outOfPlace({ line }: Field, reason: string): UnreadableFile {
  return new UnreadableFile('OUT_OF_PLACE', `line ${line}`, reason);
}
