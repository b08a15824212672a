import * as z from 'zod';
import { Address, Contact, Day, Phone, text } from '../kernel/shapes.ts';

const agreed = z.literal(true, { error: 'CONSENT_NEEDED' });

export const Needs = z.strictObject({
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
export const Place = z.strictObject({
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
  place: Place.optional(),
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
export const OrganisationOnPaper = OrganisationApplication.extend({ signedOn: Day });
export const HouseholdOnPaper = HouseholdApplication.extend({
  signedOn: Day,
  /** Who consents for an applicant under 14 (PIPA §22-2). */
  guardian: z.strictObject({ name: text(60), phone: Phone.optional() }).optional(),
});
