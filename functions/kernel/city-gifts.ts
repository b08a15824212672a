import * as z from 'zod';

const Words = z.record(z.string(), z.string().min(1));
const Day = z.iso.date();
const Code = z.string().regex(/^[A-Z][A-Z_]*$/);

/** What goods are worth: the rule for each kind of giver with its source, and who must look at it again. */
export const ValuationPack = z.object({
  rules: z.record(
    z.enum(['person', 'business', 'corporation']),
    z.object({
      rule: z.enum(['MARKET', 'HIGHER_OF_MARKET_AND_BOOK', 'BOOK']),
      /** The section that says so, as it is cited. */
      source: z.string().min(1),
    }),
  ),
  /** From this total on (minor units) somebody other than the valuer accepts. */
  secondPersonFrom: z.int().min(0),
  /** What may be shown for an amount; `proves` says for which. */
  evidence: z
    .array(z.object({ code: Code, proves: z.array(z.enum(['market', 'book'])).min(1), name: Words }))
    .min(1),
});

/** One rule that a wish of the giver is looked at by; `test` is how, the rest is what the city says. */
const Rule = z.object({
  code: Code,
  /**
   * office-holder: the city's list · words: one of `words` · named-person: somebody by name · small-place: a word
   * that ends in one of `words` (동, 아파트) · near-election: within `days` before one of the elections ·
   * other-region: a district that is not the city's.
   */
  test: z.enum(['office-holder', 'words', 'named-person', 'small-place', 'near-election', 'other-region']),
  /** must-change: the offer cannot be taken like this. look: a person decides. */
  severity: z.enum(['must-change', 'look']),
  source: z.string().min(1),
  /** For the Chest: what was found. */
  name: Words,
  /** For the giver: what to change. */
  ask: Words,
  words: z.array(z.string().min(1)),
  /** Words that contain one of `words` and mean something else: 아동, 활동. */
  except: z.array(z.string().min(1)),
  days: z.int().min(1).optional(),
});
export const EarmarksPack = z.object({
  elections: z.array(z.object({ day: Day, name: Words })),
  rules: z.array(Rule),
});
export type EarmarkRule = z.output<typeof Rule>;

/** Who may be named on nothing that is printed or sent (공직선거법 §112④). */
export const OfficeHoldersPack = z.object({
  /** The names are made up: a city puts its own before the first real use. */
  specimen: z.boolean(),
  holders: z.array(
    z.object({
      /** Per language; other spellings (Chinese characters, Gil-dong Hong) in `also`. */
      name: Words,
      also: z.array(z.string().min(2)),
      /** In office from, until (the day after the last). */
      from: Day,
      until: Day.optional(),
      /** A name that is an ordinary word too is found only beside a title. */
      onlyWithTitle: z.boolean(),
    }),
  ),
  /** Titles beside a name, and the forms that are found without one; `*` before it: whatever stands before. */
  titles: z.array(z.object({ name: Words, alone: z.array(z.string().min(2)) })),
});
