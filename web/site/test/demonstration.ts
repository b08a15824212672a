import type { PublicLedger } from '../../../functions/ledger/contract.ts';
import { readSiteCity } from '../city.ts';

const city = readSiteCity('seoul');

/** `/data/stats.json` of a programme in its tenth month. */
export const stats = {
  asOf: '2026-11-23T09:00:00.000Z',
  target: city.target,
  offered: 2460,
  received: 2311,
  erased: 2250,
  refurbished: 2120,
  delivered: 2009,
  waiting: 318,
  districts: city.districts.map(({ code }, i) => ({
    code,
    delivered: (i * 37) % 149,
    waiting: (i * 11) % 40,
  })),
  partners: [{ id: 'samsung-sds', pledged: 1200, delivered: 930 }],
  months: [42, 88, 120, 160, 205, 251, 240, 301, 280, 322].map((delivered, i) => ({
    month: `2026-${String(i + 2).padStart(2, '0')}`,
    delivered,
  })),
};

const purse = (purpose: string, k: number) => ({
  purpose,
  ...{
    given: 41_250_000 * k,
    points: 1_830_500 * k,
    returned: 50_000 * k,
    spent: purpose === 'computers' ? 9_870_000 * k : 0,
  },
  ...{
    costs: 310_000 * k,
    granted: purpose === 'internet' ? 18_480_000 * k : 0,
    fees: purpose === 'internet' ? 5_940_000 * k : 0,
    other: 0,
  },
});
const monthOf = (month: string, k: number, first: number) => ({
  month,
  ...{ first, last: first + 611, entries: 612, pages: 2 },
  digest: '9f2c61d04be7a35d0c1188f0a7be42d95f6e3b7a12cc80414d6f0e9b2a7753de',
  accounts: [],
  purposes: [purse('computers', k), purse('internet', k / 2)],
  points: { earned: 402_000 * k, given: 261_500 * k, expired: 1_200, corrected: 0 },
});
/** `/data/ledger.json` of the same programme. */
export const ledger: PublicLedger = {
  ...{
    asOf: '2026-11-23T09:00:00.000Z',
    currency: 'KRW',
    pageSize: 500,
    from: '2025-12',
    years: ['2025', '2026'],
  },
  total: {
    ...{ entries: 6_120, digest: monthOf('2026-11', 1, 1).digest },
    accounts: [
      { account: 'unidentified', currency: 'KRW', debits: 0, credits: 230_000, balance: 230_000 },
      { account: 'carrier:kt', currency: 'KRW', debits: 0, credits: 594_000, balance: 594_000 },
      { account: 'settlement', currency: 'KRW', debits: 3_661_000, credits: 0, balance: -3_661_000 },
    ],
    purposes: [purse('computers', 10), purse('internet', 6)],
    points: { earned: 4_020_000, given: 2_615_000, expired: 12_000, corrected: 0 },
  },
  months: [3, 2, 4, 1, 5].map((k, i) =>
    monthOf(`2026-${String(11 - i).padStart(2, '0')}`, k, 6_120 - 612 * (i + 1)),
  ),
};

/** What the server says of the phases on a day on which households may apply in the pilot districts only. */
export const phases = {
  today: '2026-11-23',
  phases: city.phases.map(({ districts = [], ...phase }) => ({ ...phase, districts, open: true })),
};

/** A gift of two, one of which has come home and one of which was recycled. */
export const donation = {
  reference: '7K3M9QX24W',
  status: 'RECEIPTED',
  items: [{ kind: 'laptop', count: 2, condition: 'works' }],
  district: '11200',
  wantsReceipt: true,
  stages: {
    OFFERED: '2026-09-01T01:00:00.000Z',
    SCREENED: '2026-09-02T01:00:00.000Z',
    COLLECTION_BOOKED: '2026-09-02T02:00:00.000Z',
    RECEIVED: '2026-09-04T01:00:00.000Z',
    VALUED: '2026-09-05T01:00:00.000Z',
    ACCEPTED: '2026-09-05T02:00:00.000Z',
    RECEIPTED: '2026-09-05T02:01:00.000Z',
  },
};
export const devices = [
  {
    id: 'dev_01JDRXPKB8Z3V8M2E5H6J7K8N9',
    assetNumber: 'SH-26-00012',
    kind: 'laptop',
    status: 'INSTALLED',
    model: 'ThinkPad X280',
    stages: {
      RECEIVED: '2026-09-04T01:00:00.000Z',
      ERASED: '2026-09-08T01:00:00.000Z',
      READY: '2026-09-15T01:00:00.000Z',
      ALLOTTED: '2026-10-01T01:00:00.000Z',
      OUT_FOR_DELIVERY: '2026-10-07T01:00:00.000Z',
      INSTALLED: '2026-10-07T05:00:00.000Z',
    },
    district: '11305',
    certificate: true,
  },
  {
    id: 'dev_01JDRXPKB8Z3V8M2E5H6J7K8NA',
    assetNumber: 'SH-26-00013',
    kind: 'laptop',
    status: 'ERASING',
    stages: { RECEIVED: '2026-09-04T01:00:00.000Z', ERASING: '2026-09-08T01:00:00.000Z' },
    certificate: false,
  },
];
export const application = {
  reference: 'ABCDE12345',
  kind: 'household',
  status: 'DOCUMENTS_NEEDED',
  district: '11530',
  category: 'BASIC_LIVELIHOOD',
  computers: 1,
  allotted: 0,
  installed: 0,
  stages: { SUBMITTED: '2026-11-20T01:00:00.000Z', DOCUMENTS_NEEDED: '2026-11-21T01:00:00.000Z' },
  documentsWanted: ['RESIDENT_ABSTRACT', 'STATUS_PROOF'],
  documentsMissing: ['STATUS_PROOF'],
  documents: [
    {
      id: 'doc_01JDRXPKB8Z3V8M2E5H6J7K8N9',
      code: 'RESIDENT_ABSTRACT',
      type: 'image/jpeg',
      bytes: 812_000,
      addedAt: '2026-11-22T01:00:00.000Z',
    },
  ],
  may: ['addDocument', 'withdraw'],
};
/** The same after the refusal of an officer, which can be appealed. */
export const refusal = {
  ...application,
  status: 'INELIGIBLE',
  stages: { SUBMITTED: '2026-11-20T01:00:00.000Z', INELIGIBLE: '2026-11-23T01:00:00.000Z' },
  documentsWanted: undefined,
  documentsMissing: [],
  refusedBecause: 'NOT_IN_CATEGORY',
  appealUntil: '2027-01-22',
  may: ['appeal'],
};
/** … and with a PC, before its day is chosen. */
export const allotted = {
  ...application,
  status: 'ALLOTTED',
  allotted: 1,
  stages: {
    SUBMITTED: '2026-11-20T01:00:00.000Z',
    QUEUED: '2026-11-24T01:00:00.000Z',
    RESERVED: '2026-12-01T01:00:00.000Z',
    ALLOTTED: '2026-12-04T01:00:00.000Z',
  },
  documentsWanted: undefined,
  documentsMissing: [],
  may: [],
};
const half = (slot: string, free: number) => ({
  slot,
  ...(slot === 'morning' ? { from: '09:30', until: '12:00' } : { from: '13:30', until: '17:30' }),
  free,
});
export const appointment = {
  reference: 'ABCDE12345',
  district: '11530',
  toBook: 1,
  days: [
    { day: '2026-12-08', slots: [half('morning', 0), half('afternoon', 3)] },
    { day: '2026-12-09', slots: [half('morning', 0), half('afternoon', 0)] },
    { day: '2026-12-10', slots: [half('morning', 2), half('afternoon', 3)] },
  ],
};
