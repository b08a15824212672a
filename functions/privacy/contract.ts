import * as z from 'zod';
import { defineContract, open, staff } from '../kernel/contract.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Address, Instant } from '../kernel/shapes.ts';

const Subject = z.enum(['donation', 'application']);

export const privacyContract = defineContract({
  domain: 'privacy',
  errors: { CODE_WRONG: 422, CODE_LOCKED: 429, CODE_EXPIRED: 410, CODE_TOO_SOON: 429 },
  routes: {
    requestCode: {
      method: 'POST',
      path: '/api/public/follow/codes',
      access: open,
      summary:
        'Send a one-time code to the mail or phone given; answers alike whether the reference exists or not',
      body: z.strictObject({ subject: Subject, reference: Reference }),
      answer: z.object({ sent: z.literal(true), validMinutes: z.int() }),
      status: 202,
    },
    openSession: {
      method: 'POST',
      path: '/api/public/follow/sessions',
      access: open,
      summary: 'Exchange the code for a session of half an hour; five wrong codes lock it',
      body: z.strictObject({ subject: Subject, reference: Reference, code: z.string().regex(/^\d{6}$/) }),
      answer: z.object({ token: z.string(), expiresAt: Instant }),
      status: 201,
    },
    readContact: {
      method: 'GET',
      path: '/api/staff/people/{id}',
      access: staff('chest', 'programme', 'district', 'repair', 'repair-lead'),
      summary: 'How to reach a person; every reading is recorded',
      params: z.strictObject({ id: idOf('person') }),
      answer: z.object({
        name: z.string(),
        phone: z.string().optional(),
        email: z.string().optional(),
        language: z.string(),
        address: Address.optional(),
      }),
    },
  },
});
