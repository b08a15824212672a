import * as z from 'zod';
import { PostalAddress } from '../gifts/contract.ts';
import { citizen, defineContract, portal, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference, Ulid } from '../kernel/ids.ts';
import { Amount } from '../kernel/money.ts';
import { REGISTRATION_ERRORS } from '../kernel/registration-number.ts';
import { Contact, Day, Instant, Link, text } from '../kernel/shapes.ts';

/** What a line of a member's history tells. */
export const LINE_KINDS = ['EARNED', 'GIVEN', 'EXPIRED'] as const;
/** An activity may be reported and confirmed for so many days back. */
export const REPORT_DAYS = 90;
/** Hours or times of one activity at once. */
const Count = z.int().min(1).max(100);
const Points = z.int().min(1).max(1_000_000_000);
const Code = z
  .string()
  .max(40)
  .regex(/^[A-Z][A-Z_]*$/);
const Activity = {
  /** Member number, as it is read out: hyphens and small letters do not matter. */
  member: Reference,
  activity: Code,
  /** The day of the activity, in the city's calendar. */
  day: Day,
  count: Count,
};

const Line = z.object({
  id: z.string(),
  at: Instant,
  what: z.enum(LINE_KINDS),
  points: Points,
  activity: z.string().optional(),
  count: z.int().optional(),
  /** The day of the activity. */
  day: Day.optional(),
  /** Last day of what was earned, or of what ended. */
  expires: Day.optional(),
  purpose: z.string().optional(),
  /** What the city pays for what was given. */
  worth: Amount.optional(),
  /** The transfer of points; of a gift, that of the money, as the public ledger has it. */
  transfer: z.string(),
});

/** Gifts of a calendar year for which no receipt has been issued yet. */
const Unreceipted = z.object({
  year: z.string(),
  points: z.int(),
  worth: Amount,
  /** The worth has reached `receiptFrom`. */
  mayRequest: z.boolean(),
});

export const pointsContract = defineContract({
  domain: 'points',
  errors: {
    NOT_A_MEMBER: 404,
    MEMBER_UNKNOWN: 404,
    ALREADY_MEMBER: 409,
    ACTIVITY_UNKNOWN: 422,
    ACTIVITY_IN_FUTURE: 422,
    ACTIVITY_TOO_OLD: 422,
    ACTIVITY_LIMIT: 409,
    EARNED_BEFORE: 409,
    SURVEY_INCOMPLETE: 422,
    PURPOSE_UNKNOWN: 422,
    RECEIPT_TOO_SMALL: 409,
    RECEIPT_NOT_READY: 409,
    REGISTRATION_NUMBER_WRONG: REGISTRATION_ERRORS.REGISTRATION_NUMBER_WRONG,
  },
  routes: {
    joinPoints: {
      method: 'POST',
      path: '/api/citizen/points/membership',
      access: citizen,
      summary: 'Become a member: a number that can be read out, and where to write before points end',
      body: z.strictObject({
        contact: Contact,
        consents: z.strictObject({
          privacy: z.literal(true, { error: 'CONSENT_NEEDED' }),
          news: z.boolean(),
        }),
      }),
      answer: z.object({ number: z.string(), joinedAt: Instant }),
      status: 201,
    },
    readMember: {
      method: 'GET',
      path: '/api/citizen/points/membership',
      access: citizen,
      summary: 'My points as I can use them today, when they end, and what receipts I may ask for',
      answer: z.object({
        number: z.string(),
        joinedAt: Instant,
        /** Usable today: what ended last night is not in it, whether or not it is booked yet. */
        balance: z.int(),
        /** Of the balance, in the city's currency. */
        worth: Amount,
        /** Oldest first; `expires` is the last day on which the points can be given. */
        lots: z.array(z.object({ expires: Day, points: Points })),
        nextExpiry: z.object({ expires: Day, points: Points }).optional(),
        /** The survey has not been answered yet. */
        survey: z.boolean(),
        receiptFrom: Amount,
        unreceipted: z.array(Unreceipted),
        /** Receipts that were issued, newest first; `receipt` is left out while one is void. */
        receipts: z.array(
          z.object({
            id: z.string(),
            amount: Amount,
            issuedAt: Instant,
            receipt: z.object({ year: z.string(), number: z.int() }).optional(),
            /** The PDF is there. */
            ready: z.boolean(),
          }),
        ),
      }),
    },
    leavePoints: {
      method: 'POST',
      path: '/api/citizen/points/membership/end',
      access: citizen,
      summary: 'End my membership: what is left of my points ends, and my contact is destroyed',
      body: z.strictObject({}),
      answer: z.object({ ended: z.int() }),
    },
    listLines: {
      method: 'GET',
      path: '/api/citizen/points/lines',
      access: citizen,
      summary: 'What I earned, gave, and what ended; newest first',
      query: z.strictObject(PageQuery),
      answer: pageOf(Line),
    },
    answerSurvey: {
      method: 'POST',
      path: '/api/citizen/points/survey',
      access: citizen,
      summary: 'Answer the survey, once; answers are counted without whose they are',
      body: z.strictObject({ answers: z.record(Code, Code) }),
      secret: ['answers'],
      answer: z.object({ points: Points, balance: z.int() }),
    },
    givePoints: {
      method: 'POST',
      path: '/api/citizen/points/gifts',
      access: citizen,
      summary: 'Give points to a purpose: from 1 up to the balance',
      body: z.strictObject({ points: Points, purpose: text(40) }),
      answer: z.object({
        points: Points,
        purpose: z.string(),
        worth: Amount,
        /** Usable after the gift. */
        balance: z.int(),
        /** Under which the public ledger has the money. */
        transfer: z.string(),
      }),
      status: 201,
    },
    requestReceipt: {
      method: 'POST',
      path: '/api/citizen/points/receipts',
      access: citizen,
      summary:
        "One receipt for a calendar year's gifts of points that have none yet, from the city's threshold on",
      body: z.strictObject({
        year: z.string().regex(/^\d{4}$/),
        /** Whom it is made out to; kept with the receipt, apart from the membership. */
        contact: Contact,
        address: PostalAddress,
        /** Never required (docs/adr/0015). */
        registrationNumber: text(40).optional(),
        registrationNumberIsNew: z.boolean().optional(),
      }),
      secret: ['registrationNumber'],
      answer: z.object({
        id: z.string(),
        receipt: z.object({ year: z.string(), number: z.int() }),
        total: Amount,
      }),
      status: 201,
    },
    readReceiptLink: {
      method: 'GET',
      path: '/api/citizen/points/receipts/{id}',
      access: citizen,
      summary: 'A link to the PDF of a receipt of mine; it ends after a quarter of an hour',
      params: z.strictObject({ id: idOf('gift') }),
      answer: Link,
    },
    creditActivity: {
      method: 'POST',
      path: '/api/staff/points/activities',
      access: staff('programme', 'volunteer-centre', 'chest'),
      summary: 'Confirm an activity of a member, with what shows it',
      body: z.strictObject({ ...Activity, evidence: text(100) }),
      answer: z.object({ number: z.string(), points: Points }),
      status: 201,
    },
    reportActivity: {
      method: 'POST',
      path: '/api/portal/points/activities',
      access: portal,
      summary: 'Report an activity of a member that the portal has seen; exactly once per report',
      body: z.strictObject({
        /** The report's own id, a ULID: the idempotency key. The same report again is answered as before. */
        id: Ulid,
        ...Activity,
      }),
      answer: z.object({ id: z.string(), number: z.string(), points: Points }),
      status: 201,
    },
    findMember: {
      method: 'GET',
      path: '/api/staff/points/members/{reference}',
      access: staff('programme', 'volunteer-centre', 'chest', 'auditor'),
      summary:
        'A member by number: since when, with how many points, what the office confirmed of late; no name',
      params: z.strictObject({ reference: Reference }),
      answer: z.object({
        number: z.string(),
        joinedAt: Instant,
        balance: z.int(),
        /** Among the last fifty movements, those that staff confirmed; newest first. */
        confirmed: z.array(
          z.object({
            id: z.string(),
            at: Instant,
            activity: z.string(),
            count: z.int(),
            day: Day,
            points: Points,
            evidence: z.string(),
          }),
        ),
      }),
    },
    readSurvey: {
      method: 'GET',
      path: '/api/staff/points/survey',
      access: staff('programme', 'chest', 'auditor'),
      summary: 'How often each answer of the survey was given',
      answer: z.object({
        answered: z.int(),
        questions: z.array(
          z.object({
            code: z.string(),
            answers: z.array(z.object({ code: z.string(), count: z.int() })),
          }),
        ),
      }),
    },
  },
});
