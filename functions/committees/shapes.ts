import * as z from 'zod';
import { LEGAL_BASES } from '../kernel/city.ts';
import { COMMITTEE_CODES } from '../kernel/city-committees.ts';
import { idOf } from '../kernel/ids.ts';
import { Day, Instant, text } from '../kernel/shapes.ts';

export const Committee = z.enum(COMMITTEE_CODES);
export type CommitteeCode = z.output<typeof Committee>;

export const MEETING_STATUS = ['PLANNED', 'OPEN', 'CLOSED', 'CANCELLED'] as const;
export const MeetingStatus = z.enum(MEETING_STATUS);
export type MeetingStatus = z.output<typeof MeetingStatus>;

/** DEFERRED: to another meeting. DROPPED: taken off, e.g. because the Chest has withdrawn the plan. */
export const ITEM_STATUS = ['WAITING', 'VOTING', 'APPROVED', 'REJECTED', 'DEFERRED', 'DROPPED'] as const;
export const ItemStatus = z.enum(ITEM_STATUS);
export type ItemStatus = z.output<typeof ItemStatus>;

export const VOTES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
export const Vote = z.enum(VOTES);
export type Vote = z.output<typeof Vote>;

export const END_REASONS = ['RESIGNED', 'REPLACED', 'DIED', 'OTHER'] as const;
export const DROP_REASONS = ['PLAN_WITHDRAWN', 'PLAN_CHANGED', 'NOT_NEEDED', 'ENTERED_WRONGLY'] as const;
export const RECUSAL_CAUSES = ['INTEREST', 'DECLARED'] as const;

export const MemberId = idOf('member');
export const ItemNumber = z.coerce.number().int().min(1).max(99);
const Year = z.string().regex(/^20\d{2}$/);
/** Of the user pool: the `sub` of a member's token. */
export const Account = z.string().regex(/^[\w-]{1,64}$/);
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const InMeeting = z.strictObject({ id: idOf('meeting') });
export const OnAgenda = z.strictObject({ id: idOf('meeting'), n: ItemNumber });
export const OfDecision = z.strictObject({
  committee: Committee,
  year: Year,
  n: z.coerce.number().int().min(1).max(999),
});

/** Organisations in which a member has an interest; `about` says in words which, and stays sealed. */
const interests = {
  interests: z.array(idOf('organisation')).max(50),
  about: text(300).optional(),
};
export const AppointBody = z.strictObject({
  name: text(60),
  chair: z.boolean().default(false),
  from: Day,
  /** The last day; at most the committee's term of office. */
  until: Day,
  account: Account.optional(),
  ...interests,
});
export const AmendBody = z.strictObject({
  name: text(60),
  chair: z.boolean(),
  account: Account.optional(),
  ...interests,
});
export const Member = z.object({
  id: z.string(),
  name: z.string(),
  seat: z.int(),
  chair: z.boolean(),
  from: Day,
  until: Day,
  /** For the secretary: */
  account: z.string().optional(),
  interests: z.array(z.string()).optional(),
  about: z.string().optional(),
});
export const CommitteeCard = z.object({
  code: Committee,
  seats: z.int(),
  taken: z.int(),
  /** Members in office today, then those to come; a member sees the committees they sit in. */
  members: z.array(Member),
  /** Whom the caller is among them. */
  own: z.string().optional(),
});

export const When = { day: Day, time: Clock, place: text(120) };

/** What an item is about: a plan; a decision of another committee; anything else. */
export const ItemBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PLAN'), plan: idOf('allotment') }),
  z.strictObject({ kind: z.literal('OVERRIDE'), decision: OfDecision }),
  z.strictObject({ kind: z.literal('MATTER'), title: text(120), text: text(2000).optional() }),
]);
export const ITEM_KINDS = ['PLAN', 'OVERRIDE', 'MATTER'] as const;
const Counts = z.record(z.string(), z.int());

export const MeetingLine = z.object({
  id: z.string(),
  committee: Committee,
  status: MeetingStatus,
  ...{ day: Day, time: z.string(), place: z.string() },
  /** Year and number: given when it is opened. */
  year: z.string().optional(),
  number: z.int().optional(),
  items: z.int(),
  since: Instant,
});
export const ItemLine = z.object({
  n: z.int(),
  kind: z.enum(ITEM_KINDS),
  status: ItemStatus,
  title: z.string().optional(),
  plan: z.string().optional(),
  /** Lines of the plan. */
  lines: z.int().optional(),
  overrides: OfDecision.optional(),
  decision: z.string().optional(),
  papers: z.int(),
});

/** Whether there are enough of them, for one item: those whom it concerns are not among `present`. */
export const Quorum = z.object({
  base: z.int(),
  needed: z.int(),
  present: z.int(),
  reached: z.boolean(),
});
export const Result = z.object({
  for: z.int(),
  against: z.int(),
  abstain: z.int(),
  missing: z.array(z.string()),
  quorum: Quorum,
  /** What it comes to if it is closed now. */
  outcome: z.enum(['APPROVED', 'REJECTED']),
  byChair: z.boolean(),
});
export const DecisionLine = z.object({
  committee: Committee,
  year: z.string(),
  n: z.int(),
  /** As it is printed: `2026-배분-03`. */
  number: z.string(),
  day: Day,
  kind: z.enum(ITEM_KINDS),
  outcome: z.enum(['APPROVED', 'REJECTED']),
  meeting: z.string(),
  item: z.int(),
  plan: z.string().optional(),
  overrides: z.string().optional(),
  overriddenBy: z.string().optional(),
  legalBasis: z.enum(LEGAL_BASES).optional(),
  lines: z.int(),
  byDistrict: Counts,
  byCategory: Counts,
  /** By when it must be public (사회복지공동모금회법 §24), and since when it is. */
  dueOn: Day,
  late: z.boolean(),
  publishedAt: Instant.optional(),
});
