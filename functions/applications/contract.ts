import * as z from 'zod';
import { defineContract, holder, open, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Address, Contact, Day, DistrictCode, HistoryLine, Instant, Phone, text } from '../kernel/shapes.ts';

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

const agreed = z.literal(true, { error: 'CONSENT_NEEDED' });

const Needs = z.strictObject({
  kind: z.enum(['desktop', 'laptop', 'any']),
  screenReader: z.boolean(),
  largeScreen: z.boolean(),
  /** Of the system, not of messages: ISO 639; the city's first where nothing is said. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  internet: z.boolean(),
});

/** Where the PCs of an organisation will stand, and who looks after them, if it is not who applies. */
const Place = z.strictObject({
  name: text(80),
  network: z.enum(['wired', 'wireless', 'none']),
  inCharge: z.strictObject({ name: text(60), phone: Phone }).optional(),
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
  place: Place,
  needs: Needs,
  consents: z.strictObject({ privacy: agreed }),
});

export const HouseholdApplication = z.strictObject({
  contact: Contact,
  birthDate: Day,
  address: Address,
  category: z.string().max(30),
  householdSize: z.int().min(1).max(15),
  needs: Needs,
  reason: text(500).optional(),
  consents: z.strictObject({
    privacy: agreed,
    /** Separate consent for data about welfare status or disability (PIPA §23). */
    sensitive: agreed,
    lookUp: z.boolean(),
  }),
});

/** What staff enter from a signed paper form: the same, and the day on which its consents were signed. */
export const OrganisationOnPaper = OrganisationApplication.extend({
  /** A form may have left it open: who enters it asks. */
  place: Place.optional(),
  signedOn: Day,
});
export const HouseholdOnPaper = HouseholdApplication.extend({
  signedOn: Day,
  /** Who consents for an applicant under 14 (PIPA §22-2). */
  guardian: z.strictObject({ name: text(60), phone: Phone.optional() }).optional(),
});

const params = z.strictObject({ id: idOf('application') });
const byReference = z.strictObject({ reference: Reference });
const document = idOf('document');
const moved = z.object({ id: z.string(), status: ApplicationStatus });
const applied = z.object({ id: z.string(), reference: z.string(), status: ApplicationStatus });
/** Where a paper is sent: a form of one file, which ends after ten minutes. */
const uploadForm = z.object({
  document: z.string(),
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  largest: z.int(),
});
const DocumentCode = z.strictObject({ code: z.string().max(40) });
const added = moved.extend({ document: z.string() });
const reads = staff('district', 'programme', 'chest', 'auditor');

/** Who enters what is on paper, for people who do not use the web: the district's own, or the programme office. */
const assists = staff('district', 'programme');

/** A paper of an application; its file is for who decides (eligibility.readDocument). */
export const ApplicationDocument = z.object({
  id: z.string(),
  /** Code of the city pack's `eligibility.documents`. */
  code: z.string(),
  type: z.string().optional(),
  bytes: z.int().optional(),
  addedAt: Instant.optional(),
  destroyedAt: Instant.optional(),
});

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
  /** Account of the officer who has it in hand. */
  officer: z.string().optional(),
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
    SIGNED_IN_FUTURE: 422,
    DOCUMENT_UNKNOWN: 422,
    DOCUMENTS_CLOSED: 409,
    TOO_MANY_DOCUMENTS: 409,
    UPLOAD_UNKNOWN: 404,
    FILE_KIND: 422,
    FILE_TOO_LARGE: 422,
    FILE_EMPTY: 422,
  },
  routes: {
    readPhases: {
      method: 'GET',
      path: '/api/public/applications/phases',
      access: open,
      summary: 'Who may apply now, where and until when, and what else there is for everybody else',
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
        elsewhere: z.array(
          z.object({
            code: z.string(),
            kinds: z.array(z.enum(['organisation', 'household'])),
            districts: z.array(DistrictCode),
            name: z.record(z.string(), z.string()),
            about: z.record(z.string(), z.string()),
            link: z.string().optional(),
            phone: z.string().optional(),
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
        category: z.string(),
        documents: z.array(ApplicationDocument),
        /** Codes of papers that are still to come. */
        documentsMissing: z.array(z.string()),
        /** The last day on which this refusal can be appealed; absent where it cannot. */
        appealUntil: Day.optional(),
        may: z.array(z.enum(['addDocument', 'withdraw', 'appeal'])),
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
    startDocument: {
      method: 'POST',
      path: '/api/public/applications/{reference}/documents',
      access: holder,
      summary: 'A form to send one paper: photographed by phone or a PDF',
      params: byReference,
      body: DocumentCode,
      answer: uploadForm,
      status: 201,
    },
    addDocument: {
      method: 'POST',
      path: '/api/public/applications/{reference}/documents/{document}',
      access: holder,
      summary: 'A paper has been sent: it is looked at by its first bytes, and kept or refused',
      params: byReference.extend({ document }),
      body: z.strictObject({}),
      answer: added,
    },
    applyForOrganisationAssisted: {
      method: 'POST',
      path: '/api/staff/applications/assisted/organisations',
      access: assists,
      summary: "Enter a welfare organisation's application from its signed paper form",
      body: OrganisationOnPaper,
      answer: applied,
      status: 201,
    },
    applyForHouseholdAssisted: {
      method: 'POST',
      path: '/api/staff/applications/assisted/households',
      access: assists,
      summary: "Enter a household's application from its signed paper form",
      body: HouseholdOnPaper,
      answer: applied,
      status: 201,
    },
    startDocumentAssisted: {
      method: 'POST',
      path: '/api/staff/applications/assisted/{id}/documents',
      access: assists,
      summary: 'A form to send one paper that somebody has brought',
      params,
      body: DocumentCode,
      answer: uploadForm,
      status: 201,
    },
    addDocumentAssisted: {
      method: 'POST',
      path: '/api/staff/applications/assisted/{id}/documents/{document}',
      access: assists,
      summary: 'A paper that somebody has brought has been sent: it is kept or refused',
      params: params.extend({ document }),
      body: z.strictObject({}),
      answer: added,
    },
    withdrawAssisted: {
      method: 'POST',
      path: '/api/staff/applications/assisted/{id}/withdrawal',
      access: assists,
      summary: 'Withdraw an application for somebody who asks for it',
      params,
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
        language: z.string().optional(),
        assisted: z.boolean(),
        organisation: z.string().optional(),
        organisationId: z.string().optional(),
        place: z.object({ name: z.string(), network: z.enum(['wired', 'wireless', 'none']) }).optional(),
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
        documents: z.array(ApplicationDocument),
        documentsMissing: z.array(z.string()),
        /** Other applications that may be of the same household, and what makes one think so. */
        doubts: z.array(
          z.object({
            by: z.enum(['DWELLING', 'PHONE', 'NAME']),
            application: z.string(),
            district: DistrictCode,
          }),
        ),
        appeal: z.object({ at: Instant, words: z.string() }).optional(),
        appealUntil: Day.optional(),
        decidedBy: z.array(z.string()),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
  },
});
