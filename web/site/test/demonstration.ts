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
  computers: 1,
  allotted: 0,
  installed: 0,
  stages: { SUBMITTED: '2026-11-20T01:00:00.000Z', DOCUMENTS_NEEDED: '2026-11-21T01:00:00.000Z' },
  documentsWanted: ['STATUS_PROOF'],
};
