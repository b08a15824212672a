import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { attending, type Floor, heads, quorumOf, tallyOf } from './tally.ts';

const city = readCity({ CITY: 'seoul' });
const rulesOf = (code: string) => {
  const rules = city.committees.find((one) => one.code === code);
  if (!rules) throw new Error(code);
  return rules;
};
const subcommittee = rulesOf('ALLOTMENT_SUBCOMMITTEE');
const steering = rulesOf('STEERING');
const digital = rulesOf('DIGITAL_DIVIDE');
const ids = (count: number) => Array.from({ length: count }, (_, i) => `m${i + 1}`);

/** `FFAX`: the first two for, then one against, one abstaining; a dot has not voted. */
const VOTES = { F: 'FOR', A: 'AGAINST', X: 'ABSTAIN' } as const;
const floor = (inOffice: number, votes: string, changes: Partial<Floor> = {}): Floor => ({
  members: ids(inOffice),
  present: ids(votes.length),
  recused: [],
  presiding: 'm1',
  votes: [...votes].flatMap((sign, i) =>
    sign === '.' ? [] : [{ member: `m${i + 1}`, vote: VOTES[sign as keyof typeof VOTES] }],
  ),
  ...changes,
});

describe('heads', () => {
  test.each([
    ['MORE_THAN', 1, 2, 7, 4],
    ['MORE_THAN', 1, 2, 8, 5],
    ['MORE_THAN', 1, 2, 1, 1],
    ['MORE_THAN', 1, 2, 0, 1],
    ['AT_LEAST', 2, 3, 9, 6],
    ['AT_LEAST', 2, 3, 7, 5],
    ['AT_LEAST', 1, 2, 7, 4],
    ['AT_LEAST', 1, 2, 8, 4],
  ] as const)('%s %i/%i of %i is %i', (count, numerator, denominator, base, wanted) => {
    expect(heads({ count, numerator, denominator }, base)).toBe(wanted);
  });
});

describe('quorum of an item', () => {
  test.each([
    ['4 of 7 in the subcommittee', subcommittee, 7, 4, [], [7, 4, 4, true]],
    ['3 of 7', subcommittee, 7, 3, [], [7, 4, 3, false]],
    ['5 of 7, two of whom it concerns', subcommittee, 7, 5, ['m1', 'm2'], [7, 4, 3, false]],
    ['5 of 7, one of whom it concerns', subcommittee, 7, 5, ['m5'], [7, 4, 4, true]],
    ['who is recused and absent changes nothing', subcommittee, 7, 4, ['m7'], [7, 4, 4, true]],
    ['two thirds of 9', digital, 9, 6, [], [9, 6, 6, true]],
    ['five of 9', digital, 9, 5, [], [9, 6, 5, false]],
  ] as const)('%s', (_, rules, inOffice, here, recused, [base, needed, present, reached]) => {
    const found = quorumOf(rules, floor(inOffice, '.'.repeat(here), { recused }));
    expect(found).toEqual({ base, needed, present, reached });
  });
});

describe('a vote', () => {
  test.each([
    ['subcommittee', subcommittee, 'FFFA', 'APPROVED', false],
    ['subcommittee', subcommittee, 'FFAA', 'REJECTED', false],
    ['subcommittee: who abstains is present', subcommittee, 'FFXX', 'REJECTED', false],
    ['subcommittee', subcommittee, 'FFFX', 'APPROVED', false],
    ['subcommittee: nobody for', subcommittee, 'XXXX', 'REJECTED', false],
    ['steering: a tie, the chair for', steering, 'FFFAAA', 'APPROVED', true],
    ['steering: a tie, the chair against', steering, 'AFFFAA', 'REJECTED', true],
    ['steering: a tie, the chair abstains', steering, 'XFFFAAA', 'REJECTED', true],
    ['steering: a tie that one more would not carry', steering, 'FAXXX', 'REJECTED', true],
    ['steering: nobody for or against is no tie', steering, 'XXXXX', 'REJECTED', false],
    ['digital divide: 4 of 6', digital, 'FFFFAA', 'APPROVED', false],
    ['digital divide: 3 of 6', digital, 'FFFAAX', 'REJECTED', false],
  ] as const)('%s %s %s', (_, rules, votes, outcome, byChair) => {
    expect(tallyOf(rules, floor(7, votes))).toMatchObject({ outcome, byChair, missing: [] });
  });

  test('names who has not voted, and counts who voted and left', () => {
    const left = floor(7, 'FF.F', { present: ['m1', 'm3'] });
    expect(tallyOf(subcommittee, left)).toMatchObject({
      for: 3,
      missing: ['m3'],
      quorum: { present: 4, reached: true },
    });
  });
});

const aFloor = fc
  .record({
    inOffice: fc.integer({ min: 1, max: 9 }),
    present: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 9 }),
    recused: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 5 }),
    votes: fc.uniqueArray(
      fc.record({
        member: fc.integer({ min: 1, max: 12 }).map((n) => `m${n}`),
        vote: fc.constantFrom('FOR' as const, 'AGAINST' as const, 'ABSTAIN' as const),
      }),
      { selector: ({ member }) => member, maxLength: 12 },
    ),
    presiding: fc.integer({ min: 1, max: 9 }),
  })
  .map(
    ({ inOffice, present, recused, votes, presiding }): Floor => ({
      members: ids(inOffice),
      present: [...new Set(present.map((n) => `m${n}`))],
      recused: recused.map((n) => `m${n}`),
      presiding: `m${presiding}`,
      votes,
    }),
  );
const someRules = fc.constantFrom(...city.committees);

describe('whatever happens in the room', () => {
  test('a recused member neither helps a quorum nor a vote, however they voted', () => {
    fc.assert(
      fc.property(someRules, aFloor, (rules, found) => {
        const without: Floor = {
          ...found,
          present: found.present.filter((member) => !found.recused.includes(member)),
          votes: found.votes.filter(({ member }) => !found.recused.includes(member)),
        };
        expect(tallyOf(rules, found)).toEqual(tallyOf(rules, without));
      }),
    );
  });

  test('nobody counts who is not in office, and nobody twice', () => {
    fc.assert(
      fc.property(someRules, aFloor, (rules, found) => {
        const here = attending(found);
        const tally = tallyOf(rules, found);
        expect(new Set(here).size).toBe(here.length);
        for (const member of here) expect(found.members).toContain(member);
        expect(tally.for + tally.against + tally.abstain + tally.missing.length).toBe(here.length);
        expect(tally.quorum.present).toBe(here.length);
      }),
    );
  });

  test('one more for never loses what was won, one more against never wins what was lost', () => {
    const turned = (found: Floor, member: string, vote: 'FOR' | 'AGAINST'): Floor => ({
      ...found,
      votes: [...found.votes.filter((one) => one.member !== member), { member, vote }],
    });
    fc.assert(
      fc.property(someRules, aFloor, fc.integer({ min: 1, max: 9 }), (rules, found, n) => {
        const member = `m${n}`;
        // Who was not there before would change the base as well.
        fc.pre(attending(found).includes(member));
        if (tallyOf(rules, found).outcome === 'APPROVED')
          expect(tallyOf(rules, turned(found, member, 'FOR')).outcome).toBe('APPROVED');
        else {
          const turnedAgainst = tallyOf(rules, turned(found, member, 'AGAINST'));
          // One more against can make a tie; then whoever presides decides.
          if (!turnedAgainst.byChair) expect(turnedAgainst.outcome).toBe('REJECTED');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('nothing passes that not more were for than against, other than by the chair', () => {
    fc.assert(
      fc.property(someRules, aFloor, (rules, found) => {
        const tally = tallyOf(rules, found);
        if (tally.outcome !== 'APPROVED') return;
        if (tally.byChair) expect(tally.for).toBe(tally.against);
        else expect(tally.for).toBeGreaterThan(tally.against);
      }),
    );
  });
});
