import { UnreadableFile } from '../../kernel/unreadable.ts';
import { checked } from './check.ts';
import { dayOf } from './day.ts';
import { amountIn, decimalSignOf } from './number-form.ts';
import { type Node, nodeAt, nodesOf, readOfxTree, valueAt } from './ofx-tree.ts';
import type { Day, Statement, StatementEntry, StatementFile } from './statement.ts';

const RESPONSES = new Set(['STMTTRNRS', 'CCSTMTTRNRS']);
const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS']);
const ENTRIES = new Set(['STMTTRN', 'STMTTRNP']);

/** By its header or first element. */
export function isOfx(head: string): boolean {
  return /^\s*OFXHEADER\s*:|<\?OFX\b|<OFX>/i.test(head);
}

/** The encoding that the header claims. */
export function encodingOf(head: string): string | undefined {
  return /CHARSET:\s*([\w-]+)/i.exec(head)?.[1] ?? /encoding="([\w-]+)"/i.exec(head)?.[1];
}

/**
 * OFX 1 (SGML) and 2 (XML): bank and credit card statements. LEDGERBAL is the closing balance; no opening one is said.
 * @throws UnreadableFile NO_STATEMENT, TRUNCATED, WRONG_SHAPE, NO_DATE, NO_SUCH_DATE, WRONG_AMOUNT
 */
export function readOfx(text: string): StatementFile {
  const root = readOfxTree(text);
  const decimal = decimalSignOf(nodesOf(root, new Set(['TRNAMT', 'BALAMT'])).map(written), '.');
  for (const response of nodesOf(root, RESPONSES)) {
    if (nodesOf(response, STATEMENTS).length === 0)
      throw new UnreadableFile(
        'NO_STATEMENT',
        placeOf(response),
        'an account is answered for without a statement',
      );
  }
  const inside = new Set(nodesOf(root, STATEMENTS).flatMap((node) => nodesOf(node, ENTRIES)));
  const stray = nodesOf(root, ENTRIES).find((entry) => !inside.has(entry));
  if (stray)
    throw new UnreadableFile('OUT_OF_PLACE', placeOf(stray), 'an entry in no statement of a bank account');
  const statements = nodesOf(root, STATEMENTS).map((node) => readStatement(node, decimal));
  if (statements.length === 0) throw new UnreadableFile('NO_STATEMENT', 'file', 'no statement of an account');
  return { format: /<\?OFX\b|OFXHEADER="?2/i.test(text.slice(0, 4096)) ? 'ofx2' : 'ofx1', statements };
}

function readStatement(node: Node, decimal: '.' | ','): Statement {
  const account = nodeAt(node, 'BANKACCTFROM') ?? nodeAt(node, 'CCACCTFROM');
  const list = nodeAt(node, 'BANKTRANLIST');
  const balance = nodeAt(node, 'LEDGERBAL');
  const entries = nodesOf(node, ENTRIES).map((entry) => ({
    pending: entry.name === 'STMTTRNP',
    entry: readEntry(entry, decimal),
  }));
  return checked({
    account: valueAt(account, 'ACCTID'),
    currency: valueAt(node, 'CURDEF'),
    ...{ from: dayAt(list, 'DTSTART'), to: dayAt(list, 'DTEND') },
    closing: balance && amountAt(balance, 'BALAMT', decimal),
    ...{ place: placeOf(node), closingPlace: balance && placeOf(balance) },
    entries: entries.flatMap(({ pending, entry }) => (pending ? [] : [entry])),
    pending: entries.flatMap(({ pending, entry }) => (pending ? [entry] : [])),
  });
}

function readEntry(node: Node, decimal: '.' | ','): StatementEntry {
  const date = dayAt(node, node.name === 'STMTTRNP' ? 'DTTRAN' : 'DTPOSTED');
  if (date === undefined) throw new UnreadableFile('NO_DATE', placeOf(node), 'an entry without a date');
  return {
    date,
    amount: amountAt(node, 'TRNAMT', decimal),
    // ORIGCURRENCY only tells what the amount was before the bank converted it.
    currency: valueAt(node, 'CURRENCY', 'CURSYM'),
    text: valueAt(node, 'MEMO'),
    counterparty: valueAt(node, 'NAME') ?? valueAt(node, 'PAYEE', 'NAME'),
    reference: valueAt(node, 'REFNUM') ?? valueAt(node, 'CHECKNUM'),
    bankReference: valueAt(node, 'FITID'),
    place: placeOf(node),
  };
}

function amountAt(node: Node, name: string, decimal: '.' | ','): string {
  const found = nodeAt(node, name);
  return amountIn(found ? written(found) : { text: '', place: placeOf(node) }, decimal);
}

function written(node: Node) {
  return { text: node.value.trim(), place: placeOf(node) };
}

/**
 * `20261128093000.000[9:KST]`: the day as the bank wrote it, in the zone that it names. Turned into another zone a
 * payment of the morning would be one of the day before.
 */
function dayAt(node: Node | undefined, name: string): Day | undefined {
  const found = nodeAt(node, name);
  const value = found?.value.trim() ?? '';
  if (!found || value === '') return undefined;
  const [, year = '', month = '', day = ''] = /^(\d{4})-?(\d\d)-?(\d\d)(?:$|[\dT [])/.exec(value) ?? [];
  const date = dayOf(year, month, day);
  if (date === undefined)
    throw new UnreadableFile('NO_SUCH_DATE', placeOf(found), 'a date that does not exist');
  return date;
}

function placeOf({ line }: Node): string {
  return `line ${line}`;
}
