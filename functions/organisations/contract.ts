import * as z from 'zod';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Day, DistrictCode, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const ORGANISATION_STATUS = ['APPLIED', 'CERTIFIED', 'LAPSED', 'REFUSED'] as const;
export const OrganisationStatus = z.enum(ORGANISATION_STATUS);
export type OrganisationStatus = z.output<typeof OrganisationStatus>;

/** What an officer has looked at; all of it is needed for a certificate. */
export const CERTIFICATE_CHECKS = ['REGISTRATION', 'ACTIVITY', 'PLACE', 'NOT_FOR_PROFIT'] as const;
/** Why an organisation is not certified; it is told so. */
export const ORGANISATION_REFUSALS = [
  'NOT_REGISTERED',
  'NOT_WELFARE',
  'FOR_PROFIT',
  'NOT_ACTIVE',
  'OTHER',
] as const;

const params = z.strictObject({ id: idOf('organisation') });
const moved = z.object({ id: z.string(), status: OrganisationStatus });
const reads = staff('district', 'programme', 'chest', 'auditor');
const decides = staff('district', 'programme');

export const OrganisationLine = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  district: DistrictCode,
  status: OrganisationStatus,
  /** The last day on which the certificate holds. */
  certifiedUntil: Day.optional(),
  since: Instant,
});

/** Organisations that ask for PCs: certified by the district or the programme office, for a year at a time. */
export const organisationsContract = defineContract({
  domain: 'organisations',
  errors: {
    CHECKS_MISSING: 422,
    CERTIFICATE_RUNS: 409,
  },
  routes: {
    listOrganisations: {
      method: 'GET',
      path: '/api/staff/organisations',
      access: reads,
      summary:
        "Organisations in one state: those that wait oldest first, certified ones by the end of their certificate; a district officer sees the own district's",
      query: z.strictObject({
        // A refused organisation stands in no list: it is found from its applications.
        status: z.enum(['APPLIED', 'CERTIFIED', 'LAPSED']),
        district: DistrictCode.optional(),
        ...PageQuery,
      }),
      answer: pageOf(OrganisationLine),
    },
    readOrganisation: {
      method: 'GET',
      path: '/api/staff/organisations/{id}',
      access: reads,
      summary: 'One organisation with its certificate, its latest applications and its history',
      params,
      answer: OrganisationLine.extend({
        registrationNumber: z.string().optional(),
        personId: z.string(),
        certifiedFrom: Day.optional(),
        refusedBecause: z.string().optional(),
        /** Its latest applications, newest first. */
        applications: z.array(z.string()),
        notes: z.record(z.string(), z.string()).optional(),
        /** May be certified again: the certificate has ended or ends within the city's days of reminder. */
        renewable: z.boolean(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    certifyOrganisation: {
      method: 'POST',
      path: '/api/staff/organisations/{id}/certification',
      access: decides,
      summary: 'The organisation is one that the programme serves, for the months of the city pack',
      params,
      body: z.strictObject({
        checks: z.array(z.enum(CERTIFICATE_CHECKS)).max(CERTIFICATE_CHECKS.length),
        note: text(300).optional(),
      }),
      answer: moved.extend({ certifiedUntil: Day }),
    },
    refuseOrganisation: {
      method: 'POST',
      path: '/api/staff/organisations/{id}/refusal',
      access: decides,
      summary: 'The organisation is not one that the programme serves, with the reason it is told',
      params,
      body: z.strictObject({ reason: z.enum(ORGANISATION_REFUSALS), note: text(300).optional() }),
      answer: moved,
    },
  },
});
