import type { AnswerOf } from '../contracts.ts';

/** Queues of an office in the middle of its work: some late, some of one district. */
export const overview: AnswerOf<'readOverview'> = {
  asOf: '2026-11-23T05:00:00.000Z',
  lines: [
    {
      queue: 'late',
      step: 'erasure',
      waiting: 2,
      late: 2,
      dueDays: 0,
      oldest: '2026-11-10',
      who: ['repair-lead'],
    },
    {
      queue: 'donations',
      step: 'OFFERED',
      waiting: 3,
      late: 0,
      dueDays: 3,
      oldest: '2026-11-22',
      who: ['chest'],
    },
    {
      queue: 'devices',
      step: 'RECEIVED',
      waiting: 12,
      late: 4,
      dueDays: 7,
      oldest: '2026-11-01',
      who: ['repair'],
    },
    { queue: 'devices', step: 'BOOKED', waiting: 1, oldest: '2026-11-20', who: ['driver'] },
    ...['11530', '11740', '11305'].flatMap((district, i) => [
      {
        ...{ queue: 'applications', step: 'SUBMITTED', district, waiting: 4 + i, late: i },
        ...{ dueDays: 7, oldest: '2026-11-12', who: ['district' as const] },
      },
      {
        ...{ queue: 'applications', step: 'QUEUED', district, waiting: 1204, late: 0 },
        ...{ dueDays: 60, oldest: '2026-10-12', who: ['chest' as const] },
      },
    ]),
    {
      queue: 'organisations',
      step: 'APPLIED',
      district: '11530',
      waiting: 1,
      oldest: '2026-11-20',
      who: ['district'],
    },
    {
      queue: 'allotments',
      step: 'PROPOSED',
      waiting: 1,
      late: 0,
      dueDays: 14,
      oldest: '2026-11-20',
      who: ['committee'],
    },
    {
      queue: 'deliveries',
      step: 'BOOKED',
      district: '11530',
      waiting: 5,
      late: 1,
      dueDays: 0,
      oldest: '2026-11-22',
      who: ['driver'],
    },
  ],
};
