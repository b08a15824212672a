import * as z from 'zod';
import { defineContract, holder, open, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Amount } from '../kernel/money.ts';
import { REGISTRATION_ERRORS, REGISTRATION_KINDS } from '../kernel/registration-number.ts';
import { Contact, Day, DistrictCode, HistoryLine, Instant, Postcode, text } from '../kernel/shapes.ts';

export const GIFT_STATUS = [
  'ANNOUNCED',
  'BOOKED',
  'RECEIPTED',
  'RECEIPT_VOIDED',
  'LAPSED',
  'WITHDRAWN',
  'RETURNED',
] as const;
export const GiftStatus = z.enum(GIFT_STATUS);
export type GiftStatus = z.output<typeof GiftStatus>;

/** States that somebody works from; those that end a gift's way are found by reference or receipt. */
export const GIFT_LISTS = ['ANNOUNCED', 'BOOKED', 'RECEIPT_VOIDED'] as const satisfies readonly GiftStatus[];

/** How it came: announced on the site or on the phone, told by nobody before it came, or given in points. */
export const GIFT_WAYS = ['site', 'phone', 'unannounced', 'points'] as const;
export const RETURN_REASONS = ['REFUNDED', 'BOUNCED', 'MISMATCHED'] as const;

/** Where a receipt is sent to in its form: anywhere in the country, so a district of the city is not asked for. */
export const PostalAddress = z.strictObject({
  district: DistrictCode.optional(),
  postcode: Postcode,
  street: text(120),
  detail: text(120).optional(),
});

/** Who gives money. A receipt needs an address; without one, or anonymously, none is asked for. */
export const Giver = z
  .strictObject({
    kind: z.enum(['person', 'business', 'corporation']),
    organisation: text(80).optional(),
    contact: Contact,
    address: PostalAddress.optional(),
    /** The name that the transfer will be made under (입금자명); left out: the giver's or organisation's own. */
    payer: text(40).optional(),
    /** No name on the receipt; the Chest keeps it (사회복지공동모금회법 §18). */
    anonymous: z.boolean().optional(),
  })
  .refine((giver) => giver.kind === 'person' || giver.organisation, {
    error: 'REQUIRED',
    path: ['organisation'],
  });

const PurposeCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const announcement = {
  giver: Giver,
  /** Minor units of the city's currency (₩). */
  amount: z.int().min(1).max(1_000_000_000_000),
  /** What it is for; left out: as the Chest sees need. */
  purpose: PurposeCode.optional(),
  wantsReceipt: z.boolean(),
  /** Only with a receipt, never required (docs/adr/0015). */
  registrationNumber: text(40).optional(),
  registrationNumberIsNew: z.boolean().optional(),
  /** Separate (PIPA §22): each is given by itself. */
  consents: z.strictObject({
    privacy: z.literal(true, { error: 'CONSENT_NEEDED' }),
    news: z.boolean(),
  }),
};
interface Wished {
  readonly wantsReceipt: boolean;
  readonly giver: { readonly anonymous?: boolean | undefined; readonly address?: object | undefined };
}
/** An anonymous receipt is kept by the Chest: nobody can have both. */
const notBoth = ({ giver, wantsReceipt }: Wished) => !(giver.anonymous && wantsReceipt);
const ANONYMOUS = { error: 'ANONYMOUS_RECEIPT', path: ['wantsReceipt'] };
const addressed = ({ giver, wantsReceipt }: Wished) => !wantsReceipt || giver.address !== undefined;
const NO_ADDRESS = { error: 'REQUIRED', path: ['giver', 'address'] };

/** A gift of money that is on its way. */
export const Announcement = z
  .strictObject(announcement)
  .refine(notBoth, ANONYMOUS)
  .refine(addressed, NO_ADDRESS);
/** The same, told to the office on the phone: it asks for the consents, and may write something down for itself. */
export const PhonedAnnouncement = z
  .strictObject({ ...announcement, note: text(300).optional() })
  .refine(notBoth, ANONYMOUS)
  .refine(addressed, NO_ADDRESS);

/** How to transfer: the account of the city pack, what to write into the transfer, until when it is awaited. */
const Transfer = z.object({
  bank: z.record(z.string(), z.string()),
  number: z.string(),
  holder: z.record(z.string(), z.string()),
  reference: z.string(),
  amount: Amount,
  until: Day,
});
const ShownRegistration = z.object({ of: z.enum(REGISTRATION_KINDS), masked: z.string() });
/** What became of it: the day on the bank's statement, the amount that came, the entries of the public ledger. */
const Booked = z.object({ day: Day, amount: Amount, transfers: z.array(z.string()) });
const Numbered = z.object({ year: z.string(), number: z.int() });

const params = z.strictObject({ id: idOf('gift') });
const byReference = z.strictObject({ reference: Reference });
const moved = z.object({ id: z.string(), status: GiftStatus });
const announced = moved.extend({ reference: z.string(), transfer: Transfer });

export const GiftLine = z.object({
  id: z.string(),
  reference: z.string(),
  status: GiftStatus,
  way: z.enum(GIFT_WAYS),
  giverKind: z.enum(['person', 'business', 'corporation']),
  /** As announced; after the booking, as it came. */
  amount: Amount,
  purpose: PurposeCode.optional(),
  wantsReceipt: z.boolean(),
  anonymous: z.literal(true).optional(),
  announcedAt: Instant.optional(),
  awaitedUntil: Day.optional(),
  booked: Booked.optional(),
  since: Instant,
});

export const giftsContract = defineContract({
  domain: 'gifts',
  errors: {
    GIFT_TOO_SMALL: 422,
    PURPOSE_UNKNOWN: 422,
    RECEIPT_STANDS: 409,
    ...REGISTRATION_ERRORS,
  },
  routes: {
    announceGift: {
      method: 'POST',
      path: '/api/public/gifts',
      access: open,
      summary: 'Announce a gift of money: gives the reference to put into the transfer, and the account',
      body: Announcement,
      secret: ['registrationNumber'],
      answer: announced,
      status: 201,
    },
    followGift: {
      method: 'GET',
      path: '/api/public/gifts/{reference}',
      access: holder,
      summary: 'Follow a gift of money with its one-time code',
      params: byReference,
      answer: z.object({
        reference: z.string(),
        status: GiftStatus,
        way: z.enum(GIFT_WAYS),
        amount: Amount,
        purpose: PurposeCode.optional(),
        wantsReceipt: z.boolean(),
        registration: ShownRegistration.optional(),
        anonymous: z.literal(true).optional(),
        /** When each state was reached. */
        stages: z.record(z.string(), Instant),
        /** While the money is awaited. */
        transfer: Transfer.optional(),
        booked: Booked.optional(),
        /** The receipt that counts, or the one made void: followGiftReceipt has it. */
        receipt: Numbered.optional(),
        returned: z.object({ reason: z.enum(RETURN_REASONS), on: Day }).optional(),
        mayWithdraw: z.boolean(),
      }),
    },
    withdrawGift: {
      method: 'POST',
      path: '/api/public/gifts/{reference}/withdrawal',
      access: holder,
      summary: 'Withdraw a gift of money before it has come',
      params: byReference,
      body: z.strictObject({}),
      answer: moved,
    },
    announceGiftFor: {
      method: 'POST',
      path: '/api/staff/gifts',
      access: staff('chest'),
      summary: 'Write down a gift of money that somebody announces on the phone',
      body: PhonedAnnouncement,
      secret: ['registrationNumber'],
      answer: announced,
      status: 201,
    },
    listGifts: {
      method: 'GET',
      path: '/api/staff/gifts',
      access: staff('chest', 'programme', 'auditor'),
      summary: 'Gifts of money in one state, oldest first',
      query: z.strictObject({ status: z.enum(GIFT_LISTS), ...PageQuery }),
      answer: pageOf(GiftLine),
    },
    readGift: {
      method: 'GET',
      path: '/api/staff/gifts/{id}',
      access: staff('chest', 'programme', 'auditor'),
      summary: 'One gift of money with its history, by its id or by the reference that people quote',
      params: z.strictObject({ id: z.union([idOf('gift'), Reference]) }),
      answer: GiftLine.extend({
        /** Left out: nobody knows who gave. */
        personId: z.string().optional(),
        organisation: z.string().optional(),
        registration: ShownRegistration.optional(),
        stages: z.record(z.string(), Instant),
        transfer: Transfer.optional(),
        /** Fingerprint of the bank entry it came with. */
        entry: z.string().optional(),
        receipt: Numbered.optional(),
        voided: Numbered.extend({ reason: z.string() }).optional(),
        returned: z.object({ reason: z.enum(RETURN_REASONS), on: Day }).optional(),
        note: z.string().optional(),
        mayRegister: z.boolean(),
        /** The receipt names nobody, and its giver may still say that it should name them. */
        mayAskForReceipt: z.boolean(),
        /** What the signed-in person may do now. */
        moves: z.array(z.enum(['withdraw'])),
        history: z.array(HistoryLine),
      }),
    },
    withdrawGiftFor: {
      method: 'POST',
      path: '/api/staff/gifts/{id}/withdrawal',
      access: staff('chest'),
      summary: 'Withdraw a gift for its giver before it has come',
      params,
      body: z.strictObject({}),
      answer: moved,
    },
    askForReceipt: {
      method: 'POST',
      path: '/api/staff/gifts/{id}/receipt-wish',
      access: staff('chest'),
      summary:
        'The giver wants a receipt in their name after all: before the money comes, or after the one that names nobody was made void',
      params,
      body: z.strictObject({}),
      answer: moved,
    },
    registerGiver: {
      method: 'POST',
      path: '/api/staff/gifts/{id}/registration',
      access: staff('chest'),
      summary:
        "Enter or replace the giver's registration number while no receipt stands; it is never read back",
      params,
      body: z.strictObject({
        registrationNumber: text(40),
        registrationNumberIsNew: z.boolean().optional(),
      }),
      secret: ['registrationNumber'],
      answer: moved.extend({ registration: ShownRegistration }),
    },
  },
});
