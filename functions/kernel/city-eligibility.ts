import * as z from 'zod';

const Words = z.record(z.string(), z.string().min(1));
const Code = z.string().regex(/^[A-Z][A-Z_]*$/);

/** A paper that shows who somebody is or what they are entitled to. */
const Document = z.object({
  code: Code,
  name: Words,
  /** Codes of the categories of households and kinds of organisations that need it; none = only when an officer asks. */
  neededBy: z.array(Code).default([]),
  /** Not needed from who consents to a look-up. */
  waivedByLookUp: z.boolean().default(false),
  /** Issued no longer ago than so many months. */
  newestMonths: z.int().min(1).optional(),
});

/** What an application is decided on, how long papers are kept, and what can be done against a refusal. */
export const EligibilityPack = z
  .object({
    documents: z.array(Document).min(1),
    /** One file's bytes at most; so many files an application. */
    largestDocument: z.int().min(1),
    mostDocuments: z.int().min(1).max(30),
    /** Papers are destroyed so many days after the decision that they were for (PIPA §21); who withdraws, at once. */
    keepDocumentsDays: z.int().min(1),
    /** So many days after a refusal it can be appealed; `appealSource` says by which rule. */
    appealDays: z.int().min(1),
    appealSource: z.string().min(1),
    /** When one officer is not enough; what is left out is never a reason. */
    secondOfficer: z.object({
      /** Another application may be of the same household. */
      doubts: z.boolean(),
      /** What the first officer has seen leaves no trace that a second could look at. */
      evidence: z.array(z.enum(['LOOK_UP', 'DOCUMENTS', 'SEEN', 'VISIT'])),
      /** So many PCs or more are asked for. */
      computersFrom: z.int().min(2).optional(),
      /** Whoever entered the application for its applicant is the one who confirms it. */
      enteredBySame: z.boolean(),
    }),
  })
  // An appeal is decided on the papers of the refusal.
  .refine(({ keepDocumentsDays, appealDays }) => keepDocumentsDays > appealDays, {
    path: ['keepDocumentsDays'],
  });

/** What else there is for somebody who may not apply yet, or not here. */
export const Elsewhere = z.array(
  z
    .object({
      code: Code,
      kinds: z.array(z.enum(['organisation', 'household'])).min(1),
      /** Administrative codes; empty = every district. */
      districts: z.array(z.string()).default([]),
      name: Words,
      about: Words,
      link: z.url().optional(),
      phone: z.string().optional(),
    })
    .refine(({ link, phone }) => link !== undefined || phone !== undefined, { path: ['phone'] }),
);

/** Organisations that ask for PCs are certified for so long, and reminded so many days before the end. */
export const OrganisationsPack = z.object({
  certifiedMonths: z.int().min(1).max(60),
  remindDaysBefore: z.int().min(1),
});
