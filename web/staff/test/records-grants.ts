import type { AnswerOf } from '../contracts.ts';
import { daysAgo, ids } from './records.ts';

/** Made-up grants of internet fees and their monthly runs, in the contracts' shapes. */
type Line = AnswerOf<'listGrants'>['items'][number];
const now = new Date();
const month = (off: number): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + off, 15)).toISOString().slice(0, 7);
const id = (n: number) => `grt_01KAS0000000000000000${String(n).padStart(5, '0')}`;
export const grantId = id(1);
export const runMonth = month(-1);
export const nextMonth = month(0);

const line = (n: number, status: Line['status']): Line => ({
  ...{ id: id(n), application: ids.application, reference: `7K3M9QX2${40 + n}`, status },
  district: ['11530', '11740', '11305'][n % 3] ?? '11530',
  ...(n % 2 ? { carrier: 'kt', plan: 'basic', fee: 33_000 } : { carrier: 'lgu', plan: 'slim', fee: 22_000 }),
  ...{ firstMonth: month(-3), lastMonth: month(8), paid: 2, open: 8, reserved: 8 * 33_000 },
  since: daysAgo(90 + n),
});
export const grants = (status: Line['status']): AnswerOf<'listGrants'> => ({
  items: Array.from({ length: 5 }, (_, i) => line(i + 1, status)),
  cursor: 'more',
});

const states = [
  'PAID',
  'RETURNED',
  'PAID',
  'OPEN',
  'OPEN',
  'OPEN',
  'OPEN',
  'OPEN',
  'OPEN',
  'OPEN',
  'RELEASED',
  'RELEASED',
] as const;
export const grant: AnswerOf<'readGrant'> = {
  ...line(1, 'ACTIVE'),
  ...{ personId: ids.person, purpose: 'internet', legalBasis: 'CHEST' },
  decision: { number: '2026-통신-7', decidedOn: daysAgo(95).slice(0, 10) },
  ...{ grantedAt: daysAgo(91), grantedBy: 'colleague-7f3a', paidSum: 66_000 },
  terms: [
    { from: month(-3), carrier: 'kt', plan: 'slim', fee: 22_000 },
    { from: month(-1), carrier: 'kt', plan: 'basic', fee: 33_000 },
  ],
  stop: { from: month(7), reason: 'MOVED_AWAY', note: '이사 예정' },
  months: states.map((state, i) => ({
    ...{ month: month(i - 3), state, carrier: 'kt', fee: i < 2 ? 22_000 : 33_000 },
    ...(i < 3
      ? { run: month(i - 3), transfer: `trf_01KAS00000000000000000000${i}`, at: daysAgo(90 - i * 30) }
      : {}),
    ...(state === 'RETURNED' ? { returnedBecause: 'NUMBER_UNKNOWN' as const } : {}),
  })),
  moves: ['stop', 'move', 'prolong', 'returnFee'],
  history: [
    { at: daysAgo(91), type: 'grant.give', by: { kind: 'staff', id: 'colleague-7f3a' } },
    { at: daysAgo(61), type: 'grant.payFee', by: { kind: 'system' } },
    { at: daysAgo(20), type: 'grant.stop', by: { kind: 'staff', id: 'me' }, facts: { reason: 'MOVED_AWAY' } },
  ],
};

const runLine: AnswerOf<'listRuns'>['items'][number] = {
  ...{
    month: runMonth,
    status: 'DONE',
    startedAt: daysAgo(31),
    startedBy: 'colleague-7f3a',
    since: daysAgo(31),
  },
  ...{ lines: 1204, sum: 30_184_000, returned: 2, returnedSum: 55_000 },
};
export const runs: AnswerOf<'listRuns'> = { items: [runLine] };
export const run: AnswerOf<'readRun'> = {
  ...runLine,
  doneAt: daysAgo(31),
  carriers: [
    { carrier: 'kt', lines: 804, sum: 21_384_000, returned: 1, returnedSum: 33_000 },
    { carrier: 'lgu', lines: 400, sum: 8_800_000, returned: 1, returnedSum: 22_000 },
  ],
  files: [
    {
      ...{ carrier: 'kt', name: `KT_${runMonth}.csv`, url: '/staff/nothing.csv', expiresAt: daysAgo(-1) },
      sha256: '9f2c61d04be7a35d9f2c61d04be7a35d9f2c61d04be7a35d9f2c61d04be7a35d',
    },
  ],
  history: [
    { at: daysAgo(31), type: 'run.start', by: { kind: 'staff', id: 'colleague-7f3a' } },
    { at: daysAgo(31), type: 'run.finish', by: { kind: 'system' } },
  ],
};
export const preview: AnswerOf<'previewRun'> = {
  ...{ month: nextMonth, mayStart: true, grants: 1188, lines: 1190, sum: 29_850_000 },
  carriers: [
    { carrier: 'kt', lines: 790, sum: 21_050_000 },
    { carrier: 'lgu', lines: 400, sum: 8_800_000 },
  ],
  exceptions: (['ARREARS', 'RETURNED', 'STOPS', 'ENDS', 'STARTS_LATER', 'CARRIER_UNKNOWN'] as const).map(
    (reason, i) => ({
      grant: id(i + 1),
      reference: `7K3M9QX2${40 + i}`,
      district: '11740',
      reason,
      month: month(i - 2),
    }),
  ),
  counts: { ARREARS: 1, RETURNED: 1, STOPS: 1, ENDS: 14, STARTS_LATER: 31, CARRIER_UNKNOWN: 1 },
};
export const runLines: AnswerOf<'listRunLines'> = {
  items: [1, 2, 3].map((n) => ({
    ...{ carrier: n < 3 ? 'kt' : 'lgu', grant: id(n), reference: `7K3M9QX2${40 + n}`, district: '11305' },
    ...{ month: runMonth, amount: 33_000, transfer: `trf_01KAS00000000000000000000${n}` },
    ...(n === 2 ? { returned: { at: daysAgo(12), reason: 'CONTRACT_ENDED' as const } } : {}),
  })),
  next: 'more',
};
