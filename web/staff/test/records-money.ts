import type { AnswerOf } from '../contracts.ts';
import { daysAgo } from './records.ts';

/** Made-up records of money and points, in the contracts' shapes. */
const month = daysAgo(0).slice(0, 7);
const account = (name: string, balance: number, published = balance, currency = 'KRW') => ({
  account: name,
  currency,
  debits: Math.max(0, -balance) + 120_000,
  credits: Math.max(0, balance) + 120_000,
  balance,
  published,
  kept: !['settlement', 'pool'].includes(name),
});

export const accounts: AnswerOf<'readAccounts'> = {
  items: [
    account('bank', -38_412_000),
    account('unidentified', 230_000),
    account('purpose:computers', 21_870_000),
    account('purpose:internet', 9_120_000, 9_070_000),
    account('reserved:internet', 6_600_000),
    account('carrier:kt', 594_000),
    account('settlement', -2_000),
    account('pool', -4_020_000, -4_020_000, 'POINT'),
  ],
  head: { month, number: 1204, digest: '9f2c61d04be7a35d' },
};

const transfer = (n: number, cause: string, debit: string, credit: string, amount: number) => ({
  id: `trf_01KAQP3V8000000000000000${String(n).padStart(2, '0')}`,
  ...{ debit, credit, currency: 'KRW', amount, cause, refs: {} },
  at: daysAgo(n),
  day: daysAgo(n).slice(0, 10),
});
export const transfers: AnswerOf<'listTransfers'> = {
  items: [
    transfer(1, 'DEPOSIT', 'bank', 'unidentified', 230_000),
    { ...transfer(2, 'FEE', 'reserved:internet', 'carrier:kt', 22_000), purpose: 'internet' },
    { ...transfer(3, 'POINTS_GIVEN', 'settlement', 'purpose:computers', 2_000), purpose: 'computers' },
    { ...transfer(4, 'CORRECTION', 'unidentified', 'bank', 50_000), valueDay: daysAgo(6).slice(0, 10) },
  ],
  cursor: 'more',
};

const report = {
  ...{ id: 'rep_01KAQP3V800000000000000001', by: 'me', at: daysAgo(1) },
  ...{ from: `${month.slice(0, 4)}-01`, to: month, currency: 'KRW', language: 'ko' as const },
};
export const reports: AnswerOf<'listReports'> = { items: [report] };
export const oneReport: AnswerOf<'readReport'> = report;

export const pointsMember: AnswerOf<'findMember'> = {
  number: '7K3M9QX24W',
  joinedAt: daysAgo(40),
  balance: 12_320,
  confirmed: [],
};
export const survey: AnswerOf<'readSurvey'> = {
  answered: 41,
  questions: [
    {
      code: 'HEARD',
      answers: [
        { code: 'PORTAL', count: 25 },
        { code: 'SUBWAY', count: 16 },
      ],
    },
  ],
};
