import * as z from 'zod';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { Reference } from '../kernel/ids.ts';
import { Day, DistrictCode, HistoryLine, Link } from '../kernel/shapes.ts';

/** Days that one question may span when it names neither a record nor a person. */
export const DAYS_AT_MOST = 31;
/** Lines in one file; what is more comes in the next one. */
export const LINES_IN_A_FILE = 10_000;

/**
 * A record as people know it → the name of its trail: an id stays, `2026-17` becomes `2026-000017`, a reference is
 * read as it is everywhere (`7k3m9-qx24w`), an asset number is put in capitals, a staff account in small letters. Undefined when it is none of these.
 */
export function recordName(text: string): string | undefined {
  const plain = text.trim();
  const id = /^([A-Za-z]{3})_([0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25})$/.exec(plain);
  if (id) return `${id[1]?.toLowerCase()}_${id[2]?.toUpperCase()}`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(plain)) return plain.toLowerCase();
  const receipt = /^(\d{4})-(\d{1,6})$/.exec(plain);
  if (receipt) return `${receipt[1]}-${receipt[2]?.padStart(6, '0')}`;
  if (/^[A-Za-z]+-\d{2}-\d{5}$/.test(plain)) return plain.toUpperCase();
  return Reference.safeParse(plain).data;
}

const RecordName = z
  .string()
  .max(60)
  .transform((text) => recordName(text) ?? '')
  .pipe(z.string().min(1, 'INVALID'));

const question = {
  record: RecordName.optional(),
  /** Account of a person of the staff or a citizen, or a kind: anonymous, citizen, staff, portal, system. */
  who: z.string().trim().min(1).max(100).optional(),
  /** `donation.accept`, or all that happened to one kind of record: `donation`. */
  what: z
    .string()
    .regex(/^[a-z]+(\.[A-Za-z]+)?$/)
    .optional(),
  district: DistrictCode.optional(),
  from: Day.optional(),
  to: Day.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
};
const KIND_OF_ACTOR = ['anonymous', 'citizen', 'staff', 'portal', 'system'];
interface Asked {
  readonly record?: string | undefined;
  readonly who?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** A question about a record or a person may span all time; any other must name its days. */
function spans({ record, who, from, to }: Asked, wrong: (path: string, message: string) => void): void {
  if (from !== undefined && to !== undefined && to < from) wrong('to', 'ENDS_BEFORE_START');
  if (record !== undefined || (who !== undefined && !KIND_OF_ACTOR.includes(who))) return;
  if (from === undefined) wrong('from', 'REQUIRED');
  if (to === undefined) wrong('to', 'REQUIRED');
  if (from !== undefined && to !== undefined && daysBetween(from, to) >= DAYS_AT_MOST)
    wrong('to', 'TOO_MANY_DAYS');
}
const bounded = <S extends z.ZodType<Asked>>(shape: S) =>
  shape.superRefine((asked, context) =>
    spans(asked as Asked, (path, message) =>
      context.addIssue({ code: 'custom', path: [path], message, input: asked }),
    ),
  );

export const EventLine = HistoryLine.extend({
  /** The request it was done under: with `at` and `subject` it names the line. */
  key: z.string(),
  subject: z.string(),
  district: z.string().optional(),
  refs: z.record(z.string(), z.string()).optional(),
});

export const auditContract = defineContract({
  domain: 'audit',
  errors: {},
  routes: {
    listEvents: {
      method: 'GET',
      path: '/api/staff/audit/events',
      access: staff('auditor'),
      summary:
        'Who did what when: by days, by record, by person, by kind of event, by district; recorded itself',
      query: bounded(z.strictObject({ ...question, ...PageQuery })),
      answer: pageOf(EventLine),
    },
    exportEvents: {
      method: 'POST',
      path: '/api/staff/audit/exports',
      access: staff('auditor'),
      summary:
        'The same as a file behind a link that ends; 10,000 lines at a time, with a cursor for the rest',
      body: bounded(
        z.strictObject({
          ...question,
          format: z.enum(['csv', 'xlsx']),
          language: z.enum(['ko', 'en']),
          cursor: PageQuery.cursor,
        }),
      ),
      answer: z.object({
        id: z.string(),
        lines: z.int(),
        file: Link,
        cursor: z.string().optional(),
      }),
      status: 201,
    },
  },
});
