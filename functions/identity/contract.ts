import * as z from 'zod';
import { GROUPS } from '../kernel/actor.ts';
import { citizen, defineContract, open, staff } from '../kernel/contract.ts';

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
  },
});
