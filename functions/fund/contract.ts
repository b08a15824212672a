import * as z from 'zod';
import { Giver } from '../gifts/contract.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { REGISTRATION_ERRORS } from '../kernel/registration-number.ts';
import { Day, HistoryLine, Instant, Language, Link, text } from '../kernel/shapes.ts';

/** 10 MB, as the readers have it (a test compares the two). */
export const LARGEST_STATEMENT = 10 * 1024 * 1024;

/** ABANDONED: its file could not be read to the end; what was booked of it stays, its balances prove nothing. */
export const STATEMENT_STATUS = ['READ', 'BOOKING', 'BOOKED', 'ABANDONED', 'DROPPED'] as const;
export const StatementStatus = z.enum(STATEMENT_STATUS);
export type StatementStatus = z.output<typeof StatementStatus>;

/**
 * Money that came: WAITING (in the queue) → BOOKED (all of it has its place) → REFUNDING → REFUNDED; BOUNCED by a later
 * entry. Money that left: UNEXPLAINED (in the queue) → EXPLAINED. A reversing entry is EXPLAINED, what it reverses is
 * BOUNCED. ASIDE: looks like an entry that another format brought; a person says whether it is the SAME.
 */
export const ENTRY_STATUS = [
  'WAITING',
  'BOOKED',
  'REFUNDING',
  'REFUNDED',
  'BOUNCED',
  'UNEXPLAINED',
  'EXPLAINED',
  'ASIDE',
  'SAME',
] as const;
export const EntryStatus = z.enum(ENTRY_STATUS);
export type EntryStatus = z.output<typeof EntryStatus>;

/** Signed minor units of the city's currency: what left the account is negative. */
const Signed = z.int();
const Positive = z.int().min(1).max(1_000_000_000_000);
export const PurposeCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** Id of an entry: 128 bits of a keyed hash. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{32}$/);

export const REASONS = ['REFERENCE', 'PART_OF_REFERENCE', 'AMOUNT', 'NAME', 'DATE', 'REVERSAL'] as const;
export const CERTAINTY = ['certain', 'likely', 'possible'] as const;

/** What an entry may be, and why. Certain ones book themselves; the others are for a person. */
export const Proposal = z.object({
  what: z.enum(['gift', 'settlement', 'carrier', 'refund', 'bounce']),
  /** Id of the gift, code of the carrier, fingerprint of the entry that is refunded or bounced. */
  of: z.string().optional(),
  /** Of a gift: as it was announced. */
  gift: z
    .object({
      reference: z.string(),
      amount: z.int(),
      purpose: z.string().optional(),
      status: z.string(),
    })
    .optional(),
  reasons: z.array(z.enum(REASONS)),
  certainty: z.enum(CERTAINTY),
});

/** What the bank and the payer wrote. Sealed at rest. */
const Words = z.object({
  text: z.string().optional(),
  counterparty: z.string().optional(),
  reference: z.string().optional(),
});

const Sums = z.object({ count: z.int(), in: z.int(), out: z.int() });
const ENTRY_VERDICTS = ['new', 'known', 'similar'] as const;

/** One statement of a file against the books, before it is booked. */
const Against = z.object({
  /** Which of the file, from 0, and where it begins there. */
  n: z.int(),
  place: z.string(),
  from: Day.optional(),
  to: Day.optional(),
  opening: Signed.optional(),
  closing: Signed.optional(),
  entries: z.int(),
  /** The closing of the statement that ended last before this one begins; left out where there is none. */
  before: z
    .object({ statement: z.string(), day: Day, closing: Signed, gap: Signed, days: z.int() })
    .optional(),
  /** Statements whose days this one repeats. */
  overlaps: z.array(z.string()),
});

export const StatementLine = z.object({
  id: z.string(),
  fileName: z.string(),
  format: z.string(),
  status: StatementStatus,
  since: Instant,
  from: Day.optional(),
  to: Day.optional(),
  /** Entries of the file, and how many of them are through. */
  entries: z.int(),
  done: z.int(),
  /** What the booking did, counted entry by entry. */
  booked: z.int(),
  known: z.int(),
  aside: z.int(),
});

const Progress = z.object({ id: z.string(), status: StatementStatus, done: z.int(), of: z.int() });

export const PreviewEntry = z.object({
  n: z.int(),
  place: z.string(),
  day: Day,
  amount: Signed,
  ...Words.shape,
  verdict: z.enum(ENTRY_VERDICTS),
  /** The entry that it is, or those that it looks like. */
  entries: z.array(z.string()),
  /** Best first; of new entries. */
  proposals: z.array(Proposal),
});

const Part = z.object({
  /** Number of the part, for taking it back. */
  n: z.int(),
  amount: z.int(),
  as: z.enum(['GIFT', 'SETTLEMENT', 'OTHER', 'COSTS', 'PURCHASE', 'CARRIER', 'REFUND', 'BOUNCE']),
  purpose: z.string().optional(),
  gift: z.string().optional(),
  carrier: z.string().optional(),
  entry: z.string().optional(),
  by: z.string(),
  at: Instant,
});

export const EntryLine = z.object({
  id: Fingerprint,
  day: Day,
  amount: Signed,
  /** Minor units that have no place yet. */
  rest: z.int(),
  status: EntryStatus,
  since: Instant,
  statement: z.string(),
  bankReversal: z.boolean(),
  parts: z.array(Part),
});

const Balance = z.object({ account: z.string(), balance: Signed });

const entry = z.strictObject({ id: Fingerprint });
const statement = z.strictObject({ id: idOf('statement') });
const moved = z.object({ id: z.string(), status: EntryStatus, rest: z.int() });
const readers = staff('chest', 'programme', 'auditor');
const chest = staff('chest');
const report = { format: z.enum(['csv', 'xlsx']), language: Language };

export const fundContract = defineContract({
  domain: 'fund',
  errors: {
    UPLOAD_UNKNOWN: 404,
    UPLOAD_CHANGED: 409,
    UNREADABLE_FILE: 422,
    OTHER_ACCOUNT: 422,
    ACCOUNT_NOT_NAMED: 422,
    OTHER_CURRENCY: 422,
    AMOUNT_NOT_WHOLE: 422,
    DAY_TO_COME: 422,
    BEFORE_OPENING: 422,
    STATEMENT_EMPTY: 422,
    TOO_MANY_ENTRIES: 422,
    STATEMENT_KNOWN: 409,
    OTHER_BOOKING: 409,
    GIFT_TAKEN: 409,
    PURPOSE_UNKNOWN: 422,
    CARRIER_UNKNOWN: 422,
    ENTRY_UNKNOWN: 422,
    NOT_INCOMING: 422,
    NOT_OUTGOING: 422,
    MORE_THAN_REST: 422,
    PARTS_FIRST: 409,
    PART_UNKNOWN: 422,
    SECOND_PERSON_NEEDED: 409,
    NO_SUCH_REFUND: 409,
    NO_REVERSAL: 422,
    OVER_COSTS_SHARE: 409,
    LIMIT_REACHED: 409,
    COSTS_BACK: 409,
    OPENING_DONE: 409,
    NO_OPENING: 409,
    PERIOD_TOO_LONG: 422,
    ...REGISTRATION_ERRORS,
  },
  routes: {
    requestStatementUpload: {
      method: 'POST',
      path: '/api/staff/statement-uploads',
      access: chest,
      summary: "A form to upload one bank's statement of at most 10 MB",
      body: z.strictObject({
        fileName: text(120),
        size: z.int().min(1).max(LARGEST_STATEMENT, 'TOO_LARGE'),
      }),
      answer: z.object({ statement: z.string(), url: z.url(), fields: z.record(z.string(), z.string()) }),
    },
    addStatement: {
      method: 'POST',
      path: '/api/staff/statements',
      access: chest,
      summary: 'Reads and checks an uploaded statement; what is wrong is refused with line and reason',
      body: z.strictObject({
        statement: idOf('statement'),
        fileName: text(120),
        /** The file does not say whose it is: a person does. */
        isOurs: z.literal(true).optional(),
      }),
      answer: z.object({ id: z.string(), status: StatementStatus }),
      status: 201,
    },
    listStatements: {
      method: 'GET',
      path: '/api/staff/statements',
      access: readers,
      summary: 'Statements that were imported, newest first',
      query: z.strictObject(PageQuery),
      answer: pageOf(StatementLine),
    },
    readStatement: {
      method: 'GET',
      path: '/api/staff/statements/{id}',
      access: readers,
      summary: 'One statement: its period and balances against the books, and how far it is booked',
      params: statement,
      answer: StatementLine.extend({
        currency: z.string(),
        /** Announced by the bank and not booked there: never booked here. */
        pending: z.int(),
        sums: Sums,
        statements: z.array(Against),
        /** What the books say lies at the bank now. */
        bank: Signed,
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    previewStatement: {
      method: 'GET',
      path: '/api/staff/statements/{id}/entries',
      access: chest,
      summary:
        'The entries of a statement before they are booked: new, known or similar, with what they may be',
      params: statement,
      query: z.strictObject({
        show: z.enum(['all', ...ENTRY_VERDICTS]).default('all'),
        from: z.coerce.number().int().min(0).max(50_000).default(0),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      answer: z.object({
        items: z.array(PreviewEntry),
        next: z.int().optional(),
        total: z.int(),
        /** Over the whole file. */
        sums: z.object({ new: Sums, known: Sums, similar: Sums }),
      }),
    },
    bookStatement: {
      method: 'POST',
      path: '/api/staff/statements/{id}/booking',
      access: chest,
      summary: 'Books the next entries, each exactly once; called until done equals of, by whomever',
      params: statement,
      body: z.strictObject({}),
      answer: Progress,
    },
    dropStatement: {
      method: 'POST',
      path: '/api/staff/statements/{id}/removal',
      access: chest,
      summary: 'A statement that was read is not booked',
      params: statement,
      body: z.strictObject({}),
      answer: Progress,
    },
    abandonStatement: {
      method: 'POST',
      path: '/api/staff/statements/{id}/abandonment',
      access: chest,
      summary:
        'A booking that cannot go on ends where it is: what is booked stays, the file may be read once more',
      params: statement,
      body: z.strictObject({ reason: text(300) }),
      answer: Progress,
    },
    listEntries: {
      method: 'GET',
      path: '/api/staff/bank-entries',
      access: readers,
      summary: 'Entries of the account that wait for somebody, in one state, oldest first',
      query: z.strictObject({
        status: z.enum(['WAITING', 'UNEXPLAINED', 'REFUNDING', 'ASIDE']),
        /** With what was written and what it may be; for chest and auditor. */
        words: z.enum(['yes', 'no']).default('no'),
        ...PageQuery,
      }),
      answer: pageOf(EntryLine.extend({ words: Words.optional(), proposals: z.array(Proposal).optional() })),
    },
    readEntry: {
      method: 'GET',
      path: '/api/staff/bank-entries/{id}',
      access: staff('chest', 'auditor'),
      summary: 'One entry with its words, what it may be, its transfers and its history',
      params: entry,
      answer: EntryLine.extend({
        ...Words.shape,
        bankReference: z.string().optional(),
        currency: z.string(),
        /** Of an entry set aside: those it looks like. */
        like: z.array(z.string()),
        /** The entry that reverses this one, or that this one reverses. */
        reversal: z.string().optional(),
        refund: z.object({ reason: z.string(), by: z.string(), at: Instant }).optional(),
        proposals: z.array(Proposal),
        transfers: z.array(
          z.object({
            id: z.string(),
            debit: z.string(),
            credit: z.string(),
            amount: z.int(),
            cause: z.string(),
            day: Day,
          }),
        ),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    matchEntry: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/match',
      access: chest,
      summary: 'This money, or a part of it, is a gift that was announced; its receipt is issued',
      params: entry,
      body: z.strictObject({ gift: idOf('gift'), amount: Positive.optional() }),
      answer: moved,
    },
    assignEntry: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/assignment',
      access: chest,
      summary:
        'This money, or a part of it, is a gift that nobody announced, the city paying points, a fee that a carrier sends back, or other',
      params: entry,
      body: z
        .strictObject({
          as: z.enum(['GIFT', 'SETTLEMENT', 'CARRIER', 'OTHER']),
          purpose: PurposeCode.optional(),
          /** Who sends it back; grants.returnFee then says which fee it is. */
          carrier: PurposeCode.optional(),
          amount: Positive.optional(),
          /** Of a gift: who gave, where known. Without it nobody is named, and the Chest keeps the receipt. */
          giver: Giver.optional(),
          wantsReceipt: z.boolean().default(false),
          consents: z
            .strictObject({
              privacy: z.literal(true, { error: 'CONSENT_NEEDED' }),
              news: z.boolean(),
            })
            .optional(),
          registrationNumber: text(40).optional(),
          registrationNumberIsNew: z.boolean().optional(),
          note: text(300).optional(),
        })
        .refine(({ as, purpose }) => as === 'SETTLEMENT' || as === 'CARRIER' || purpose !== undefined, {
          error: 'REQUIRED',
          path: ['purpose'],
        })
        .refine(({ as, carrier }) => as !== 'CARRIER' || carrier !== undefined, {
          error: 'REQUIRED',
          path: ['carrier'],
        })
        .refine(({ as, giver }) => as === 'GIFT' || giver === undefined, {
          error: 'INVALID',
          path: ['giver'],
        })
        .refine(({ giver, consents }) => giver === undefined || consents !== undefined, {
          error: 'CONSENT_NEEDED',
          path: ['consents', 'privacy'],
        })
        .refine(({ giver, wantsReceipt }) => !wantsReceipt || giver?.address !== undefined, {
          error: 'REQUIRED',
          path: ['giver', 'address'],
        })
        .refine(({ giver, wantsReceipt }) => !(giver?.anonymous && wantsReceipt), {
          error: 'ANONYMOUS_RECEIPT',
          path: ['wantsReceipt'],
        }),
      secret: ['registrationNumber'],
      answer: moved,
    },
    takeBackPart: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/undoing',
      access: chest,
      summary: 'A part was given a wrong place: counter-entries, and it waits again',
      params: entry,
      body: z.strictObject({ part: z.int().min(1), reason: text(300) }),
      answer: moved,
    },
    explainEntry: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/explanation',
      access: chest,
      summary: 'What money that left was for: costs, a purchase, a carrier, a refund',
      params: entry,
      body: z
        .strictObject({
          as: z.enum(['COSTS', 'PURCHASE', 'CARRIER', 'REFUND']),
          amount: Positive.optional(),
          purpose: PurposeCode.optional(),
          carrier: PurposeCode.optional(),
          /** The entry that is paid back. */
          entry: Fingerprint.optional(),
          note: text(300).optional(),
        })
        .superRefine(({ as, purpose, carrier, entry: of }, context) => {
          const needed = { COSTS: true, PURCHASE: purpose, CARRIER: carrier, REFUND: of }[as];
          const field = { COSTS: '', PURCHASE: 'purpose', CARRIER: 'carrier', REFUND: 'entry' }[as];
          if (!needed)
            context.addIssue({ code: 'custom', message: 'REQUIRED', path: [field], input: needed });
        }),
      answer: moved,
    },
    orderRefund: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/refund',
      access: chest,
      summary: 'The money goes back to its payer: the gift is returned, its receipt void',
      params: entry,
      body: z.strictObject({ reason: text(300) }),
      answer: moved,
    },
    cancelRefund: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/refund-cancellation',
      access: chest,
      summary: 'The refund has not left and will not: the money waits again',
      params: entry,
      body: z.strictObject({ reason: text(300) }),
      answer: moved,
    },
    markBounce: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/bounce',
      access: chest,
      summary:
        'This entry takes back an earlier one of the same amount: the gift is returned, its receipt void',
      params: entry,
      body: z.strictObject({ of: Fingerprint }),
      answer: moved,
    },
    settleAside: {
      method: 'POST',
      path: '/api/staff/bank-entries/{id}/decision',
      access: chest,
      summary: 'Whether an entry that was set aside is the one it looks like, or another: then it is booked',
      params: entry,
      body: z.strictObject({ sameAs: Fingerprint.optional() }),
      answer: moved,
    },
    readPurposes: {
      method: 'GET',
      path: '/api/staff/purposes',
      access: readers,
      summary:
        'What each purpose holds, has reserved and may still spend this year; costs against their share',
      answer: z.object({
        year: z.string(),
        items: z.array(
          z.object({
            purpose: PurposeCode,
            balance: Signed,
            reserved: Signed,
            spent: Signed,
            yearlyLimit: z.int().optional(),
            left: z.int().optional(),
          }),
        ),
        costs: z.object({
          perMille: z.int(),
          basisYear: z.string(),
          /** Gifts of money of the basis year. */
          gifts: Signed,
          allowance: z.int(),
          taken: z.int(),
          left: z.int(),
          /** Taken and not yet paid out. */
          open: Signed,
        }),
        /** unidentified, refunds, suspense, settlement of what was booked here. */
        others: z.array(Balance),
      }),
    },
    takeCosts: {
      method: 'POST',
      path: '/api/staff/purposes/{code}/costs',
      access: chest,
      summary: "The Chest's own costs out of a purpose, never over the legal share of the year's gifts",
      params: z.strictObject({ code: PurposeCode }),
      body: z.strictObject({ amount: Positive, note: text(300) }),
      answer: z.object({ transfer: z.string(), left: z.int() }),
    },
    putCostsBack: {
      method: 'POST',
      path: '/api/staff/costs/{transfer}/undoing',
      access: chest,
      summary: 'Costs that were taken and are not paid go back to their purpose, whole and once',
      params: z.strictObject({ transfer: idOf('transfer') }),
      body: z.strictObject({}),
      answer: z.object({ transfer: z.string() }),
    },
    readReconciliation: {
      method: 'GET',
      path: '/api/staff/reconciliation',
      access: readers,
      summary:
        "Each statement's closing against the books on that day, newest first, and what is unexplained",
      query: z.strictObject(PageQuery),
      answer: z.object({
        items: z.array(
          z.object({
            statement: z.string(),
            day: Day,
            from: Day.optional(),
            opening: Signed.optional(),
            closing: Signed.optional(),
            /** What the books said lay at the bank at the end of that day. */
            books: Signed,
            difference: Signed.optional(),
            /** Its opening less the closing before it: not zero where a statement is missing. */
            gap: Signed.optional(),
          }),
        ),
        cursor: z.string().optional(),
        bank: Signed,
        /** Newest closing against the books of that day; left out before the first. */
        difference: Signed.optional(),
        opening: z.object({ day: Day, amount: Signed, purpose: z.string() }).optional(),
        unidentified: Signed,
        suspense: Signed,
        refunds: Signed,
        /** Whether anything waits in a queue. */
        waiting: z.boolean(),
        unexplained: z.boolean(),
        aside: z.boolean(),
      }),
    },
    bookOpening: {
      method: 'POST',
      path: '/api/staff/reconciliation/opening',
      access: chest,
      summary: 'What lay in the account before the first statement, for a purpose; once',
      body: z.strictObject({ purpose: PurposeCode, note: text(300) }),
      answer: z.object({ day: Day, amount: z.int() }),
    },
    takeBackOpening: {
      method: 'POST',
      path: '/api/staff/reconciliation/opening/undoing',
      access: chest,
      summary: 'The opening was booked wrongly: counter-entries, and it may be booked again',
      body: z.strictObject({}),
      answer: z.object({ day: Day, amount: z.int() }),
    },
    exportEntries: {
      method: 'POST',
      path: '/api/staff/bank-entries/report',
      access: readers,
      summary: 'Entries of up to 93 days as CSV or XLSX, without names, behind a link that ends',
      body: z.strictObject({ ...report, from: Day, to: Day }),
      answer: Link,
    },
    exportReconciliation: {
      method: 'POST',
      path: '/api/staff/reconciliation/report',
      access: readers,
      summary: 'The reconciliation as CSV or XLSX, behind a link that ends',
      body: z.strictObject(report),
      answer: Link,
    },
  },
});
