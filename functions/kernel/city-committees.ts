import * as z from 'zod';

const Words = z.record(z.string(), z.string().min(1));

/**
 * A share of heads as laws put it: 과반수 = more than one half, 3분의 2 이상 = at least two thirds.
 * `of`: SEATS of the committee · MEMBERS in office · PRESENT, without whom the item concerns · VOTES for or against.
 */
const Share = <const O extends readonly [string, ...string[]]>(of: O) =>
  z.object({
    count: z.enum(['MORE_THAN', 'AT_LEAST']),
    numerator: z.int().min(1),
    denominator: z.int().min(1),
    of: z.enum(of),
  });

export const COMMITTEE_CODES = ['ALLOTMENT_SUBCOMMITTEE', 'STEERING', 'DIGITAL_DIVIDE'] as const;

/** A committee that decides: who sits in it, when it may decide, and how a vote is won. */
export const CommitteePack = z.object({
  code: z.enum(COMMITTEE_CODES),
  name: Words,
  /** What stands between year and number of its decisions: `2026-배분-01`. */
  mark: z.string().min(1).max(10),
  seats: z.int().min(1).max(60),
  termYears: z.int().min(1),
  /** Those whom the item concerns are never counted as present; the base is whole (재적위원). */
  quorum: Share(['SEATS', 'MEMBERS']),
  passes: Share(['PRESENT', 'VOTES', 'MEMBERS']),
  /** As many for as against: it is lost (가부동수는 부결), or whoever presides decides by their own vote. */
  tie: z.enum(['LOST', 'CHAIR']),
  /** Whose decisions it may set aside, after hearing that committee's chair (사회복지공동모금회법 §13⑤). */
  mayOverride: z.enum(COMMITTEE_CODES).optional(),
  /** The sections that say so, as they are cited. */
  source: z.string().min(1),
});
export type Committee = z.output<typeof CommitteePack>;

export const PublicationPack = z.object({
  /** Months from the day of a decision within which it is public (사회복지공동모금회법 §24). */
  withinMonths: z.int().min(1),
  /** Fewer lines than this of one category are published together with others: a single household must not be seen. */
  fewest: z.int().min(1),
  source: z.string().min(1),
});
