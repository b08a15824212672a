import * as z from 'zod';

const Words = z.record(z.string(), z.string().min(1));
const Code = z.string().regex(/^[A-Z][A-Z_]*$/);
/** Part of an account's name and of addresses. */
const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** What a column of a carrier's payment file can hold; one row a household and month. */
export const PAYMENT_FIELDS = [
  'line',
  'month',
  'customerNumber',
  'amount',
  'grant',
  'district',
  'plan',
  'fixed',
] as const;

const Carrier = z.object({
  code: Slug,
  name: Words,
  /** Tariffs that may be supported; `monthly` in the minor unit, all taxes in it. */
  plans: z.array(z.object({ code: Slug, name: Words, monthly: z.int().min(1) })).min(1),
  /** How this carrier wants its payment file. */
  file: z.object({
    name: z.string().regex(/^[\w{}.-]+$/),
    encoding: z.enum(['utf-8', 'utf-8-bom', 'cp949']),
    delimiter: z.enum([',', ';', '\t', '|']),
    header: z.boolean(),
    columns: z
      .array(
        z.object({ field: z.enum(PAYMENT_FIELDS), title: z.string().min(1), text: z.string().optional() }),
      )
      .min(1),
    /** A last row with the number of rows and their sum; its first cell reads so. */
    totals: z.string().optional(),
  }),
  /** How it names itself on the charity account's statements. */
  payee: z.array(z.string().min(2)).min(1),
});

/** The charity account and what money is for. */
export const FundPack = z.object({
  /** The account that givers pay into, as they read it; `number` is how statements are told from others'. */
  account: z.object({ bank: Words, number: z.string().min(4), holder: Words }),
  /** What a gift can be for; a gift that names none goes to `default`. */
  purposes: z
    .array(
      z.object({
        code: Slug,
        name: Words,
        about: Words,
        /** Pays internet fees by grants. */
        paysFees: z.boolean().default(false),
        /** At most so much may be granted or spent of it in a calendar year. */
        yearlyLimit: z.int().min(1).optional(),
      }),
    )
    .min(1),
  default: Slug,
  /** A gift below this is not taken on the site (a transfer that comes is). */
  smallestGift: z.int().min(1),
  /** An announced gift whose transfer has not come is let go after so many days. */
  announcedDays: z.int().min(1),
  /** At most so much (‰) of the gifts of the year that counts may pay the Chest's own costs, by law. */
  costs: z.object({
    perMille: z.int().min(0).max(1000),
    basis: z.enum(['previous-year', 'same-year']),
    source: z.string().min(1),
  }),
});

/** Internet-fee support. */
export const FeePack = z.object({
  carriers: z.array(Carrier).min(1),
  months: z.object({ most: z.int().min(1), usual: z.int().min(1) }),
  /** Of a plan's fee at most so much a month is paid. */
  monthlyLimit: z.int().min(1),
});

/** Points of members. */
export const PointsPack = z.object({
  /** Won (minor units) that the city pays the Chest for one point. */
  worth: z.int().min(1),
  /** A lot ends at the end of the month that is so many months after it was earned. */
  expireAfterMonths: z.int().min(1).max(120),
  nudgeDaysBefore: z.int().min(1),
  /** From this worth of gifts of a year on, a receipt is issued when the member asks. */
  receiptFrom: z.int().min(1),
  activities: z
    .array(
      z.object({
        code: Code,
        name: Words,
        points: z.int().min(1),
        /** staff: a member of staff confirms it · survey: the member fills it in here · portal: a portal reports it. */
        source: z.enum(['staff', 'survey', 'portal']),
        /** At most so many a member and day. */
        perDay: z.int().min(1).optional(),
        /** Once in a lifetime of the programme. */
        once: z.boolean().default(false),
      }),
    )
    .min(1),
  survey: z.array(
    z.object({
      code: Code,
      question: Words,
      answers: z.array(z.object({ code: Code, name: Words })).min(2),
    }),
  ),
});
