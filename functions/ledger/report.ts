import type { City } from '../kernel/city.ts';
import { sum } from '../kernel/money.ts';
import type { Value } from '../kernel/tabular/write.ts';
import type { ChainMonth, Head } from './chain.ts';
import { kindOf, type Transfer } from './domain.ts';
import type { Entry } from './entry.ts';
import type { Sums } from './sums.ts';
import en from './words/en.json' with { type: 'json' };
import ko from './words/ko.json' with { type: 'json' };

export type Language = 'ko' | 'en';
/** What was asked for. */
export interface ReportOrder {
  readonly kind: 'report';
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly language: Language;
}
/** Files that were made for an order: the balances (part 0), then the transfers, so many in a file. */
export interface ReportPart {
  readonly kind: 'report-part';
  readonly part: number;
  /** Numbers in the chain that the whole report spans; part 0 lays them down for the others. */
  readonly first: number;
  readonly last: number;
  /** Transfers in this file and their sum; of part 0, what the months' sums say of all. */
  readonly rows: number;
  readonly amount: number;
  readonly files: readonly { readonly key: string; readonly name: string }[];
}
export interface ReportDone {
  readonly kind: 'report-done';
  readonly at: string;
  readonly entries: number;
  /** Whether the transfers come to the sums of the months, to the won. */
  readonly agrees: boolean;
}

export interface ReportTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly totals?: readonly Value[];
}

const WORDS: Readonly<Record<Language, typeof ko>> = { ko, en };

/** `purpose:internet` → `지정: 인터넷 요금`; codes that the pack does not know stay as they are. */
export function accountName(account: string, city: City, language: Language): string {
  const kind = kindOf(account as 'bank');
  const code = account.slice(kind.length + 1);
  const word = (WORDS[language].accounts as Readonly<Record<string, string>>)[kind] ?? kind;
  if (!code || kind === 'member') return word;
  const named = kind === 'carrier' ? city.fees.carriers : city.fund.purposes;
  return `${word}: ${named.find((one) => one.code === code)?.name[language] ?? code}`;
}

const refsText = (refs: Readonly<Record<string, string>>): string =>
  Object.entries(refs)
    .sort()
    .map(([name, id]) => `${name}=${id}`)
    .join('; ');

/** A row a transfer, by number, with words and codes beside each other. */
export function transfersTable(
  lines: readonly { readonly entry: Entry; readonly transfer: Transfer }[],
  city: City,
  language: Language,
): ReportTable {
  const { titles, transfers, causes } = WORDS[language];
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: city.timeZone, timeStyle: 'medium' });
  const name = (account: string) => accountName(account, city, language);
  const rows = lines.map(({ entry, transfer }): Value[] => {
    const { day, at, valueDay, id, debit, credit, amount, purpose, cause, refs } = transfer;
    return [
      ...[entry.number, day, clock.format(new Date(at)), valueDay ?? '', id],
      ...[name(debit), debit, name(credit), credit, amount],
      ...[
        purpose ? (city.fund.purposes.find(({ code }) => code === purpose)?.name[language] ?? purpose) : '',
      ],
      ...[(causes as Readonly<Record<string, string>>)[cause] ?? cause, cause, refsText(refs)],
    ];
  });
  const total = sum(lines.map(({ transfer }) => transfer.amount));
  return {
    title: titles.transfers,
    header: transfers,
    rows,
    totals: transfers.map((_, column) => [titles.total, ...Array(8).fill(''), total][column] ?? ''),
  };
}

type Pair = readonly [debits: number, credits: number];
const pairOf = (sums: Sums, currency: string, account: string): Pair =>
  sums.accounts[currency]?.[account] ?? [0, 0];

/**
 * A row an account: what it held before the period, what moved, what it held after.
 * @param later every month from the first of the period to the head
 */
export function balancesTable(
  head: Head,
  later: readonly ChainMonth[],
  { to, currency, language }: Pick<ReportOrder, 'to' | 'currency' | 'language'>,
  city: City,
): ReportTable {
  const { titles, balances } = WORDS[language];
  const within = later.filter(({ month }) => month <= to);
  const added = (months: readonly Sums[], account: string): Pair => [
    sum(months.map((one) => pairOf(one, currency, account)[0])),
    sum(months.map((one) => pairOf(one, currency, account)[1])),
  ];
  const rows = Object.keys(head.accounts[currency] ?? {})
    .sort()
    .map((account): Value[] => {
      const [allDebits, allCredits] = pairOf(head, currency, account);
      const [laterDebits, laterCredits] = added(later, account);
      const [debits, credits] = added(within, account);
      const opening = allCredits - laterCredits - (allDebits - laterDebits);
      return [
        accountName(account, city, language),
        account,
        opening,
        debits,
        credits,
        opening + credits - debits,
      ];
    });
  const total = (column: number) => sum(rows.map((row) => Number(row[column])));
  return {
    title: titles.balances,
    header: balances,
    rows,
    totals: [titles.total, '', total(2), total(3), total(4), total(5)],
  };
}
