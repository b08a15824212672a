import * as z from 'zod';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Instant, Language, Link } from '../kernel/shapes.ts';

/** Entries of one public page at most; every page of a month but its last is full. */
export const PAGE_SIZE = 500;
/** Where the public numbers lie on the site, the months of one year, and a page of a month's entries (from 1). */
export const LEDGER_FILE = 'data/ledger.json';
export const yearFile = (year: string): string => `data/ledger/${year}.json`;
export const pageFile = (month: string, page: number): string => `data/ledger/${month}/${page}.csv`;
/** Months of `data/ledger.json` at most: that of the newest entry and those before it. */
export const MONTHS_SHOWN = 12;
/** Months of one report at most. */
export const REPORT_MONTHS = 12;

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const Currency = z.string().regex(/^([A-Z]{3}|POINT)$/);
const Purpose = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** Minor units of the currency; sums of corrections can be below zero. */
const Sum = z.int();

/** What was debited and credited to an account as the public sees it: all members are one, `member`. */
const AccountSums = z.object({ account: z.string(), currency: z.string(), debits: Sum, credits: Sum });
/**
 * What became of a purpose's money, corrections taken off. Its balance = given + points + other − returned − spent −
 * costs − granted; what is reserved = granted − fees.
 */
const PurposeSums = z.object({
  purpose: z.string(),
  /** Gifts of money, once it is known that they are for this. */
  given: Sum,
  /** What the city owes for points given to this. */
  points: Sum,
  returned: Sum,
  spent: Sum,
  /** The Chest's own costs. */
  costs: Sum,
  /** Set aside for households, less what came back of ended grants; and what of it was owed to carriers. */
  granted: Sum,
  fees: Sum,
  other: Sum,
});
/** Points of all members; what they hold = earned − given − expired + corrected. */
const PointSums = z.object({ earned: Sum, given: Sum, expired: Sum, corrected: Sum });
const Sums = z.object({
  entries: z.int(),
  accounts: z.array(AccountSums),
  purposes: z.array(PurposeSums),
  points: PointSums,
});
const LedgerMonth = Sums.extend({
  month: Month,
  /** Numbers of its first and last entry, and the digest of the last: that of the whole chain up to it. */
  first: z.int(),
  last: z.int(),
  digest: z.string(),
  pages: z.int(),
});

export type PublicSums = z.infer<typeof Sums>;
export type PublicMonth = z.infer<typeof LedgerMonth>;
/** `data/ledger.json`; there is none before the first entry. */
export interface PublicLedger {
  readonly asOf: string;
  /** The city's currency. */
  readonly currency: string;
  readonly pageSize: number;
  /** The month of the first entry, and each year since then. */
  readonly from: string;
  readonly years: readonly string[];
  /** Since ever; `balance` = credits − debits. */
  readonly total: Omit<PublicSums, 'accounts'> & {
    readonly accounts: readonly (PublicSums['accounts'][number] & { readonly balance: number })[];
    readonly digest: string;
  };
  /** Newest first, at most 12; the others are in their year's file. */
  readonly months: readonly PublicMonth[];
}
/** `data/ledger/{yyyy}.json` */
export interface PublicYear {
  readonly year: string;
  readonly months: readonly PublicMonth[];
}

const Transfer = z.object({
  id: z.string(),
  debit: z.string(),
  credit: z.string(),
  currency: z.string(),
  amount: z.int(),
  purpose: z.string().optional(),
  cause: z.string(),
  at: Instant,
  day: z.string(),
  valueDay: z.string().optional(),
  refs: z.record(z.string(), z.string()),
});
const Report = z.object({
  id: z.string(),
  by: z.string(),
  at: Instant,
  from: Month,
  to: Month,
  currency: z.string(),
  language: Language,
  /** Left out while the files are being made. */
  done: z
    .object({
      at: Instant,
      entries: z.int(),
      /** Whether the transfers come to the sums of the months, to the won. */
      agrees: z.boolean(),
      files: z.array(Link.extend({ name: z.string() })),
    })
    .optional(),
});
const readers = staff('chest', 'programme', 'auditor');

export const ledgerContract = defineContract({
  domain: 'ledger',
  errors: {},
  routes: {
    readAccounts: {
      method: 'GET',
      path: '/api/staff/ledger/accounts',
      access: readers,
      summary: 'Every account with its balance: kept ones as of now, settlement and points as published',
      answer: z.object({
        items: z.array(
          AccountSums.extend({
            balance: Sum,
            /** Kept in the transaction of each transfer; the others are known from the published chain. */
            kept: z.boolean(),
            /** What the published chain comes to; behind `balance` for a moment. */
            published: Sum,
          }),
        ),
        /** The last entry of the public chain. */
        head: z.object({ month: z.string(), number: z.int(), digest: z.string() }).optional(),
      }),
    },
    listTransfers: {
      method: 'GET',
      path: '/api/staff/ledger/transfers',
      access: readers,
      summary: "A month's transfers of one currency, newest first, a page at a time; one purpose, if asked",
      query: z.strictObject({
        currency: Currency,
        month: Month,
        purpose: Purpose.optional(),
        ...PageQuery,
      }),
      answer: pageOf(Transfer),
    },
    readTransfer: {
      method: 'GET',
      path: '/api/staff/ledger/transfers/{currency}/{month}/{id}',
      access: readers,
      summary: 'One transfer with its place in the public chain',
      params: z.strictObject({ currency: Currency, month: Month, id: idOf('transfer') }),
      answer: Transfer.extend({
        published: z.object({ month: z.string(), number: z.int(), page: z.string() }).optional(),
      }),
    },
    listMonths: {
      method: 'GET',
      path: '/api/staff/ledger/months',
      access: readers,
      summary: 'Months of the public chain, newest first: sums, digest, public pages',
      query: z.strictObject({ ...PageQuery }),
      answer: pageOf(LedgerMonth),
    },
    orderReport: {
      method: 'POST',
      path: '/api/staff/ledger/reports',
      access: readers,
      summary: 'Have the transfers and balances of up to twelve months made into files (CSV and XLSX)',
      body: z
        .strictObject({ from: Month, to: Month, currency: Currency, language: Language })
        .superRefine(({ from, to }, context) => {
          const months = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
          const wrong = (message: string) =>
            context.addIssue({ code: 'custom', path: ['to'], message, input: to });
          if (to < from) wrong('ENDS_BEFORE_START');
          else if (months(to) - months(from) >= REPORT_MONTHS) wrong('TOO_MANY_MONTHS');
        }),
      answer: z.object({ id: z.string() }),
      status: 202,
    },
    readReport: {
      method: 'GET',
      path: '/api/staff/ledger/reports/{id}',
      access: readers,
      summary: 'A report: whether its files are made, and links to them that end',
      params: z.strictObject({ id: idOf('report') }),
      answer: Report,
    },
    listReports: {
      method: 'GET',
      path: '/api/staff/ledger/reports',
      access: readers,
      summary: 'Reports that were ordered, newest first',
      query: z.strictObject({ ...PageQuery }),
      answer: pageOf(Report.omit({ done: true })),
    },
  },
});
