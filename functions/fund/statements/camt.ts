import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, unitsOf, unitsOfAll } from './amount.ts';
import { readEntry } from './camt-entry.ts';
import { all, at, type Element, readElements, textAt } from './camt-tree.ts';
import { dayIn, type Money, moneyOf, placeOf } from './camt-values.ts';
import { checked } from './check.ts';
import type { Day, Fault, Statement, StatementEntry, StatementFile, StatementFormat } from './statement.ts';

const MESSAGES: Readonly<Record<string, StatementFormat>> = {
  BkToCstmrAcctRpt: 'camt.052',
  BkToCstmrStmt: 'camt.053',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
};
const STATEMENTS = new Set(['Rpt', 'Stmt', 'Ntfctn']);
const TAKEN = new Set(['Ntry', ...STATEMENTS]);

/** By its namespace or message, near the file's beginning. */
export function isCamt(head: string): boolean {
  return /camt\.05[234]\.001|<(?:\w+:)?BkToCstmr(?:AcctRpt|Stmt|DbtCdtNtfctn)\b/.test(head);
}

/**
 * ISO 20022's reports (camt.052), statements (053) and notifications (054), versions 2 to 13: what the versions do
 * differently (`Sts`, parties, dates) is read in every form.
 * @throws UnreadableFile NOT_XML, TRUNCATED, OUT_OF_PLACE, NO_STATEMENT, NO_DATE, NO_SUCH_DATE, WRONG_AMOUNT, WRONG_SHAPE
 */
export function readCamt(text: string): StatementFile {
  const statements: Statement[] = [];
  let format: StatementFormat | undefined;
  let booked: StatementEntry[] = [];
  let pending: StatementEntry[] = [];
  readElements(text, TAKEN, (element, parent) => {
    if (element.name === 'Ntry') {
      if (!STATEMENTS.has(parent?.name ?? '')) throw outOfPlace(element);
      const found = readEntry(element);
      (found.booked ? booked : pending).push(...found.entries);
      return;
    }
    const message = MESSAGES[parent?.name ?? ''];
    if (!message) throw outOfPlace(element);
    format = message;
    statements.push(readStatement(element, message, booked, pending));
    [booked, pending] = [[], []];
  });
  if (!format) throw new UnreadableFile('NO_STATEMENT', 'file', 'no statement of an account');
  return { format, statements };
}

function outOfPlace(element: Element): UnreadableFile {
  return new UnreadableFile('OUT_OF_PLACE', placeOf(element), 'an element where none of its kind can be');
}

interface Balance extends Money {
  readonly day: Day | undefined;
  readonly place: string;
}

function readStatement(
  element: Element,
  format: StatementFormat,
  booked: StatementEntry[],
  pending: StatementEntry[],
): Statement {
  const { opening, closing, interim } = balancesOf(element);
  const currency = textAt(element, 'Acct', 'Ccy') ?? opening?.currency ?? closing?.currency;
  const faults = [opening, closing]
    .filter((balance) => balance !== undefined && balance.currency !== currency)
    .map((balance): Fault => {
      const place = balance?.place ?? '';
      return { code: 'MIXED_CURRENCIES', place, reason: 'a balance in another currency' };
    });
  const entries = witnessed(booked, opening, closing);
  // Where nothing moved, only the balances say of which days the statement is.
  const still = (balance: Balance | undefined) => (entries.length === 0 ? balance?.day : undefined);
  // Reports during the day may hold what is new since the last one only; then the morning's balance is not theirs.
  const partial = format === 'camt.052' && interim && !addsUp(entries, opening, closing);
  return checked({
    account: textAt(element, 'Acct', 'Id', 'IBAN') ?? textAt(element, 'Acct', 'Id', 'Othr', 'Id'),
    currency,
    from: dayIn(at(element, 'FrToDt', 'FrDtTm') ?? at(element, 'FrToDt', 'FrDt')) ?? still(opening),
    to: dayIn(at(element, 'FrToDt', 'ToDtTm') ?? at(element, 'FrToDt', 'ToDt')) ?? still(closing),
    ...{ opening: partial ? undefined : opening?.amount, closing: closing?.amount },
    ...{ place: placeOf(element), closingPlace: closing?.place, entries, pending, faults },
  });
}

/**
 * Booked balances alone: what is available (OPAV, CLAV, FWAV) counts what is not booked. A statement of several days
 * has one of each a day; pages and reports during the day have interim ones (ITBD).
 */
function balancesOf(element: Element) {
  const of = (code: string): Balance[] =>
    all(element, 'Bal')
      .filter((bal) => textAt(bal, 'Tp', 'CdOrPrtry', 'Cd') === code)
      .map((bal) => ({ ...moneyOf(bal), day: dayIn(at(bal, 'Dt')), place: placeOf(bal) }))
      .toSorted((a, b) => (a.day ?? '').localeCompare(b.day ?? ''));
  const [openings, closings, interims] = [[...of('OPBD')], of('CLBD'), of('ITBD')];
  const opening =
    openings[0] ?? of('PRCD')[0] ?? (closings.length > 0 || interims.length > 1 ? interims[0] : undefined);
  const last = interims.at(-1);
  const interim = closings.length === 0 && last !== undefined && last !== opening;
  return { opening, closing: interim ? last : closings.at(-1), interim };
}

function addsUp(entries: readonly StatementEntry[], opening?: Money, closing?: Money): boolean {
  if (!opening || !closing) return true;
  const sum = unitsOfAll([opening.amount, ...entries.map(({ amount }) => amount)]);
  return sum === unitsOf(closing.amount);
}

/**
 * ISO means by CdtDbtInd of a reversal which way the money goes now; some banks write the way of the entry that is
 * taken back (OCA/bank-statement-import#375). The balances tell which of the two the file means.
 */
function witnessed(entries: StatementEntry[], opening?: Money, closing?: Money): StatementEntry[] {
  if (addsUp(entries, opening, closing)) return entries;
  const turned = entries.map((entry) =>
    entry.reversal ? { ...entry, amount: negated(entry.amount) } : entry,
  );
  return addsUp(turned, opening, closing) ? turned : entries;
}
