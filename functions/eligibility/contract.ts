import * as z from 'zod';
import { ApplicationStatus } from '../applications/contract.ts';
import { defineContract, holder, staff } from '../kernel/contract.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Day, DistrictCode, Instant, Link, text } from '../kernel/shapes.ts';

/**
 * What an officer has seen: a look-up in the administration's registers, documents that are in the record, papers shown
 * at the counter of which nothing is kept, a visit.
 */
export const EVIDENCE = ['LOOK_UP', 'DOCUMENTS', 'SEEN', 'VISIT'] as const;
/** Why an application is refused; each has plain words for the applicant (functions/notices/texts). */
export const REFUSALS = [
  'NOT_IN_CATEGORY',
  'OUTSIDE_DISTRICT',
  'SERVED_RECENTLY',
  'SAME_HOUSEHOLD',
  'DOCUMENTS_MISSING',
  'OTHER',
] as const;
/** What makes a second officer necessary; which of them do is the city pack's word. */
export const SECOND_BECAUSE = ['DOUBTS', 'EVIDENCE', 'COMPUTERS', 'ENTERED_BY_SAME'] as const;

const params = z.strictObject({ id: idOf('application') });
const byReference = z.strictObject({ reference: Reference });
const moved = z.object({ id: z.string(), status: ApplicationStatus });
const decides = staff('district', 'programme');
const note = text(300).optional();
/** A kind of document by its code in the city pack (`eligibility.documents`). */
const DocumentKind = z.string().max(40);

export const eligibilityContract = defineContract({
  domain: 'eligibility',
  errors: {
    SECOND_PERSON: 409,
    DECIDED_BEFORE: 409,
    LOOK_UP_NOT_AGREED: 409,
    PAPERS_MISSING: 409,
    PAPER_UNKNOWN: 422,
    DOCUMENT_DESTROYED: 410,
    ORGANISATION_NOT_CERTIFIED: 409,
    APPEAL_TOO_LATE: 409,
    APPEAL_DECIDED: 409,
    OFFICER_UNKNOWN: 422,
    PLACE_TAKEN: 409,
  },
  routes: {
    readEligibility: {
      method: 'GET',
      path: '/api/staff/applications/{id}/eligibility',
      access: decides,
      summary:
        'What an application is decided on: its documents, what may be the same household, who has it, who must decide',
      params,
      answer: z.object({
        id: z.string(),
        /** Account of the officer who has it. */
        officer: z.string().optional(),
        documents: z.array(
          z.object({
            id: z.string(),
            code: DocumentKind,
            /** By its first bytes: `image/jpeg`, `application/pdf`. */
            type: z.string().optional(),
            bytes: z.int().optional(),
            addedAt: Instant.optional(),
            destroyedAt: Instant.optional(),
          }),
        ),
        /** Kinds that are wanted and not here. */
        missing: z.array(DocumentKind),
        /** Of the other application its reference and district, nothing else. */
        doubts: z.array(
          z.object({
            by: z.enum(['DWELLING', 'PHONE', 'NAME']),
            reference: z.string(),
            district: DistrictCode,
          }),
        ),
        /** Why a second officer is needed, evidence apart; empty = one is enough. */
        secondBecause: z.array(z.enum(SECOND_BECAUSE)),
        /** Evidence with which a second officer is needed. */
        secondEvidence: z.array(z.enum(EVIDENCE)),
        /** Whoever asks has decided before: another officer must. */
        decidedBefore: z.boolean(),
        /** What the officer who confirmed first has seen. */
        evidence: z.enum(EVIDENCE).optional(),
        organisation: z
          .object({ id: z.string(), certified: z.boolean(), certifiedUntil: Day.optional() })
          .optional(),
        appeal: z
          .object({ at: Instant, words: z.string(), outcome: z.enum(['ALLOWED', 'DISMISSED']).optional() })
          .optional(),
        /** The last day on which a refusal can be appealed. */
        appealUntil: Day.optional(),
      }),
    },
    readDocument: {
      method: 'GET',
      path: '/api/staff/applications/{id}/documents/{document}',
      access: decides,
      summary: 'A link of minutes to one document; each reading is recorded',
      params: z.strictObject({ id: idOf('application'), document: idOf('document') }),
      answer: Link,
    },
    assignApplication: {
      method: 'POST',
      path: '/api/staff/applications/{id}/officer',
      access: decides,
      summary: 'Who has it: take it, hand it to an officer of the district, or put it back (no officer)',
      params,
      body: z.strictObject({
        officer: z
          .string()
          .regex(/^[\w-]{1,64}$/)
          .optional(),
      }),
      answer: moved.extend({ officer: z.string().optional() }),
    },
    listOfficers: {
      method: 'GET',
      path: '/api/staff/eligibility/officers',
      access: decides,
      summary: 'Accounts of those who have taken applications of a district, to whom one can be handed',
      query: z.strictObject({ district: DistrictCode }),
      answer: z.object({ items: z.array(z.string()) }),
    },
    requestDocuments: {
      method: 'POST',
      path: '/api/staff/applications/{id}/documents-request',
      access: decides,
      summary: 'Ask the applicant for documents',
      params,
      body: z.strictObject({ documents: z.array(DocumentKind).min(1).max(10), note }),
      answer: moved,
    },
    confirmEligibility: {
      method: 'POST',
      path: '/api/staff/applications/{id}/eligibility',
      access: decides,
      summary:
        'The application is eligible: it joins the queue, or waits for a second officer where a rule of the city asks for one',
      params,
      body: z.strictObject({ evidence: z.enum(EVIDENCE), note }),
      answer: moved,
    },
    confirmSecond: {
      method: 'POST',
      path: '/api/staff/applications/{id}/second-check',
      access: decides,
      summary: 'Another officer agrees: the application joins the queue',
      params,
      body: z.strictObject({ note }),
      answer: moved,
    },
    refuseEligibility: {
      method: 'POST',
      path: '/api/staff/applications/{id}/refusal',
      access: decides,
      summary: 'The application is not eligible, with the reason the applicant is told',
      params,
      body: z.strictObject({ reason: z.enum(REFUSALS), note }),
      answer: moved,
    },
    appealRefusal: {
      method: 'POST',
      path: '/api/public/applications/{reference}/appeal',
      access: holder,
      summary: 'Ask that a refusal is looked at again, by somebody else',
      params: byReference,
      body: z.strictObject({ words: text(1000) }),
      answer: moved,
    },
    appealFor: {
      method: 'POST',
      path: '/api/staff/applications/{id}/appeal',
      access: decides,
      summary: 'Enter an appeal that came by phone, on paper or at the counter',
      params,
      body: z.strictObject({ words: text(1000) }),
      answer: moved,
    },
    decideAppeal: {
      method: 'POST',
      path: '/api/staff/applications/{id}/appeal-decision',
      access: decides,
      summary: 'An officer who has not decided about it before allows or dismisses an appeal',
      params,
      body: z.strictObject({
        outcome: z.enum(['ALLOWED', 'DISMISSED']),
        /** Why it is dismissed, which the applicant is told. */
        reason: z.enum(REFUSALS).optional(),
        note,
      }),
      answer: moved,
    },
  },
});
