import * as z from 'zod';
import { defineContract, holder, open, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Address, Contact, Day, DistrictCode, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const APPLICATION_STATUS = [
  'SUBMITTED',
  'DOCUMENTS_NEEDED',
  'SECOND_CHECK',
  'INELIGIBLE',
  'APPEALED',
  'QUEUED',
  'RESERVED',
  'ALLOTTED',
  'INSTALLED',
  'WITHDRAWN',
] as const;
export const ApplicationStatus = z.enum(APPLICATION_STATUS);
export type ApplicationStatus = z.output<typeof ApplicationStatus>;

const Needs = z.strictObject({
  kind: z.enum(['desktop', 'laptop', 'any']),
  screenReader: z.boolean(),
  largeScreen: z.boolean(),
  internet: z.boolean(),
});
const Consents = z.strictObject({
  privacy: z.literal(true, { error: 'CONSENT_NEEDED' }),
  /** Separate consent for data about welfare status or disability (PIPA §23). */
  sensitive: z.literal(true, { error: 'CONSENT_NEEDED' }),
  lookUp: z.boolean(),
});

export const OrganisationApplication = z.strictObject({
  organisation: z.strictObject({
    name: text(80),
    kind: z.string().max(30),
    registrationNumber: text(12).optional(),
  }),
  contact: Contact,
  address: Address,
  computers: z.int().min(1).max(20),
  purpose: text(500),
  peopleReached: z.int().min(1).max(100_000),
  needs: Needs,
  consents: z.strictObject({ privacy: z.literal(true, { error: 'CONSENT_NEEDED' }) }),
});
export const HouseholdApplication = z.strictObject({
  contact: Contact,
  birthDate: Day,
  address: Address,
  category: z.string().max(30),
  householdSize: z.int().min(1).max(15),
  needs: Needs,
  reason: text(500).optional(),
  consents: Consents,
});

const params = z.strictObject({ id: idOf('application') });
const byReference = z.strictObject({ reference: Reference });
const moved = z.object({ id: z.string(), status: ApplicationStatus });
const applied = z.object({ id: z.string(), reference: z.string(), status: ApplicationStatus });
const reads = staff('district', 'programme', 'chest', 'auditor');

export const ApplicationLine = z.object({
  id: z.string(),
  reference: z.string(),
  kind: z.enum(['organisation', 'household']),
  status: ApplicationStatus,
  district: DistrictCode,
  category: z.string(),
  computers: z.int(),
  allotted: z.int(),
  installed: z.int(),
  submittedAt: Instant,
  since: Instant,
});

export const applicationsContract = defineContract({
  domain: 'applications',
  errors: {
    PHASE_CLOSED: 409,
    HOUSEHOLD_HAS_ONE: 409,
    CATEGORY_UNKNOWN: 422,
    DISTRICT_UNKNOWN: 422,
    BIRTH_DATE_IN_FUTURE: 422,
    GUARDIAN_NEEDED: 422,
  },
  routes: {
    readPhases: {
      method: 'GET',
      path: '/api/public/applications/phases',
      access: open,
      summary: 'Who may apply now, where and until when',
      answer: z.object({
        today: Day,
        phases: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(['organisation', 'household']),
            opensOn: Day,
            closesOn: Day,
            open: z.boolean(),
            districts: z.array(DistrictCode),
            name: z.record(z.string(), z.string()),
          }),
        ),
      }),
    },
    applyForOrganisation: {
      method: 'POST',
      path: '/api/public/applications/organisations',
      access: open,
      summary: 'A welfare organisation applies',
      body: OrganisationApplication,
      answer: applied,
      status: 201,
    },
    applyForHousehold: {
      method: 'POST',
      path: '/api/public/applications/households',
      access: open,
      summary: 'A household applies',
      body: HouseholdApplication,
      answer: applied,
      status: 201,
    },
    followApplication: {
      method: 'GET',
      path: '/api/public/applications/{reference}',
      access: holder,
      summary: 'Follow an application with its one-time code',
      params: byReference,
      answer: z.object({
        reference: z.string(),
        kind: z.enum(['organisation', 'household']),
        status: ApplicationStatus,
        district: DistrictCode,
        computers: z.int(),
        allotted: z.int(),
        installed: z.int(),
        stages: z.record(z.string(), Instant),
        documentsWanted: z.array(z.string()).optional(),
        refusedBecause: z.string().optional(),
        delivery: z.object({ day: Day, slot: z.enum(['morning', 'afternoon']) }).optional(),
      }),
    },
    withdrawApplication: {
      method: 'POST',
      path: '/api/public/applications/{reference}/withdrawal',
      access: holder,
      summary: 'Withdraw an application',
      params: byReference,
      body: z.strictObject({}),
      answer: moved,
    },
    listApplications: {
      method: 'GET',
      path: '/api/staff/applications',
      access: reads,
      summary: "Applications in one state, oldest first; a district officer sees the own district's only",
      query: z.strictObject({ status: ApplicationStatus, district: DistrictCode.optional(), ...PageQuery }),
      answer: pageOf(ApplicationLine),
    },
    readApplication: {
      method: 'GET',
      path: '/api/staff/applications/{id}',
      access: reads,
      summary: 'One application with its history',
      params,
      answer: ApplicationLine.extend({
        personId: z.string(),
        organisation: z.string().optional(),
        purpose: z.string().optional(),
        reason: z.string().optional(),
        peopleReached: z.int().optional(),
        householdSize: z.int().optional(),
        needs: Needs,
        lookUp: z.boolean(),
        stages: z.record(z.string(), Instant),
        documentsWanted: z.array(z.string()).optional(),
        refusedBecause: z.string().optional(),
        notes: z.record(z.string(), z.string()).optional(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
  },
});
