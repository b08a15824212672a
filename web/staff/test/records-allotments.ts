import type { AnswerOf } from '../contracts.ts';
import { daysAgo, id, ids } from './records.ts';

type Line = AnswerOf<'listAllotmentLines'>['items'][number];

export const allotments = (status: AnswerOf<'listAllotments'>['items'][number]['status']) => ({
  items: [1, 2].map((n) => ({
    id: id('alt', n),
    status,
    origin: n === 1 ? ('computed' as const) : ('hand' as const),
    lines: 4 * n,
    proposedAt: daysAgo(3),
    since: daysAgo(3),
    proposedBy: 'me',
  })),
});

/** A computed plan that waits for its committee. */
export const allotment: AnswerOf<'readAllotment'> = {
  id: ids.allotment,
  status: 'PROPOSED',
  origin: 'computed',
  lineCount: 4,
  lines: 3,
  legalBasis: 'CHEST',
  attempt: 1,
  byDistrict: {
    11530: { lines: 2, waiting: 7 },
    11740: { lines: 1, waiting: 4 },
    11305: { lines: 0, waiting: 2 },
  },
  byCategory: { BASIC_LIVELIHOOD: 2, CHILD_CENTRE: 1 },
  choices: { limit: 3, kinds: ['household', 'organisation'] },
  objective: {
    points: 642,
    balance: 28,
    waiting: 13,
    ready: 5,
    unserved: { TOO_FEW: 8, NOTHING_FITS: 1, PHASE_CLOSED: 1 },
    idle: { fittingNobody: 1, left: 1 },
    headsOnly: false,
    weights: {
      ...{ perDay: 1, mostDays: 730, perPercent: 2, perTile: 2, furtherComputer: 10 },
      ...{ screenReader: 40, largeScreen: 20, wished: 10, spared: 15, tablet: 30 },
    },
    need: { BASIC_LIVELIHOOD: 120, CHILD_CENTRE: 90 },
    from: '11140',
  },
  progress: { allotted: 0, refused: 0, dropped: 0, released: 0 },
  proposedAt: daysAgo(3),
  proposedBy: 'me',
  moves: ['change', 'withdraw', 'approve', 'reject'],
  history: [
    { at: daysAgo(3), type: 'allotment.propose', by: { kind: 'system' }, facts: { lines: 3 } },
    { at: daysAgo(3), type: 'allotment.compute', by: { kind: 'staff', id: 'me' } },
  ],
};

const line = (n: number, more: Partial<Line> = {}): Line => ({
  n,
  device: id('dev', n),
  assetNumber: `SH-26-0000${n}`,
  application: id('app', n),
  reference: id('app', n).slice(-10),
  applicant: 'household',
  district: n > 2 ? '11740' : '11530',
  category: 'BASIC_LIVELIHOOD',
  points: 236 - n,
  reasons: [
    { code: 'WAITED', count: 122 - n, points: 122 - n },
    { code: 'NEED', count: 1, points: 120 },
    { code: 'TRAVEL', count: 3, points: -6 },
  ],
  nextBest: {
    device: { device: id('dev', 5), assetNumber: 'SH-26-00005', loses: 15 },
    application: {
      application: id('app', 6),
      reference: id('app', 6).slice(-10),
      district: '11305',
      loses: 9,
    },
  },
  against: [],
  result: 'open',
  ...more,
});

/** As computed; given for another; changed by people; taken out. */
export const allotmentLines: Line[] = [
  line(1),
  line(2, {
    trouble: 'DEVICE_RECALLED',
    nextBest: { device: { device: id('dev', 3), assetNumber: 'SH-26-00003', loses: 0, line: 3 } },
  }),
  line(3, {
    applicant: 'organisation',
    category: 'CHILD_CENTRE',
    against: ['EARMARK_DISTRICT'],
    nextBest: undefined,
    changed: {
      what: 'exchanged',
      by: 'me',
      at: daysAgo(1),
      reason: '센터가 큰 화면을 부탁함',
      was: { device: id('dev', 7), assetNumber: 'SH-26-00007', points: 240 },
    },
  }),
  line(4, {
    result: 'dropped',
    because: 'TAKEN_OUT',
    changed: { what: 'dropped', by: 'me', at: daysAgo(1), reason: '이사 예정', was: undefined },
  }),
];

export const lineOf = (n: number): Line => allotmentLines[n - 1] ?? line(n);

export const deviceChoices: AnswerOf<'listDeviceChoices'> = {
  items: [
    {
      device: id('dev', 8),
      assetNumber: 'SH-26-00008',
      kind: 'desktop',
      model: 'B80GV',
      grade: 'BA',
      points: 221,
      against: [],
    },
    { device: id('dev', 9), assetNumber: 'SH-26-00009', kind: 'tablet', points: 190, against: ['KIND'] },
  ],
};
