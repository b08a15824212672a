import * as z from 'zod';
import { ApplicationStatus } from '../applications/contract.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { idOf } from '../kernel/ids.ts';
import { text } from '../kernel/shapes.ts';

const params = z.strictObject({ id: idOf('application') });
const moved = z.object({ id: z.string(), status: ApplicationStatus });
const decides = staff('district', 'programme');

/** What officers decide about an application: paths are those of the application that they decide about. */
export const eligibilityContract = defineContract({
  domain: 'eligibility',
  errors: {},
  routes: {
    requestDocuments: {
      method: 'POST',
      path: '/api/staff/applications/{id}/documents-request',
      access: decides,
      summary: 'Ask the applicant for documents',
      params,
      body: z.strictObject({
        documents: z
          .array(z.enum(['RESIDENT_ABSTRACT', 'STATUS_PROOF', 'ORGANISATION_REGISTRATION', 'OTHER']))
          .min(1),
        note: text(300).optional(),
      }),
      answer: moved,
    },
    confirmEligibility: {
      method: 'POST',
      path: '/api/staff/applications/{id}/eligibility',
      access: decides,
      summary: 'The application is eligible and joins the queue',
      params,
      body: z.strictObject({
        evidence: z.enum(['LOOK_UP', 'DOCUMENTS', 'VISIT']),
        note: text(300).optional(),
      }),
      answer: moved,
    },
    refuseEligibility: {
      method: 'POST',
      path: '/api/staff/applications/{id}/refusal',
      access: decides,
      summary: 'The application is not eligible, with the reason the applicant is told',
      params,
      body: z.strictObject({
        reason: z.enum([
          'NOT_IN_CATEGORY',
          'OUTSIDE_DISTRICT',
          'SERVED_RECENTLY',
          'DOCUMENTS_MISSING',
          'OTHER',
        ]),
        note: text(300).optional(),
      }),
      answer: moved,
    },
  },
});
