import * as z from 'zod';
import { LEGAL_BASES } from './city.ts';

const Points = z.int().min(0).max(1000);

/**
 * How a plan of allotment is computed: first as many PCs as the rules allow, then the most points. All numbers are
 * whole points, and 1 point is 1 day of waiting where `perDay` is 1: that is how they are to be compared.
 */
export const AllotmentPack = z.object({
  /** Points for each full day in the queue, up to so many days. */
  waiting: z.object({ perDay: Points, mostDays: z.int().min(1).max(3650) }),
  need: z.object({
    /** By the code of the household's category or the organisation's kind. */
    categories: z.record(z.string(), Points),
    screenReader: Points,
    largeScreen: Points,
    /** Taken off for each PC that the same application gets or got before this one. */
    furtherComputer: Points,
  }),
  /** Taken off for each full percent of a district's waiting PCs that the plan has already served in it. */
  balance: z.object({ perPercent: Points }),
  /** Taken off for each tile of the city's map between the place the PCs leave from and the recipient's district. */
  travel: z.object({ from: z.string(), perTile: Points }),
  fit: z.object({
    /** Added where the giver wished a PC for this district or group. */
    wished: Points,
    /** Taken off for a PC that could serve a special need and goes where there is none. */
    spared: Points,
    /** Taken off for a tablet, which serves only who takes anything. */
    tablet: Points,
  }),
  /** What a screen reader runs on. */
  screenReader: z.object({ memoryMB: z.int().min(1), functionality: z.enum(['A', 'B', 'C', 'D']) }),
  /** Kinds of PC that a large screen goes with. */
  largeScreen: z.object({
    kinds: z.array(z.enum(['desktop', 'laptop', 'all-in-one', 'tablet'])).min(1),
  }),
  /** What an allotment to each category may rest on, with the law's section: 디지털포용법 §24 names people, not bodies. */
  bases: z.record(z.string(), z.array(z.enum(LEGAL_BASES)).min(1)),
});
export type AllotmentRules = z.output<typeof AllotmentPack>;
