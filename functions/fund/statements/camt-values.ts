import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, normalAmount } from './amount.ts';
import { at, type Element, textAt } from './camt-tree.ts';
import { dayOf } from './day.ts';
import type { Day } from './statement.ts';

/** A signed amount with its currency. */
export interface Money {
  readonly amount: string;
  readonly currency: string | undefined;
}

/**
 * `Amt` and `CdtDbtInd` below an element. The amount of XML has a point and no sign; a comma could be either.
 * @throws UnreadableFile WRONG_AMOUNT, WRONG_SHAPE
 */
export function moneyOf(element: Element): Money {
  const amt = at(element, 'Amt');
  const amount = amt && /^\+?\d*\.?\d*$/.test(amt.text) ? normalAmount(amt.text) : undefined;
  const place = placeOf(amt ?? element);
  if (amt === undefined || amount === undefined)
    throw new UnreadableFile('WRONG_AMOUNT', place, 'the amount is missing or no number');
  return { amount: isDebit(element) ? negated(amount) : amount, currency: amt.currency };
}

/** @throws UnreadableFile WRONG_SHAPE where neither credit nor debit is said: the sign would be a guess */
function isDebit(element: Element): boolean {
  const mark = textAt(element, 'CdtDbtInd');
  if (mark === 'DBIT') return true;
  if (mark === 'CRDT') return false;
  throw new UnreadableFile('WRONG_SHAPE', placeOf(element), 'neither credit nor debit is said');
}

/**
 * The day of `Dt` or `DtTm` below an element, or of its own text, as the bank wrote it: in the bank's zone, never
 * turned into another. Undefined where there is none.
 * @throws UnreadableFile NO_SUCH_DATE
 */
export function dayIn(element: Element | undefined): Day | undefined {
  const said = at(element, 'Dt') ?? at(element, 'DtTm') ?? element;
  if (!said || said.text === '') return undefined;
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[TZ+-])/.exec(said.text) ?? [];
  const found = dayOf(year, month, day);
  if (found === undefined)
    throw new UnreadableFile('NO_SUCH_DATE', placeOf(said), 'a date that does not exist');
  return found;
}

export function placeOf({ line }: Element): string {
  return `line ${line}`;
}
