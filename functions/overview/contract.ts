import * as z from 'zod';
import { GROUPS } from '../kernel/actor.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { Day, DistrictCode, Instant } from '../kernel/shapes.ts';

/** Records that stand in one work queue, of one district where the queue has districts. */
export const QueueLine = z.object({
  /** Whose list it is: `applications`, `devices` … */
  queue: z.string(),
  /** Where in it: a status, a step of the workflow. */
  step: z.string(),
  district: DistrictCode.optional(),
  waiting: z.int(),
  /** Of these, past the days of the city pack; absent where nothing says how long it may take. */
  late: z.int().optional(),
  dueDays: z.int().optional(),
  /** Since when the first of them waits, by the city's calendar. */
  oldest: Day,
  /** Who has it. */
  who: z.array(z.enum(GROUPS)),
});

export const overviewContract = defineContract({
  domain: 'overview',
  errors: {},
  routes: {
    readOverview: {
      method: 'GET',
      path: '/api/staff/overview',
      access: staff('programme', 'chest', 'district', 'repair-lead', 'auditor'),
      summary:
        'All queues of the programme: how much waits, how much is late, who has it; a district sees its own',
      answer: z.object({ asOf: Instant, lines: z.array(QueueLine) }),
    },
  },
});
