import * as z from 'zod';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Address, Contact, Day, DistrictCode, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const PLEDGE_STATUS = ['PLEDGED', 'CLOSED', 'CANCELLED'] as const;
export const PledgeStatus = z.enum(PLEDGE_STATUS);
export type PledgeStatus = z.output<typeof PledgeStatus>;

/** Id of a partner in the city pack. */
export const PartnerId = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** A partner's promise: so many PCs by a day, who is to be asked, and where they will be fetched. */
export const PledgeBody = z.strictObject({
  partner: PartnerId,
  /** PCs. The largest known single gift of a company's retired PCs is some thousands. */
  count: z.int().min(1).max(20_000),
  by: Day,
  contact: Contact,
  pickup: Address,
  wantsReceipt: z.boolean(),
  /** The person named has agreed (PIPA §15): whoever fills this in says so. */
  consents: z.strictObject({ privacy: z.literal(true, { error: 'CONSENT_NEEDED' }) }),
  note: text(500).optional(),
});

export const PledgeLine = z.object({
  id: z.string(),
  partner: PartnerId,
  count: z.int(),
  by: Day,
  /** PCs on the imported lists. */
  listed: z.int(),
  district: DistrictCode,
  status: PledgeStatus,
  since: Instant,
});

const pledge = z.strictObject({ id: idOf('pledge') });
const pledgeMoved = z.object({ id: z.string(), status: PledgeStatus });
const readers = staff('programme', 'chest', 'auditor', 'partner');
const makers = staff('programme', 'chest', 'partner');

export const partnersContract = defineContract({
  domain: 'partners',
  errors: {
    PARTNER_UNKNOWN: 422,
    PLEDGE_IN_PAST: 422,
    PICKUP_UNKNOWN: 422,
    PLEDGE_HAS_LISTS: 409,
  },
  routes: {
    makePledge: {
      method: 'POST',
      path: '/api/staff/pledges',
      access: makers,
      summary: 'A partner pledges a number of PCs by a day',
      body: PledgeBody,
      answer: pledgeMoved,
      status: 201,
    },
    listPledges: {
      method: 'GET',
      path: '/api/staff/pledges',
      access: readers,
      summary: 'Pledges in one state, oldest first; a partner sees its own',
      query: z.strictObject({ status: PledgeStatus, partner: PartnerId.optional(), ...PageQuery }),
      answer: pageOf(PledgeLine),
    },
    readPledge: {
      method: 'GET',
      path: '/api/staff/pledges/{id}',
      access: readers,
      summary: 'One pledge with its history',
      params: pledge,
      answer: PledgeLine.extend({
        personId: z.string(),
        wantsReceipt: z.boolean(),
        note: z.string().optional(),
        stages: z.record(z.string(), Instant),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    closePledge: {
      method: 'POST',
      path: '/api/staff/pledges/{id}/closing',
      access: staff('programme', 'chest'),
      summary: 'No more is expected of this pledge',
      params: pledge,
      body: z.strictObject({ note: text(500).optional() }),
      answer: pledgeMoved,
    },
    cancelPledge: {
      method: 'POST',
      path: '/api/staff/pledges/{id}/cancellation',
      access: makers,
      summary: 'The pledge is taken back, as long as no list of it has been imported',
      params: pledge,
      body: z.strictObject({ reason: text(300) }),
      answer: pledgeMoved,
    },
  },
});
