import * as z from 'zod';
import { LEGAL_BASES } from '../kernel/city.ts';
import { COMMITTEE_CODES } from '../kernel/city-committees.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Day, HistoryLine, Instant, Link, text } from '../kernel/shapes.ts';

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

/** Who keeps the agenda and the minutes. */
const secretary = staff('chest', 'programme');
const seesAll = staff('chest', 'programme', 'auditor');
/** Members too: their own committees' meetings, without the items that concern them. */
const sees = staff('chest', 'programme', 'auditor', 'committee');
/** The secretary for a member, a member for themselves alone. */
const either = staff('chest', 'programme', 'committee');

const ofCommittee = z.strictObject({ code: Committee });
const ofMember = z.strictObject({ code: Committee, id: MemberId });
const met = z.object({ id: z.string(), status: MeetingStatus });
const onItem = z.object({ id: z.string(), n: z.int(), status: ItemStatus });
const Present = z.array(MemberId).min(1).max(60);
const Empty = z.strictObject({});

export const committeesContract = defineContract({
  domain: 'committees',
  errors: {
    /** A day of the term has no free seat: `{ seats }`. */
    SEATS_TAKEN: 409,
    /** `{ member }` presides on a day of that term. */
    CHAIR_TAKEN: 409,
    /** The account sits in this committee already. */
    MEMBER_TWICE: 409,
    TERM_TOO_LONG: 422,
    TERM_BACKWARDS: 422,
    TERM_OVER: 409,
    MEETING_IN_PAST: 422,
    /** Its day has not come. */
    MEETING_TOO_EARLY: 409,
    MEETING_NOT_OPEN: 409,
    /** `{ items }`: what must be decided, deferred or dropped first. */
    ITEMS_OPEN: 409,
    AGENDA_FULL: 409,
    NOT_A_MEMBER: 403,
    /** Not in office on the day of the meeting. */
    MEMBER_UNKNOWN: 422,
    NOT_PRESENT: 409,
    PRESIDING_NOT_PRESENT: 422,
    /** What the caller has an interest in is not theirs to see or to vote on. */
    RECUSED: 403,
    RECUSED_ALREADY: 409,
    PLAN_UNKNOWN: 422,
    /** `{ status }`. */
    PLAN_NOT_PROPOSED: 409,
    /** `{ meeting, item }`. */
    PLAN_ON_AGENDA: 409,
    /** A category of the plan may not rest on it: `{ category }`. */
    BASIS_NOT_ALLOWED: 422,
    /** Since the vote was opened. */
    PLAN_CHANGED: 409,
    LEGAL_BASIS_NEEDED: 422,
    DECISION_UNKNOWN: 422,
    OVERRIDE_NOT_ALLOWED: 422,
    /** The decision is overridden, or carried out, already. */
    DECISION_FINAL: 409,
    /** The chair of the committee that is overridden has not been heard (사회복지공동모금회법 §13⑤). */
    HEARING_NEEDED: 409,
    HEARING_NOT_NEEDED: 422,
    HEARING_IN_FUTURE: 422,
    CHAIR_UNKNOWN: 409,
    /** `{ base, needed, present }`. */
    QUORUM_LOST: 409,
    VOTED_ALREADY: 409,
    /** `{ members }` who are present and have not voted. */
    VOTES_MISSING: 409,
    VOTE_CLOSED: 409,
    UPLOAD_UNKNOWN: 422,
    FILE_KIND: 422,
    FILE_EMPTY: 422,
    TOO_MANY_PAPERS: 409,
    PAPER_UNKNOWN: 422,
    MINUTES_NOT_READY: 409,
    PUBLISHED_ALREADY: 409,
  },
  routes: {
    listCommittees: {
      method: 'GET',
      path: '/api/staff/committees',
      access: sees,
      summary: 'Committees, their seats and members; a member sees the committees they sit in',
      answer: z.object({
        committees: z.array(CommitteeCard),
        /** The caller's account, by which the secretary knows a member. */
        account: z.string(),
      }),
    },
    appointMember: {
      method: 'POST',
      path: '/api/staff/committees/{code}/members',
      access: secretary,
      summary: 'Appoint a member for a term, if a seat is free on each of its days',
      params: ofCommittee,
      body: AppointBody,
      answer: z.object({ id: z.string(), seat: z.int() }),
      status: 201,
    },
    amendMember: {
      method: 'POST',
      path: '/api/staff/committees/{code}/members/{id}/amendment',
      access: secretary,
      summary: 'Change name, chair, account or interests of a member',
      params: ofMember,
      body: AmendBody,
      answer: z.object({ id: z.string() }),
    },
    endTerm: {
      method: 'POST',
      path: '/api/staff/committees/{code}/members/{id}/end',
      access: secretary,
      summary: 'End a term earlier; its seat is free from the next day',
      params: ofMember,
      body: z.strictObject({ until: Day, reason: z.enum(END_REASONS) }),
      answer: z.object({ id: z.string() }),
    },
    planMeeting: {
      method: 'POST',
      path: '/api/staff/meetings',
      access: secretary,
      summary: 'Call a meeting of a committee',
      body: z.strictObject({ committee: Committee, ...When }),
      answer: met,
      status: 201,
    },
    listMeetings: {
      method: 'GET',
      path: '/api/staff/meetings',
      access: sees,
      summary: 'Meetings of a committee in one state, by day; a member sees those of their own term',
      query: z.strictObject({ status: MeetingStatus, committee: Committee, ...PageQuery }),
      answer: pageOf(MeetingLine),
    },
    readMeeting: {
      method: 'GET',
      path: '/api/staff/meetings/{id}',
      access: sees,
      summary: 'One meeting: agenda, attendance, minutes; without what concerns the caller',
      params: InMeeting,
      answer: MeetingLine.extend({
        /** In office on its day. */
        members: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            seat: z.int(),
            chair: z.boolean(),
            present: z.boolean(),
          }),
        ),
        presiding: z.string().optional(),
        own: z.string().optional(),
        agenda: z.array(ItemLine),
        /** Numbers of the items that the caller does not see. */
        recusedFrom: z.array(z.int()),
        minutes: z.enum(['NONE', 'ORDERED', 'READY']),
        moves: z.array(z.enum(['change', 'cancel', 'open', 'close'])),
        history: z.array(HistoryLine),
      }),
    },
    changeMeeting: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/change',
      access: secretary,
      summary: 'Another day, time or place',
      params: InMeeting,
      body: z.strictObject(When),
      answer: met,
    },
    cancelMeeting: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/cancellation',
      access: secretary,
      summary: 'Cancel a meeting whose agenda is empty or settled',
      params: InMeeting,
      body: Empty,
      answer: met,
    },
    openMeeting: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/opening',
      access: secretary,
      summary: 'Open a meeting with who is present and who presides; it gets its number',
      params: InMeeting,
      body: z.strictObject({ present: Present, presiding: MemberId }),
      answer: met.extend({ year: z.string(), number: z.int() }),
    },
    recordAttendance: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/attendance',
      access: secretary,
      summary: 'Who is present now: somebody came later or left',
      params: InMeeting,
      body: z.strictObject({ present: Present, presiding: MemberId }),
      answer: met,
    },
    closeMeeting: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/closing',
      access: secretary,
      summary: 'Close a meeting without open items; its minutes are written',
      params: InMeeting,
      body: Empty,
      answer: met,
    },
    readMinutes: {
      method: 'GET',
      path: '/api/staff/meetings/{id}/minutes',
      access: sees,
      summary: 'The minutes, by a link that ends; not for a member whom one of the items concerns',
      params: InMeeting,
      answer: Link,
    },
    addItem: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items',
      access: secretary,
      summary: 'Put a plan, the decision of another committee or another matter on the agenda',
      params: InMeeting,
      body: ItemBody,
      answer: onItem,
      status: 201,
    },
    readItem: {
      method: 'GET',
      path: '/api/staff/meetings/{id}/items/{n}',
      access: sees,
      summary: 'One item with its papers, recusals and votes',
      params: OnAgenda,
      answer: ItemLine.extend({
        text: z.string().optional(),
        organisations: z.array(z.string()),
        byDistrict: z.record(z.string(), z.int()),
        byCategory: z.record(z.string(), z.int()),
        hearing: z.object({ member: z.string(), on: Day, statement: z.string() }).optional(),
        paperList: z.array(
          z.object({ id: z.string(), title: z.string(), fileName: z.string(), bytes: z.int(), at: Instant }),
        ),
        recusals: z.array(z.object({ member: z.string(), because: z.enum(RECUSAL_CAUSES) })),
        votes: z.array(z.object({ member: z.string(), vote: Vote, recorded: z.boolean() })),
        /** While it is being voted on and after. */
        result: Result.optional(),
        legalBasis: z.enum(LEGAL_BASES).optional(),
        note: z.string().optional(),
        moves: z.array(z.enum(['startVote', 'close', 'defer', 'drop', 'hear', 'recuse', 'vote', 'addPaper'])),
      }),
    },
    listItemLines: {
      method: 'GET',
      path: '/api/staff/meetings/{id}/items/{n}/lines',
      access: sees,
      summary: "The lines of an item's plan: which device for which application, and why",
      params: OnAgenda,
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(50).default(20),
        /** The last line's number before. */
        after: z.coerce.number().int().min(0).default(0),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            number: z.int(),
            device: z.string(),
            assetNumber: z.string(),
            application: z.string(),
            district: z.string(),
            category: z.string(),
            /** Codes and numbers, as the plan has them. */
            reasons: z.array(z.record(z.string(), z.unknown())),
            changed: z.boolean(),
          }),
        ),
        next: z.int().optional(),
      }),
    },
    dropItem: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/removal',
      access: secretary,
      summary: 'Take an item off the agenda; it stays in the minutes with the reason',
      params: OnAgenda,
      body: z.strictObject({ reason: z.enum(DROP_REASONS) }),
      answer: onItem,
    },
    deferItem: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/deferral',
      access: secretary,
      summary: 'Leave an item to another meeting',
      params: OnAgenda,
      body: z.strictObject({ note: text(300).optional() }),
      answer: onItem,
    },
    recordHearing: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/hearing',
      access: secretary,
      summary: 'What the chair of the committee that would be overridden said',
      params: OnAgenda,
      body: z.strictObject({ on: Day, statement: text(2000) }),
      answer: onItem,
    },
    startVote: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/voting',
      access: secretary,
      summary: 'Open the vote on an item, if those whom it does not concern are enough',
      params: OnAgenda,
      body: Empty,
      answer: onItem,
    },
    recuse: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/recusals',
      access: either,
      summary: 'A member declares that an item concerns them; a vote of theirs counts no more',
      params: OnAgenda,
      body: z.strictObject({ member: MemberId.optional() }),
      answer: onItem,
    },
    vote: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/votes',
      access: either,
      summary: "A member's vote, once; the secretary records it for a member who is present",
      params: OnAgenda,
      body: z.strictObject({ vote: Vote, member: MemberId.optional() }),
      answer: onItem,
    },
    closeItem: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/decision',
      access: secretary,
      summary: 'Count and decide; the decision gets the next number, a plan moves in the same transaction',
      params: OnAgenda,
      body: z.strictObject({ legalBasis: z.enum(LEGAL_BASES).optional(), note: text(500).optional() }),
      answer: onItem.extend({ decision: z.string() }),
    },
    requestPaper: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/papers/form',
      access: secretary,
      summary: 'A form for the upload of one paper',
      params: OnAgenda,
      body: z.strictObject({ fileName: text(120) }),
      answer: z.object({ upload: z.string(), url: z.url(), fields: z.record(z.string(), z.string()) }),
    },
    addPaper: {
      method: 'POST',
      path: '/api/staff/meetings/{id}/items/{n}/papers',
      access: secretary,
      summary: 'Lay an uploaded paper before the members whom the item does not concern',
      params: OnAgenda,
      body: z.strictObject({ upload: idOf('upload'), title: text(80), fileName: text(120) }),
      answer: z.object({ id: z.string() }),
      status: 201,
    },
    readPaper: {
      method: 'GET',
      path: '/api/staff/meetings/{id}/items/{n}/papers/{paper}',
      access: sees,
      summary: 'One paper, by a link that ends',
      params: OnAgenda.extend({ paper: idOf('upload') }),
      answer: Link,
    },
    listDecisions: {
      method: 'GET',
      path: '/api/staff/decisions',
      access: seesAll,
      summary: 'Decisions of a committee in a year, by number',
      query: z.strictObject({
        committee: Committee,
        year: z.string().regex(/^20\d{2}$/),
        ...PageQuery,
      }),
      answer: pageOf(DecisionLine),
    },
    listUnpublished: {
      method: 'GET',
      path: '/api/staff/decisions/unpublished',
      access: seesAll,
      summary: 'Decisions that are not public yet, those due first',
      query: z.strictObject({ ...PageQuery }),
      answer: pageOf(DecisionLine),
    },
    publishDecision: {
      method: 'POST',
      path: '/api/staff/decisions/{committee}/{year}/{n}/publication',
      access: secretary,
      summary: 'Publish a decision: number, day, outcome, counts; nobody is named',
      params: OfDecision,
      body: Empty,
      answer: z.object({ number: z.string(), publishedAt: Instant }),
    },
  },
});

/** Where the published decisions lie on the site: the latest, and those of a year. */
export const DECISIONS_FILE = 'data/decisions.json';
export const decisionsFile = (year: string): string => `data/decisions/${year}.json`;
/** Decisions of `data/decisions.json` at most. */
export const DECISIONS_SHOWN = 30;

/** A decision as everybody may see it: nobody's name, no household, no organisation. */
export interface PublicDecision {
  /** `2026-배분-03` */
  readonly number: string;
  readonly committee: CommitteeCode;
  readonly day: string;
  /** PLAN, OVERRIDE of another committee's decision, or another MATTER. */
  readonly kind: 'PLAN' | 'OVERRIDE' | 'MATTER';
  readonly outcome: 'APPROVED' | 'REJECTED';
  readonly legalBasis?: (typeof LEGAL_BASES)[number];
  /** Computers of its plan. */
  readonly computers: number;
  readonly districts: readonly { readonly code: string; readonly computers: number }[];
  /** Kinds of applicants, the largest first; `other`: kinds too rare to be shown by themselves. */
  readonly categories: readonly { readonly code: string; readonly computers: number }[];
  readonly other: number;
  readonly overrides?: string;
  readonly overriddenBy?: string;
}
/** `data/decisions.json`; there is none before the first is published. */
export interface PublicDecisions {
  readonly asOf: string;
  /** Years that have a file of their own, the latest first. */
  readonly years: readonly string[];
  /** The latest first. */
  readonly decisions: readonly PublicDecision[];
}
/** `data/decisions/2026.json` */
export interface PublicDecisionYear {
  readonly year: string;
  readonly decisions: readonly PublicDecision[];
}
