import * as z from 'zod';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { Instant } from '../kernel/shapes.ts';

export const STEPS = ['erasure', 'destruction', 'check', 'allotment', 'delivery'] as const;
export const Step = z.enum(STEPS);
export type Step = z.output<typeof Step>;

export const workflowContract = defineContract({
  domain: 'workflow',
  errors: {},
  routes: {
    listEscalations: {
      method: 'GET',
      path: '/api/staff/escalations',
      access: staff('repair-lead', 'programme', 'chest'),
      summary: "The lead's queue: devices whose step is past its deadline, longest first",
      query: z.strictObject({ step: Step, ...PageQuery }),
      answer: pageOf(z.object({ device: z.string(), step: Step, round: z.int(), lateSince: Instant })),
    },
  },
});
