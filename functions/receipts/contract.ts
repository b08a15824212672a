import * as z from 'zod';
import { defineContract, holder, staff } from '../kernel/contract.ts';
import { Reference, Ulid } from '../kernel/ids.ts';
import { Amount } from '../kernel/money.ts';
import { Day, Instant, Link, text } from '../kernel/shapes.ts';

const Year = z.string().regex(/^\d{4}$/);
const Numbered = z.object({ year: z.string(), number: z.int() });
const Receipt = Numbered.extend({
  /** Id of the gift: an offer of goods, or a gift of money. */
  gift: z.string(),
  issuedAt: Instant,
  form: z.enum(['in-kind', 'money']),
  medium: z.enum(['paper', 'electronic']),
  total: Amount,
  /** The day on which it was given, by the city's calendar. */
  givenOn: Day,
  lines: z.array(
    z.object({
      kind: z.string(),
      count: z.int(),
      unitPrice: Amount,
      amount: Amount,
      /** Of several days (points): the line's own. */
      givenOn: Day.optional(),
    }),
  ),
  /** Made out to nobody and kept by the Chest. */
  anonymous: z.literal(true).optional(),
  /** The void receipt in whose place it stands. */
  replaces: Numbered.optional(),
});
const VoidReason = z.enum([
  'GIVER_WRONG',
  'VALUE_WRONG',
  'GOODS_WRONG',
  'ISSUED_TWICE',
  'GIFT_RETURNED',
  'OTHER',
]);
const Line = Receipt.extend({ void: z.literal(true).optional() });

const Followed = Line.extend({
  paper: Link.optional(),
  /** It is void, and none is issued in its place. */
  final: z.literal(true).optional(),
});

const byReference = z.strictObject({ reference: Reference });
const one = z.strictObject({ year: Year, number: z.coerce.number().int().min(1).max(999_999) });
const ofYear = z.strictObject({ year: Year });
const File = Link.extend({ name: z.string() });
const Filing = z.object({
  id: z.string(),
  by: z.string(),
  at: Instant,
  /** Left out while the files are being made. */
  done: z
    .object({
      at: Instant,
      /** The number up to which receipts are in the files. */
      last: z.int(),
      issued: z.int(),
      issuedAmount: Amount,
      voided: z.int(),
      voidedAmount: Amount,
      /** Whether the files' sums are those of the series, to the won. */
      agrees: z.boolean(),
      electronic: z.object({ from: z.int(), to: z.int(), count: z.int(), total: Amount }).optional(),
      retainUntil: Day,
      files: z.array(File),
    })
    .optional(),
});

export const receiptsContract = defineContract({
  domain: 'receipts',
  errors: {
    RECEIPT_NOT_READY: 409,
    REASON_NOT_FOR_MONEY: 422,
    RECEIPT_VOID: 409,
    RECEIPT_REPLACED: 409,
    ELECTRONIC_ONLY: 409,
    FILING_NOT_READY: 409,
    HANDED_OVER_BEFORE: 409,
    NOTHING_TO_HAND_OVER: 409,
  },
  routes: {
    followReceipt: {
      method: 'GET',
      path: '/api/public/donations/{reference}/receipt',
      access: holder,
      summary:
        "The giver's receipt: number, total and a link to the PDF that ends; none while it is void or kept by the Chest",
      params: byReference,
      answer: Followed,
    },
    followGiftReceipt: {
      method: 'GET',
      path: '/api/public/gifts/{reference}/receipt',
      access: holder,
      summary: 'The same for a gift of money',
      params: byReference,
      answer: Followed,
    },
    readReceipt: {
      method: 'GET',
      path: '/api/staff/receipts/{year}/{number}',
      access: staff('chest', 'auditor'),
      summary: 'One receipt with what became of it and links to its papers',
      params: one,
      answer: Receipt.extend({
        /** Left out: nobody knows who gave. */
        personId: z.string().optional(),
        giverKind: z.enum(['person', 'business', 'corporation']),
        retainUntil: Day,
        void: z
          .object({ reason: VoidReason, note: z.string().optional(), by: z.string(), at: Instant })
          .optional(),
        /** The receipt that stands in its place. */
        next: Numbered.optional(),
        copies: z.array(z.object({ copy: z.int(), by: z.string(), at: Instant, paper: Link.optional() })),
        paper: Link.optional(),
        /** What the signed-in person may do now. */
        moves: z.array(z.enum(['voidReceipt', 'reissueReceipt', 'copyReceipt'])),
      }),
    },
    listReceipts: {
      method: 'GET',
      path: '/api/staff/receipts',
      access: staff('chest', 'auditor'),
      summary:
        "A year's receipts, a page at a time, by number: all, the void, the anonymous, the electronic, those still to be issued electronically",
      query: z.strictObject({
        year: Year,
        show: z.enum(['all', 'void', 'anonymous', 'electronic', 'to-issue']).default('all'),
        after: z.coerce.number().int().min(0).max(999_999).default(0),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
      answer: z.object({ items: z.array(Line), next: z.int().optional() }),
    },
    voidReceipt: {
      method: 'POST',
      path: '/api/staff/receipts/{year}/{number}/void',
      access: staff('chest'),
      summary: 'Make a receipt void, with the reason the giver is told; its number stays taken',
      params: one,
      body: z.strictObject({ reason: VoidReason, note: text(500).optional() }),
      answer: Numbered.extend({ gift: z.string() }),
    },
    reissueReceipt: {
      method: 'POST',
      path: '/api/staff/receipts/{year}/{number}/reissue',
      access: staff('chest'),
      summary: 'Issue a void receipt again under the next number, with the mark of the old one',
      params: one,
      body: z.strictObject({}),
      answer: Numbered.extend({ replaces: Numbered }),
    },
    copyReceipt: {
      method: 'POST',
      path: '/api/staff/receipts/{year}/{number}/copies',
      access: staff('chest'),
      summary: 'A copy on paper, marked and counted; refused where the receipt is electronic',
      params: one,
      body: z.strictObject({}),
      answer: z.object({ copy: z.int() }),
      status: 201,
    },
    readReceiptYear: {
      method: 'GET',
      path: '/api/staff/receipt-years/{year}',
      access: staff('chest', 'auditor'),
      summary:
        "A year's running totals, what is due electronically, hand-overs and the files for the tax office",
      params: ofYear,
      answer: z.object({
        year: z.string(),
        issued: z.int(),
        issuedAmount: Amount,
        voided: z.int(),
        voidedAmount: Amount,
        /** The medium of the next receipt, by the threshold. */
        medium: z.enum(['paper', 'electronic']),
        electronicFrom: Amount,
        electronicBasis: z.enum(['previous-year', 'same-year']),
        electronicBy: Day,
        handedTo: z.int(),
        handOvers: z.array(
          z.object({
            from: z.int(),
            to: z.int(),
            count: z.int(),
            total: Amount,
            by: z.string(),
            at: Instant,
            retainUntil: Day,
          }),
        ),
        filings: z.array(Filing),
        /** Statements and books are kept until then. */
        statementsUntil: Day,
        booksUntil: Day,
      }),
    },
    requestFiling: {
      method: 'POST',
      path: '/api/staff/receipt-years/{year}/filings',
      access: staff('chest'),
      summary: "Have a year's files made: issue statement, summary, statement by donor (CSV and XLSX)",
      params: ofYear,
      body: z.strictObject({}),
      answer: z.object({ id: z.string() }),
      status: 202,
    },
    recordHandOver: {
      method: 'POST',
      path: '/api/staff/receipt-years/{year}/hand-overs',
      access: staff('chest'),
      summary: 'Record, once, that the electronic receipts of a filing were handed over to the tax office',
      params: ofYear,
      body: z.strictObject({ filing: Ulid }),
      answer: z.object({ from: z.int(), to: z.int(), count: z.int() }),
    },
  },
});
