import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, unitsOf, unitsOfAll } from './amount.ts';
import { all, at, type Element, textAt } from './camt-tree.ts';
import { dayIn, type Money, moneyOf, placeOf } from './camt-values.ts';
import type { StatementEntry } from './statement.ts';

/** An entry, and whether the bank has booked it. */
export interface Entry {
  readonly entries: readonly StatementEntry[];
  readonly booked: boolean;
}

/**
 * `Ntry`: one entry; or one for each payment in it, where these bear amounts that add up to it. A collective entry
 * without such amounts stays one, for what is not said must not be made up.
 * @throws UnreadableFile NO_DATE, NO_SUCH_DATE, WRONG_AMOUNT, WRONG_SHAPE
 */
export function readEntry(ntry: Element): Entry {
  const total = moneyOf(ntry);
  const booked = (textAt(ntry, 'Sts', 'Cd') ?? textAt(ntry, 'Sts') ?? 'BOOK') === 'BOOK';
  const date = dayIn(at(ntry, 'BookgDt')) ?? dayIn(at(ntry, 'ValDt'));
  if (date === undefined) throw new UnreadableFile('NO_DATE', placeOf(ntry), 'an entry without a date');
  const reversal = /^(?:true|1)$/.test(textAt(ntry, 'RvslInd') ?? '') ? (true as const) : undefined;
  const common = { date, reversal, place: placeOf(ntry) };
  const details = all(ntry, 'NtryDtls', 'TxDtls');
  const parts = details.length > 1 ? partsOf(details, total) : undefined;
  const reference = textAt(ntry, 'AcctSvcrRef');
  if (!parts) {
    const said = sayings(details, total, reversal === true);
    const text = said.text ?? textAt(ntry, 'AddtlNtryInf');
    const own = reference ?? (details.length === 1 ? ownReference(details[0]) : undefined);
    return { entries: [{ ...common, ...total, ...said, text, bankReference: own }], booked };
  }
  const entries = details.map((detail, number) => {
    const money = parts[number] ?? total;
    const said = sayings([detail], money, reversal === true);
    const own = ownReference(detail) ?? (reference && `${reference}/${number + 1}`);
    return { ...common, ...money, ...said, bankReference: own, place: placeOf(detail) };
  });
  return { entries, booked };
}

/** The amounts of the payments within, if every one has its own and together they are the entry. */
function partsOf(details: readonly Element[], total: Money): Money[] | undefined {
  const parts = details.map((detail) => partOf(detail, total));
  const own = parts.filter((part) => part !== undefined);
  const sum = unitsOfAll(own.map(({ amount }) => amount));
  return own.length === details.length && sum === unitsOf(total.amount) ? own : undefined;
}

/** From version 3 on the payment has an amount; in version 2 only its details may. */
function partOf(detail: Element, { amount, currency }: Money): Money | undefined {
  const carriers = [detail, at(detail, 'AmtDtls', 'TxAmt'), at(detail, 'AmtDtls', 'InstdAmt')];
  const carrier = carriers.find((one) => one && at(one, 'Amt')?.currency === currency);
  if (!carrier) return undefined;
  const mark = at(detail, 'CdtDbtInd')?.text ?? (amount.startsWith('-') ? 'DBIT' : 'CRDT');
  const unsigned = moneyOf({ ...carrier, children: [...carrier.children.filter(isAmount), CREDIT] });
  return mark === 'DBIT' ? { ...unsigned, amount: negated(unsigned.amount) } : unsigned;
}

const CREDIT: Element = { name: 'CdtDbtInd', line: 0, currency: undefined, text: 'CRDT', children: [] };
const isAmount = ({ name }: Element) => name === 'Amt';

/** Text, other side and reference of the payments; what differs between several is not said of any. */
function sayings(details: readonly Element[], { amount }: Money, reversal: boolean) {
  const one = (of: (detail: Element) => string | undefined) => {
    const found = new Set(details.map(of));
    return found.size === 1 ? [...found][0] : undefined;
  };
  const texts = details.map(textOf).filter((text) => text !== undefined);
  return {
    text: [...new Set(texts)].join(' / ') || undefined,
    counterparty: one((detail) => otherSide(detail, amount.startsWith('-'), reversal)),
    reference: one(referenceOf),
  };
}

/** What the payer wrote, with the structured reference in it: it is what gifts are found by. */
function textOf(detail: Element): string | undefined {
  const written = [
    ...all(detail, 'RmtInf', 'Ustrd'),
    ...all(detail, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref'),
    ...all(detail, 'RmtInf', 'Strd', 'AddtlRmtInf'),
  ].map(({ text }) => text);
  return oneLine(written.join(' ')) || oneLine(textAt(detail, 'AddtlTxInf') ?? '') || undefined;
}

function referenceOf(detail: Element): string | undefined {
  const endToEnd = textAt(detail, 'Refs', 'EndToEndId');
  const given = endToEnd === undefined || /^NOT ?PROVIDED$/i.test(endToEnd) ? undefined : endToEnd;
  return given ?? textAt(detail, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref');
}

function ownReference(detail: Element | undefined): string | undefined {
  return textAt(detail, 'Refs', 'AcctSvcrRef') ?? textAt(detail, 'Refs', 'TxId');
}

/** Money that came is from the debtor, money that went to the creditor; what is taken back keeps its old sides. */
function otherSide(detail: Element, went: boolean, reversal: boolean): string | undefined {
  const sides = went ? ['Cdtr', 'UltmtCdtr'] : ['Dbtr', 'UltmtDbtr'];
  const taken = went ? ['Dbtr', 'UltmtDbtr', 'Cdtr'] : ['Cdtr', 'UltmtCdtr', 'Dbtr'];
  const names = (reversal ? taken : sides).map(
    (side) => textAt(detail, 'RltdPties', side, 'Nm') ?? textAt(detail, 'RltdPties', side, 'Pty', 'Nm'),
  );
  return names.map((name) => name && oneLine(name)).find((name) => name);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
