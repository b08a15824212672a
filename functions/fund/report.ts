import type { EntryStatus } from './contract.ts';
import type { Entry } from './entry.ts';
import type { Reconciled } from './reconciliation.ts';

export type Language = 'ko' | 'en';
export type Format = 'csv' | 'xlsx';

export const FILE_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Headings of the files: who opens one has no page beside it. */
const WORDS = {
  ko: {
    entries: '입출금 내역',
    entryColumns: [
      '거래일',
      '입금',
      '출금',
      '상태',
      '남은 금액',
      '처리',
      '사업',
      '기부 번호',
      '거래 번호',
      '거래내역 파일',
    ],
    reconciliation: '은행 대조',
    reconciliationColumns: [
      '끝난 날',
      '시작한 날',
      '전 잔액',
      '은행 잔액',
      '장부 잔액',
      '차이',
      '빠진 금액',
      '거래내역 파일',
    ],
    total: '합계',
  },
  en: {
    entries: 'Bank entries',
    entryColumns: [
      'Day',
      'In',
      'Out',
      'State',
      'Without a place',
      'What',
      'Purpose',
      'Gift',
      'Entry',
      'Statement',
    ],
    reconciliation: 'Reconciliation',
    reconciliationColumns: [
      'Ends',
      'Begins',
      'Opening',
      'Bank',
      'Books',
      'Difference',
      'Missing before',
      'Statement',
    ],
    total: 'Total',
  },
} as const;

const STATUS: Readonly<Record<Language, Readonly<Record<EntryStatus, string>>>> = {
  ko: {
    ...{ WAITING: '확인 대기', BOOKED: '처리 마침', REFUNDING: '돌려주는 중', REFUNDED: '돌려줌' },
    ...{ BOUNCED: '반송됨', UNEXPLAINED: '쓴 곳 확인 대기', EXPLAINED: '쓴 곳 확인함' },
    ...{ ASIDE: '따로 둠', SAME: '이미 있는 거래' },
  },
  en: {
    ...{ WAITING: 'Waiting', BOOKED: 'Booked', REFUNDING: 'To be refunded', REFUNDED: 'Refunded' },
    ...{ BOUNCED: 'Bounced', UNEXPLAINED: 'Unexplained', EXPLAINED: 'Explained' },
    ...{ ASIDE: 'Set aside', SAME: 'Booked already' },
  },
};

const PARTS: Readonly<Record<Language, Readonly<Record<Entry['parts'][number]['as'], string>>>> = {
  ko: {
    ...{
      GIFT: '기부',
      SETTLEMENT: '포인트 정산',
      OTHER: '그 밖의 수입',
      COSTS: '모금회 운영비',
      PURCHASE: '구매',
    },
    ...{ CARRIER: '통신사 납부', REFUND: '환불', BOUNCE: '반송' },
  },
  en: {
    ...{
      GIFT: 'Gift',
      SETTLEMENT: 'Points settled',
      OTHER: 'Other income',
      COSTS: 'Costs',
      PURCHASE: 'Purchase',
    },
    ...{ CARRIER: 'Carrier paid', REFUND: 'Refund', BOUNCE: 'Taken back' },
  },
};

type Cell = string | number;
interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly totals?: readonly Cell[];
}

/** The writers are loaded when a file is asked for. */
export async function fileOf({ name, header, rows, totals }: Sheet, format: Format): Promise<Uint8Array> {
  if (format === 'csv') {
    const { writeCsv } = await import('../kernel/tabular/write-csv.ts');
    return writeCsv(
      [...header],
      [...rows, ...(totals ? [totals] : [])].map((row) => [...row]),
    );
  }
  const { writeXlsx } = await import('../kernel/tabular/write-xlsx.ts');
  const sheet = { name, header: [...header], rows: rows.map((row) => [...row]) };
  return writeXlsx([totals ? { ...sheet, totals: [...totals] } : sheet]);
}

/** Entries without a word of what was written; amounts in the minor unit. */
export function entriesSheet(entries: readonly Entry[], language: Language): Sheet {
  const words = WORDS[language];
  const list = (of: readonly (string | undefined)[]) => [...new Set(of.filter(Boolean))].join(', ');
  const booked = entries.filter(({ status }) => status !== 'ASIDE' && status !== 'SAME');
  const sum = (sign: 1 | -1) => booked.reduce((total, { amount }) => total + Math.max(0, sign * amount), 0);
  return {
    name: words.entries,
    header: words.entryColumns,
    rows: entries.map(({ day, amount, status, rest, parts, id, statement }) => [
      day,
      amount > 0 ? amount : '',
      amount < 0 ? -amount : '',
      STATUS[language][status],
      rest,
      list(parts.map(({ as }) => PARTS[language][as])),
      list(parts.map(({ purpose }) => purpose)),
      list(parts.map(({ gift }) => gift)),
      id,
      statement,
    ]),
    totals: [words.total, sum(1), sum(-1), '', '', '', '', '', '', ''],
  };
}

export function reconciliationSheet(items: readonly Reconciled[], language: Language): Sheet {
  const words = WORDS[language];
  return {
    name: words.reconciliation,
    header: words.reconciliationColumns,
    rows: items.map(({ day, from, opening, closing, books, difference, gap, statement }) => [
      day,
      from ?? '',
      opening ?? '',
      closing ?? '',
      books,
      difference ?? '',
      gap ?? '',
      statement,
    ]),
  };
}
