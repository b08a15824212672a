import * as z from 'zod';
import { defineContract, holder, open, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Amount } from '../kernel/money.ts';
import { REGISTRATION_ERRORS, REGISTRATION_KINDS } from '../kernel/registration-number.ts';
import { Address, Contact, Day, DistrictCode, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const DONATION_STATUS = [
  'OFFERED',
  'CHANGE_ASKED',
  'SCREENED',
  'COLLECTION_BOOKED',
  'RECEIVED',
  'VALUED',
  'ACCEPTED',
  'RECEIPTED',
  'RECEIPT_VOIDED',
  'DECLINED',
  'WITHDRAWN',
] as const;
export const DonationStatus = z.enum(DONATION_STATUS);
export type DonationStatus = z.output<typeof DonationStatus>;

export const ITEM_KINDS = ['desktop', 'laptop', 'all-in-one', 'monitor', 'tablet', 'printer'] as const;
export const ItemKind = z.enum(ITEM_KINDS);
/** Kinds that become a device with a way of its own; the others are received and valued with the lot. */
export const OfferedItem = z.strictObject({
  kind: ItemKind,
  count: z.int().min(1).max(30),
  condition: z.enum(['works', 'faulty', 'unknown']),
  note: text(200).optional(),
});

/**
 * A registration number as its holder writes it: with or without hyphens. It is judged by the domain, which knows the
 * day and whose number it is; here only its length is bounded.
 */
const Registration = {
  registrationNumber: text(40),
  /** Given or changed since October 2020: such a number has no check digit. */
  registrationNumberIsNew: z.boolean().optional(),
};
/** What is shown of a number that was given: that there is one. */
const ShownRegistration = z.object({ of: z.enum(REGISTRATION_KINDS), masked: z.string() });

/**
 * What the giver wishes to become of the gift (사회복지공동모금회법 §27): a district, a group of the city pack, a use, a
 * recipient. Not personal by design (the form says so); it lives on the offer, never in events.
 */
export const Earmark = z
  .strictObject({
    district: DistrictCode.optional(),
    group: text(40).optional(),
    use: text(200).optional(),
    recipient: text(120).optional(),
  })
  .refine((wish) => Object.values(wish).some((value) => value !== undefined), { error: 'REQUIRED' });
/** What a rule of the city pack found in a wish, and where that is written. */
export const EarmarkFinding = z.object({
  rule: z.string(),
  source: z.string(),
  field: z.enum(['district', 'group', 'use', 'recipient', 'giver']),
  severity: z.enum(['must-change', 'look']),
});

/** What a citizen or company offers. Consents are separate (PIPA §22): each must be given by itself. */
export const Offer = z
  .strictObject({
    giver: z
      .strictObject({
        kind: z.enum(['person', 'business', 'corporation']),
        organisation: text(80).optional(),
        contact: Contact,
        /** No name on the receipt; the Chest keeps it (사회복지공동모금회법 §18). */
        anonymous: z.boolean().optional(),
      })
      // The receipt is made out to the organisation: a business or corporation without a name cannot get one.
      .refine((giver) => giver.kind === 'person' || giver.organisation, {
        error: 'REQUIRED',
        path: ['organisation'],
      }),
    pickup: Address,
    preferredDays: z
      .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat']))
      .max(6)
      .default([]),
    items: z.array(OfferedItem).min(1).max(10),
    wantsReceipt: z.boolean(),
    /** Only with a receipt, never required: a person's resident number, else the business number (docs/adr/0015). */
    registrationNumber: Registration.registrationNumber.optional(),
    registrationNumberIsNew: Registration.registrationNumberIsNew,
    earmark: Earmark.optional(),
    consents: z.strictObject({
      privacy: z.literal(true, { error: 'CONSENT_NEEDED' }),
      erasure: z.literal(true, { error: 'CONSENT_NEEDED' }),
      news: z.boolean(),
    }),
  })
  // An anonymous receipt is kept by the Chest: nobody can have both.
  .refine((offer) => !(offer.giver.anonymous && offer.wantsReceipt), {
    error: 'ANONYMOUS_RECEIPT',
    path: ['wantsReceipt'],
  });

const params = z.strictObject({ id: idOf('donation') });
const byReference = z.strictObject({ reference: Reference });
const moved = z.object({ id: z.string(), status: DonationStatus });

export const DonationLine = z.object({
  id: z.string(),
  reference: z.string(),
  status: DonationStatus,
  district: DistrictCode,
  giverKind: z.string(),
  items: z.array(OfferedItem),
  offeredAt: Instant,
  since: Instant,
});

export const donationsContract = defineContract({
  domain: 'donations',
  errors: {
    DISTRICT_UNKNOWN: 422,
    COLLECTION_IN_PAST: 422,
    NOTHING_ARRIVED: 422,
    ARRIVES_BY_LIST: 409,
    TOO_MANY_ITEMS: 422,
    VALUATION_INCOMPLETE: 422,
    VALUATION_UNPROVEN: 422,
    VALUED_BY_SAME_PERSON: 409,
    ...REGISTRATION_ERRORS,
    ACCEPTED_BY_ANOTHER: 409,
    EARMARK_UNLAWFUL: 409,
    EARMARK_NOT_ASKED: 409,
    NO_EARMARK: 409,
    GROUP_UNKNOWN: 422,
    REASON_UNKNOWN: 422,
  },
  routes: {
    offerDonation: {
      method: 'POST',
      path: '/api/public/donations',
      access: open,
      summary: 'Offer PCs',
      body: Offer,
      secret: ['registrationNumber'],
      answer: z.object({ id: z.string(), reference: z.string(), status: DonationStatus }),
      status: 201,
    },
    followDonation: {
      method: 'GET',
      path: '/api/public/donations/{reference}',
      access: holder,
      summary: 'Follow an offer with its one-time code',
      params: byReference,
      answer: z.object({
        reference: z.string(),
        status: DonationStatus,
        items: z.array(OfferedItem),
        district: DistrictCode,
        wantsReceipt: z.boolean(),
        registration: ShownRegistration.optional(),
        anonymous: z.literal(true).optional(),
        /** When each state was reached: `{ OFFERED: '2026-…' }`. */
        stages: z.record(z.string(), Instant),
        collection: z.object({ day: Day, slot: z.enum(['morning', 'afternoon']) }).optional(),
        declinedBecause: z.string().optional(),
        earmark: Earmark.optional(),
        /** Why the Chest asks for another wish: codes of the city pack's rules. */
        changeAsked: z.array(z.string()).optional(),
      }),
    },
    withdrawDonation: {
      method: 'POST',
      path: '/api/public/donations/{reference}/withdrawal',
      access: holder,
      summary: 'Withdraw an offer before its collection',
      params: byReference,
      body: z.strictObject({}),
      answer: moved,
    },
    amendEarmark: {
      method: 'POST',
      path: '/api/public/donations/{reference}/earmark',
      access: holder,
      summary: 'Change the wish that the Chest asked to be changed, or drop it',
      params: byReference,
      body: z.strictObject({ earmark: Earmark.optional() }),
      answer: moved,
    },
    listDonations: {
      method: 'GET',
      path: '/api/staff/donations',
      access: staff('chest', 'programme', 'auditor'),
      summary: 'Offers in one state, oldest first',
      query: z.strictObject({ status: DonationStatus, ...PageQuery }),
      answer: pageOf(DonationLine),
    },
    readDonation: {
      method: 'GET',
      path: '/api/staff/donations/{id}',
      access: staff('chest', 'programme', 'auditor'),
      summary: 'One offer with its history',
      params,
      answer: DonationLine.extend({
        personId: z.string(),
        organisation: z.string().optional(),
        wantsReceipt: z.boolean(),
        registration: ShownRegistration.optional(),
        anonymous: z.literal(true).optional(),
        preferredDays: z.array(z.string()),
        stages: z.record(z.string(), Instant),
        collection: z
          .object({ day: Day, slot: z.enum(['morning', 'afternoon']), note: z.string().optional() })
          .optional(),
        received: z.array(z.object({ kind: ItemKind, count: z.int() })).optional(),
        devices: z.array(z.object({ id: z.string(), assetNumber: z.string(), kind: ItemKind })),
        valuation: z
          .object({
            lines: z.array(
              z.object({
                kind: ItemKind,
                count: z.int(),
                unitPrice: Amount,
                market: Amount.optional(),
                book: Amount.optional(),
                reason: z.string().optional(),
              }),
            ),
            total: Amount,
            rule: z.string(),
            source: z.string(),
            evidence: z.array(z.object({ kind: z.string(), text: z.string() })),
            by: z.string(),
            at: Instant,
            /** Another than `by` must accept (the total reaches the city's threshold). */
            secondPerson: z.boolean(),
          })
          .optional(),
        earmark: Earmark.optional(),
        /** What the city's rules find in the wish today. */
        findings: z.array(EarmarkFinding),
        changeAsked: z.object({ reasons: z.array(z.string()), at: Instant, by: z.string() }).optional(),
        receipt: z.object({ year: z.string(), number: z.int() }).optional(),
        /** The receipt that was made void and has no successor yet. */
        voided: z.object({ year: z.string(), number: z.int(), reason: z.string() }).optional(),
        declinedBecause: z.string().optional(),
        /** What the office wrote down at a state, for itself: `{ SCREENED: '…' }`. */
        notes: z.record(z.string(), z.string()).optional(),
        moves: z.array(z.string()),
        /** The registration number may still be entered or replaced. */
        mayRegister: z.boolean(),
        history: z.array(HistoryLine),
      }),
    },
    screenDonation: {
      method: 'POST',
      path: '/api/staff/donations/{id}/screening',
      access: staff('chest'),
      summary: 'The offer fits the programme',
      params,
      body: z.strictObject({ note: text(500).optional() }),
      answer: moved,
    },
    askForChange: {
      method: 'POST',
      path: '/api/staff/donations/{id}/change-request',
      access: staff('chest'),
      summary: 'Ask the giver for another wish, with the rules that this one breaks',
      params,
      body: z.strictObject({ reasons: z.array(text(40)).min(1).max(20), note: text(500).optional() }),
      answer: moved,
    },
    amendEarmarkFor: {
      method: 'POST',
      path: '/api/staff/donations/{id}/earmark',
      access: staff('chest'),
      summary: 'Change or drop the wish on behalf of the giver, who said so on the phone',
      params,
      body: z.strictObject({ earmark: Earmark.optional(), note: text(500) }),
      answer: moved,
    },
    declineDonation: {
      method: 'POST',
      path: '/api/staff/donations/{id}/refusal',
      access: staff('chest'),
      summary: 'The offer cannot be taken, with the reason the giver is told',
      params,
      body: z.strictObject({
        reason: z.enum(['TOO_OLD', 'NOT_A_COMPUTER', 'NOT_REACHABLE', 'OUTSIDE_CITY', 'EARMARK', 'OTHER']),
        note: text(500).optional(),
      }),
      answer: moved,
    },
    bookCollection: {
      method: 'POST',
      path: '/api/staff/donations/{id}/collection',
      access: staff('chest'),
      summary: 'Book the day of collection',
      params,
      body: z.strictObject({ day: Day, slot: z.enum(['morning', 'afternoon']), note: text(300).optional() }),
      answer: moved,
    },
    recordArrival: {
      method: 'POST',
      path: '/api/staff/donations/{id}/arrival',
      access: staff('chest'),
      summary: 'The goods are here: what really came; each PC becomes a device with an asset number',
      params,
      body: z.strictObject({
        received: z
          .array(z.strictObject({ kind: ItemKind, count: z.int().min(0).max(30) }))
          .min(1)
          .max(10),
      }),
      answer: moved.extend({
        devices: z.array(z.object({ id: z.string(), assetNumber: z.string(), kind: ItemKind })),
      }),
    },
    valueDonation: {
      method: 'POST',
      path: '/api/staff/donations/{id}/valuation',
      access: staff('chest'),
      summary:
        'Value the goods, line by line, by the rule of the kind of giver; again until they are accepted',
      params,
      body: z.strictObject({
        lines: z
          .array(
            z.strictObject({
              kind: ItemKind,
              /** Of one piece, as the rule of the giver's kind asks: market price, book value or both. */
              market: Amount.optional(),
              book: Amount.optional(),
              /** Other than the rule gives; needs a reason, as a value of 0 does. */
              unitPrice: Amount.optional(),
              reason: text(300).optional(),
            }),
          )
          .min(1)
          .max(ITEM_KINDS.length),
        evidence: z
          .array(z.strictObject({ kind: text(40), text: text(300) }))
          .min(1)
          .max(6),
      }),
      answer: moved.extend({ total: Amount, secondPerson: z.boolean() }),
    },
    registerDonor: {
      method: 'POST',
      path: '/api/staff/donations/{id}/registration',
      access: staff('chest'),
      summary:
        "Enter or replace the donor's registration number until the receipt is issued; it is never read back",
      params,
      body: z.strictObject(Registration),
      secret: ['registrationNumber'],
      answer: moved.extend({ registration: ShownRegistration }),
    },
    acceptDonation: {
      method: 'POST',
      path: '/api/staff/donations/{id}/acceptance',
      access: staff('chest'),
      summary:
        'Accept the goods; takes the next number of the gapless receipt series in the same transaction',
      params,
      body: z.strictObject({}),
      answer: moved.extend({ receipt: z.object({ year: z.string(), number: z.int() }) }),
    },
  },
});
