import type { Line } from '../../kernel/tabular/sheet.ts';
import { dayOf } from './day.ts';
import { currencyNamed } from './headings.ts';
import { type Figure, figureIn } from './sheet-amounts.ts';
import { dateIn } from './sheet-dates.ts';
import type { Day } from './statement.ts';

/** What stands around a table, label beside value: `계좌번호 | 123-456`, `조회기간: 2026.05.01 ~ 2026.05.31`. */
export interface Labels {
  readonly account?: string | undefined;
  readonly currency?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly amounts: readonly Labelled[];
}

export type AmountLabel = 'opening' | 'closing' | 'in' | 'out';

export interface Labelled {
  readonly label: AmountLabel;
  readonly figure: Figure;
}

const ACCOUNT = /^(?:(?:조회|출금|입금|통장|예금)?계좌(?:번호)?|통장번호|account(?:number|no)?|iban|acctno)$/;
const PERIOD = /^(?:조회|거래|대상|출력|검색)?기간|^조회(?:일자?|일시)$|period|daterange|statementdates?$/;
const CURRENCY = /^(?:통화|통화코드|통화구분|화폐단위?|단위|currency|ccy)$/;
const AMOUNTS: readonly (readonly [AmountLabel, RegExp])[] = [
  [
    'opening',
    /^(?:기초|이월|전일|전월|전월이월|전기이월|시작)(?:잔액|금액)$|^(?:opening|starting|beginning|previous)balance$|^balance(?:brought|carried)?forward$/,
  ],
  ['closing', /^(?:기말|마감|종료|기간말)(?:잔액|금액)$|^(?:closing|ending|final)balance$/],
  [
    'in',
    /^(?:총?(?:입금|맡기신)(?:금액|액)?(?:합계|총액|총계|계)|총(?:입금|맡기신)(?:금액|액)?|입금\d+건|totaldeposits?|totalcredits?|totalpaidin|totalmoneyin)$/,
  ],
  [
    'out',
    /^(?:총?(?:출금|찾으신|지급)(?:금액|액)?(?:합계|총액|총계|계)|총(?:출금|찾으신|지급)(?:금액|액)?|(?:출금|지급)\d+건|totalwithdrawals?|totaldebits?|totalpaidout|totalmoneyout)$/,
  ],
];
/** Two days with a sign of reach between them. */
const SPAN =
  /(\d{4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}|\d{8})\s*일?\s*(?:\([^)]{0,12}\)\s*)?(?:~|∼|〜|-|–|부터|to)\s*(\d{4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}|\d{8})/i;

/** A period is never refused, so that nobody asks where it stood. */
export const NOWHERE = { word: 'line', line: 0, column: 0 } as const;

/** A cell, and what may be its value: what stands behind its colon, else the next cell that says something. */
function* pairsIn(line: Line): Generator<{ label: string; value: string; column: number }> {
  for (const [column, cell] of line.cells.entries()) {
    if (cell === '' || cell.length > 200) continue;
    // `입금합계: 1,000 / 출금합계: 500` in one cell.
    const inside = [...cell.matchAll(/([^:：/|,\d][^:：/|]{0,30})[:：]\s*([^:：/|]+(?::\d\d(?::\d\d)?)?)/g)];
    for (const [, label = '', value = ''] of inside)
      yield { label: plain(label), value: value.trim(), column };
    const at = line.cells.findIndex((other, place) => place > column && other !== '');
    if (at !== -1) yield { label: plain(cell), value: line.cells[at] ?? '', column: at };
  }
}

function plain(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|[^\p{L}\p{N}]/gu, '');
}

/**
 * Reads the lines above a table and the notes below it. The first that says a thing is believed.
 * @param word what a line is called where it stands
 */
export function labelsIn(lines: readonly Line[], word: string): Labels {
  let account: string | undefined;
  let currency: string | undefined;
  let period: readonly [Day, Day] | undefined;
  const amounts: Labelled[] = [];
  for (const line of lines) {
    period ??= line.cells.map(spanIn).find((span) => span !== undefined);
    for (const { label, value, column } of pairsIn(line)) {
      if (ACCOUNT.test(label)) account ??= accountIn(value);
      if (CURRENCY.test(label)) currency ??= currencyNamed(value);
      if (PERIOD.test(label)) period ??= spanIn(value) ?? spanIn(line.cells.slice(column).join(' ~ '));
      const named = AMOUNTS.find(([, names]) => names.test(label))?.[0];
      const figure = named && figureIn(value, { word, line: line.line, column });
      if (named && figure && figure !== 'nothing') amounts.push({ label: named, figure });
    }
  }
  return { account, currency, from: period?.[0], to: period?.[1], amounts };
}

/** `123-456-789012 (보통예금)` → `123-456-789012`: digits, hyphens, and the stars of a masked one. */
function accountIn(value: string): string | undefined {
  const found = /[A-Z]{2}\d{2}[A-Z0-9 ]{10,32}|[\d*][\d*-]{4,32}[\d*]/.exec(value.normalize('NFKC'))?.[0];
  return found?.trim();
}

function spanIn(cell: string): readonly [Day, Day] | undefined {
  if (cell.length > 200) return undefined;
  const [, from, to] = SPAN.exec(cell.normalize('NFKC')) ?? [];
  const days = [from, to].map((text) => {
    const date = dateIn(text?.replace(/\s/g, ''), NOWHERE);
    return date && dayOf(...date.numbers);
  });
  return days[0] && days[1] ? [days[0], days[1]] : undefined;
}
