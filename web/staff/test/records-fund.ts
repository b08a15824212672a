import type { AnswerOf } from '../contracts.ts';
import { daysAgo, ids } from './records.ts';

/** Made-up entries, statements and gifts of money, in the contracts' shapes. */
const day = (n: number): string => daysAgo(n).slice(0, 10);
const ulid = (prefix: string, n: number): string =>
  `${prefix}_01KAS0000000000000000${String(n).padStart(5, '0')}`;
const fingerprint = (n: number): string => String(n).padStart(32, '0');
export const fundIds = {
  statement: ulid('sta', 1),
  gift: ulid('gft', 1),
  entry: fingerprint(1),
  outgoing: fingerprint(2),
  aside: fingerprint(3),
} as const;

const historyOf = (...types: string[]) =>
  types.map((type, i) => ({
    at: daysAgo(types.length - i),
    type,
    by: { kind: 'staff' as const, id: 'colleague-7f3a' },
  }));

const giftProposal = {
  what: 'gift' as const,
  of: fundIds.gift,
  gift: { reference: fundIds.gift.slice(-10), amount: 50_000, purpose: 'internet', status: 'ANNOUNCED' },
  reasons: ['PART_OF_REFERENCE' as const, 'AMOUNT' as const, 'NAME' as const, 'DATE' as const],
  certainty: 'likely' as const,
};

type Line = AnswerOf<'listEntries'>['items'][number];
const line = (n: number, status: Line['status'], amount: number): Line => ({
  ...{ id: fingerprint(n), day: day(n + 2), amount, rest: Math.abs(amount), status, since: daysAgo(n) },
  ...{ statement: fundIds.statement, bankReversal: false, parts: [] },
});
const words = { counterparty: '정가온마음나눔', text: '사랑의PC 나눔 성금 KAS00001', reference: 'KAS00001' };
export const entries = (status: string): AnswerOf<'listEntries'> => {
  if (status === 'UNEXPLAINED')
    return {
      items: [
        {
          ...line(2, 'UNEXPLAINED', -594_000),
          words: { counterparty: '케이티', text: '인터넷요금' },
          proposals: [{ what: 'carrier', of: 'kt', reasons: ['NAME', 'AMOUNT'], certainty: 'likely' }],
        },
      ],
    };
  if (status !== 'WAITING') return { items: [] };
  return {
    items: [
      { ...line(1, 'WAITING', 50_000), words, proposals: [giftProposal] },
      { ...line(4, 'WAITING', 1_230_000), rest: 230_000, words: { text: '현금입금' }, proposals: [] },
    ],
    cursor: 'more',
  };
};

const transfer = (n: number, debit: string, credit: string, amount: number, cause: string) => ({
  ...{ id: `01KAS00000000000000000000${n}`, debit, credit, amount, cause, day: day(3) },
});
const whole = {
  ...words,
  bankReference: 'WR20261125-0000481',
  currency: 'KRW',
  like: [],
  history: historyOf('entry.enter'),
};
/** Waits, with a part of it placed already. */
export const waitingEntry: AnswerOf<'readEntry'> = {
  ...line(1, 'WAITING', 130_000),
  ...whole,
  rest: 50_000,
  parts: [
    { n: 1, amount: 80_000, as: 'GIFT', purpose: 'computers', gift: fundIds.gift, by: 'me', at: daysAgo(1) },
  ],
  proposals: [
    giftProposal,
    { what: 'settlement', reasons: ['NAME'], certainty: 'likely' },
    { what: 'bounce', of: fingerprint(9), reasons: ['REVERSAL', 'AMOUNT'], certainty: 'possible' },
  ],
  transfers: [
    transfer(1, 'bank', 'unidentified', 130_000, 'DEPOSIT'),
    transfer(2, 'unidentified', 'purpose:computers', 80_000, 'ASSIGNMENT'),
  ],
  moves: ['place', 'takeBack', 'orderRefund', 'markBounce'],
};
export const outgoingEntry: AnswerOf<'readEntry'> = {
  ...line(2, 'UNEXPLAINED', -594_000),
  ...whole,
  ...{ counterparty: '케이티', text: '인터넷요금', reference: '11월분' },
  proposals: [{ what: 'carrier', of: 'kt', reasons: ['NAME', 'AMOUNT'], certainty: 'likely' }],
  transfers: [transfer(1, 'suspense', 'bank', 594_000, 'DEPOSIT')],
  moves: ['explain', 'markBounce'],
};
export const asideEntry: AnswerOf<'readEntry'> = {
  ...line(3, 'ASIDE', 50_000),
  ...whole,
  like: [fundIds.entry],
  proposals: [],
  transfers: [],
  moves: ['settle'],
};
export const refundingEntry: AnswerOf<'readEntry'> = {
  ...line(5, 'REFUNDING', 50_000),
  ...whole,
  rest: 0,
  refund: { reason: '잘못 보내셨다고 합니다', by: 'me', at: daysAgo(0) },
  proposals: [],
  transfers: [transfer(1, 'purpose:computers', 'refunds', 50_000, 'REFUND')],
  moves: ['cancelRefund'],
};
export const entryOf = (id: string): AnswerOf<'readEntry'> =>
  ({ [fundIds.outgoing]: outgoingEntry, [fundIds.aside]: asideEntry })[id] ?? waitingEntry;

const statementLine = (n: number, status: 'READ' | 'BOOKING' | 'BOOKED') => ({
  ...{ id: ulid('sta', n), fileName: `우리은행_거래내역조회_2026${n}.csv`, format: 'csv', status },
  ...{ since: daysAgo(n), from: day(20), to: day(3), entries: 12 },
  ...{
    done: status === 'READ' ? 0 : status === 'BOOKING' ? 5 : 12,
    booked: status === 'READ' ? 0 : 9,
    known: 3,
    aside: 0,
  },
});
export const statements: AnswerOf<'listStatements'> = {
  items: [statementLine(1, 'READ'), statementLine(2, 'BOOKING'), statementLine(3, 'BOOKED')],
};
export const statement = (status: 'READ' | 'BOOKING' | 'BOOKED' = 'READ'): AnswerOf<'readStatement'> => ({
  ...statementLine(1, status),
  currency: 'KRW',
  pending: 1,
  sums: { count: 12, in: 2_430_000, out: 594_000 },
  statements: [
    {
      ...{
        n: 0,
        place: 'row 4',
        from: day(20),
        to: day(3),
        opening: 38_412_000,
        closing: 40_248_000,
        entries: 12,
      },
      before: { statement: ulid('sta', 3), day: day(26), closing: 38_400_000, gap: 12_000, days: 5 },
      overlaps: [ulid('sta', 2)],
    },
  ],
  bank: 38_412_000,
  moves: { READ: ['beginBooking', 'drop'], BOOKING: ['concludeBooking', 'abandon'], BOOKED: [] }[status],
  history: historyOf('statement.add'),
});
export const preview: AnswerOf<'previewStatement'> = {
  items: [
    {
      ...{
        n: 0,
        place: 'row 5, column 3',
        day: day(19),
        amount: 50_000,
        ...words,
        verdict: 'new',
        entries: [],
      },
      proposals: [{ ...giftProposal, reasons: ['REFERENCE', 'AMOUNT'], certainty: 'certain' }],
    },
    {
      ...{ n: 1, place: 'row 6', day: day(12), amount: -594_000, counterparty: '케이티', text: '인터넷요금' },
      ...{ verdict: 'known', entries: [fundIds.outgoing], proposals: [] },
    },
    {
      ...{ n: 2, place: 'row 7', day: day(9), amount: 1_000_000, text: '현금입금' },
      ...{ verdict: 'similar', entries: [fundIds.entry], proposals: [] },
    },
    {
      ...{ n: 3, place: 'row 8', day: day(8), amount: 30_000, text: '이한별', verdict: 'new', entries: [] },
      proposals: [],
    },
  ],
  total: 12,
  sums: {
    new: { count: 9, in: 1_836_000, out: 0 },
    known: { count: 2, in: 0, out: 594_000 },
    similar: { count: 1, in: 1_000_000, out: 0 },
  },
};

export const purposes: AnswerOf<'readPurposes'> = {
  year: day(0).slice(0, 4),
  items: [
    { purpose: 'computers', balance: 21_870_000, reserved: 0, spent: 4_120_000 },
    {
      ...{ purpose: 'internet', balance: 9_120_000, reserved: 6_600_000, spent: 148_500_000 },
      ...{ yearlyLimit: 600_000_000, left: 451_500_000 },
    },
  ],
  costs: {
    ...{ perMille: 100, basisYear: '2025', gifts: 310_000_000, allowance: 31_000_000, taken: 2_400_000 },
    ...{ left: 28_600_000, open: 400_000 },
  },
  others: [
    { account: 'unidentified', balance: 280_000 },
    { account: 'refunds', balance: 0 },
    { account: 'suspense', balance: -594_000 },
  ],
};

export const reconciliation: AnswerOf<'readReconciliation'> = {
  items: [
    {
      ...{
        statement: fundIds.statement,
        day: day(3),
        from: day(20),
        opening: 38_412_000,
        closing: 40_248_000,
      },
      ...{ books: 40_236_000, difference: 12_000, gap: 12_000 },
    },
    {
      ...{ statement: ulid('sta', 3), day: day(26), from: day(60), opening: 0, closing: 38_400_000 },
      ...{ books: 38_400_000, difference: 0 },
    },
  ],
  ...{ bank: 40_236_000, difference: 12_000, unidentified: 280_000, suspense: -594_000, refunds: 50_000 },
  ...{ waiting: true, unexplained: true, aside: false },
};

const giftLine = (n: number): AnswerOf<'listGifts'>['items'][number] => ({
  ...{
    id: ulid('gft', n),
    reference: ulid('gft', n).slice(-10),
    status: 'ANNOUNCED',
    way: n % 2 ? 'site' : 'phone',
  },
  ...{ giverKind: 'person', amount: 50_000 * n, purpose: 'internet', wantsReceipt: true },
  ...{ announcedAt: daysAgo(n), awaitedUntil: day(n - 30), since: daysAgo(n) },
});
export const gifts: AnswerOf<'listGifts'> = { items: [1, 2, 3].map(giftLine) };
const bankName = { ko: '우리은행', en: 'Woori Bank' };
/** Announced on the phone; to be read out. */
export const gift: AnswerOf<'readGift'> = {
  ...giftLine(2),
  id: fundIds.gift,
  personId: ids.person,
  registration: { of: 'resident', masked: '900101-*******' },
  stages: { ANNOUNCED: daysAgo(2) },
  transfer: {
    ...{ bank: bankName, number: '1005-000-000000', reference: fundIds.gift.slice(-10), amount: 100_000 },
    holder: { ko: '사회복지공동모금회 서울지회', en: 'Community Chest of Korea, Seoul branch' },
    until: day(-28),
  },
  note: '오후에만 통화 가능',
  mayRegister: true,
  mayAskForReceipt: false,
  moves: ['withdraw'],
  history: historyOf('gift.announce'),
};
export const bookedGift: AnswerOf<'readGift'> = {
  ...giftLine(1),
  id: fundIds.gift,
  status: 'RECEIPT_VOIDED',
  personId: ids.person,
  stages: { ANNOUNCED: daysAgo(5), BOOKED: daysAgo(3) },
  booked: { day: day(3), amount: 50_000, transfers: ['01KAS000000000000000000001'] },
  entry: fundIds.entry,
  receipt: { year: '2026', number: 124 },
  voided: { year: '2026', number: 123, reason: 'GIVER_WRONG' },
  mayRegister: false,
  mayAskForReceipt: true,
  moves: [],
  history: historyOf('gift.announce', 'gift.book', 'gift.voidReceipt'),
};
