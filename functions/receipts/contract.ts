import * as z from 'zod';
import { defineContract, holder, staff } from '../kernel/contract.ts';
import { Reference } from '../kernel/ids.ts';
import { Amount } from '../kernel/money.ts';
import { Instant, Link } from '../kernel/shapes.ts';

const Receipt = z.object({
  year: z.string(),
  number: z.int(),
  donation: z.string(),
  issuedAt: Instant,
  total: Amount,
  lines: z.array(z.object({ kind: z.string(), count: z.int(), unitPrice: Amount, amount: Amount })),
});

export const receiptsContract = defineContract({
  domain: 'receipts',
  errors: { RECEIPT_NOT_READY: 409 },
  routes: {
    followReceipt: {
      method: 'GET',
      path: '/api/public/donations/{reference}/receipt',
      access: holder,
      summary: "The giver's receipt: number, total and a link to the PDF that ends",
      params: z.strictObject({ reference: Reference }),
      answer: Receipt.extend({ paper: Link.optional() }),
    },
    readReceipt: {
      method: 'GET',
      path: '/api/staff/receipts/{year}/{number}',
      access: staff('chest', 'auditor'),
      summary: 'One receipt with a link to its PDF',
      params: z.strictObject({ year: z.string().regex(/^\d{4}$/), number: z.coerce.number().int().min(1) }),
      answer: Receipt.extend({ paper: Link.optional() }),
    },
    listReceipts: {
      method: 'GET',
      path: '/api/staff/receipts',
      access: staff('chest', 'auditor'),
      summary: "A year's receipts, a page at a time, by number",
      query: z.strictObject({
        year: z.string().regex(/^\d{4}$/),
        after: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
      answer: z.object({ items: z.array(Receipt), next: z.int().optional() }),
    },
  },
});
