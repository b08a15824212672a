import * as z from 'zod';
import { defineContract, open, staff } from '../kernel/contract.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Address, Coordinates, Instant, Postcode, text } from '../kernel/shapes.ts';

const Subject = z.enum(['donation', 'application', 'gift']);

export const privacyContract = defineContract({
  domain: 'privacy',
  errors: { LINK_ENDED: 410, CODE_WRONG: 422, CODE_LOCKED: 429, CODE_EXPIRED: 410, CODE_TOO_SOON: 429 },
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
    openByLink: {
      method: 'POST',
      path: '/api/public/follow/links',
      access: open,
      summary:
        'Exchange the link of an appointment for a session of half an hour; dead once its PCs are delivered',
      body: z.strictObject({ reference: Reference, mark: z.string().regex(/^[0-9a-f]{32}$/) }),
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
        organisation: z.string().optional(),
        /** The name that money is transferred under (입금자명). */
        payer: z.string().optional(),
        address: Address.extend({ district: Address.shape.district.optional() }).optional(),
      }),
    },
    correctContact: {
      method: 'PUT',
      path: '/api/staff/people/{id}',
      access: staff('chest'),
      summary: 'Correct a name or an address, e.g. before a receipt is issued again; what is left out stays',
      params: z.strictObject({ id: idOf('person') }),
      body: z
        .strictObject({
          name: text(60).optional(),
          organisation: text(80).optional(),
          postcode: Postcode.optional(),
          street: text(120).optional(),
          detail: text(120).optional(),
          /** Of the address as it then is; a new street without them has none. */
          coordinates: Coordinates.optional(),
        })
        .refine((body) => Object.keys(body).length > 0, { error: 'REQUIRED', path: ['name'] }),
      answer: z.object({ id: z.string() }),
    },
  },
});
