import * as z from 'zod';
import { GROUPS } from '../kernel/actor.ts';
import { citizen, defineContract, open, staff } from '../kernel/contract.ts';

/** Colleagues whose names are asked for at once. */
export const COLLEAGUES_AT_MOST = 50;
/** `a,b,c` → the accounts, each once. */
const Accounts = z
  .string()
  .max(COLLEAGUES_AT_MOST * 65)
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(z.string().regex(/^[\w-]{1,64}$/)).max(COLLEAGUES_AT_MOST));

const Pool = z.object({ authority: z.url(), client: z.string(), signOut: z.url().optional() });

export const identityContract = defineContract({
  domain: 'identity',
  errors: {},
  routes: {
    readConfiguration: {
      method: 'GET',
      path: '/api/public/configuration',
      access: open,
      summary: 'Where to sign in, and which city this is',
      answer: z.object({ city: z.string(), languages: z.array(z.string()), staff: Pool, citizen: Pool }),
    },
    readCitizen: {
      method: 'GET',
      path: '/api/citizen/me',
      access: citizen,
      summary: 'Who I am, as a signed-in citizen',
      answer: z.object({ id: z.string() }),
    },
    readStaff: {
      method: 'GET',
      path: '/api/staff/me',
      access: staff(...GROUPS),
      summary: 'Who I am, what I may do, which district or partner I serve',
      answer: z.object({
        id: z.string(),
        groups: z.array(z.string()),
        district: z.string().optional(),
        partner: z.string().optional(),
      }),
    },
    enterStaff: {
      method: 'POST',
      path: '/api/staff/me/entry',
      // Auditors write nothing at all (test/security/access.test.ts); their own looks are on record by account.
      access: staff(...GROUPS.filter((group) => group !== 'auditor')),
      summary: 'I have opened the staff app: colleagues see my name as my token has it',
      body: z.strictObject({}),
      answer: z.object({ id: z.string() }),
      status: 200,
    },
    readColleagues: {
      method: 'GET',
      path: '/api/staff/colleagues',
      access: staff(...GROUPS),
      summary: 'The names of colleagues, by their accounts; whoever is not known is left out',
      query: z.strictObject({ ids: Accounts }),
      answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    },
    listDrivers: {
      method: 'GET',
      path: '/api/staff/drivers',
      access: staff('chest', 'programme', 'repair', 'repair-lead'),
      summary: 'Who drives: those of the group who have opened the staff app, at most 100',
      answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    },
  },
});
