import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDay } from '../kernel/clock.ts';
import { monthsAfter } from './decision.ts';
import { recusedFrom } from './recusal.ts';
import { freeSeat, inOffice, lastDay } from './terms.ts';

test.each([
  ['2026-11-23', 2, '2028-11-22'],
  ['2026-01-01', 2, '2027-12-31'],
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', 4, '2028-02-28'],
])('a term from %s of %i years ends on %s', (from, years, until) => {
  expect(lastDay(from, years)).toBe(until);
});

test.each([
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-11-23', 3, '2027-02-23'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
])('%s and %i months: %s', (day, months, due) => {
  expect(monthsAfter(day, months)).toBe(due);
});

describe('seats', () => {
  const rules = { seats: 3, termYears: 2 };
  const days = fc.integer({ min: 0, max: 400 });
  const terms = fc.array(fc.record({ start: days, length: fc.integer({ min: 0, max: 200 }) }), {
    maxLength: 14,
  });

  test('never more members than seats on a day, and nobody is turned away from a committee with an empty seat', () => {
    fc.assert(
      fc.property(terms, (wanted) => {
        const members: { seat: number; from: string; until: string }[] = [];
        for (const { start, length } of wanted) {
          const from = nextDay('2026-01-01', start);
          const until = nextDay(from, length);
          const meets = members.filter((one) => one.from <= until && from <= one.until);
          try {
            members.push({ seat: freeSeat(rules, members, { from, until }), from, until });
          } catch (error) {
            expect(error).toMatchObject({ code: 'SEATS_TAKEN' });
            expect(new Set(meets.map(({ seat }) => seat)).size).toBe(rules.seats);
          }
        }
        for (let day = 0; day <= 600; day += 7) {
          const here = inOffice(members, nextDay('2026-01-01', day));
          expect(here.length).toBeLessThanOrEqual(rules.seats);
          expect(new Set(here.map(({ seat }) => seat)).size).toBe(here.length);
        }
      }),
    );
  });

  test.each([
    ['2026-01-01', '2025-12-31', 'TERM_BACKWARDS'],
    ['2026-01-01', '2028-01-01', 'TERM_TOO_LONG'],
  ])('a term from %s to %s: %s', (from, until, code) => {
    expect(() => freeSeat(rules, [], { from, until })).toThrow(expect.objectContaining({ code }));
  });

  test('a term of a single day, and the last day that is allowed', () => {
    expect(freeSeat(rules, [], { from: '2026-01-01', until: '2026-01-01' })).toBe(1);
    expect(freeSeat(rules, [], { from: '2026-01-01', until: '2027-12-31' })).toBe(1);
  });
});

describe('whom an item concerns', () => {
  const ids = fc.uniqueArray(
    fc.integer({ min: 1, max: 6 }).map((n) => `org_${n}`),
    { maxLength: 4 },
  );
  const members = fc
    .array(ids, { maxLength: 6 })
    .map((all) => all.map((interests, i) => ({ id: `mem_${i}`, interests })));

  test('each whose interest it touches, each who says so, nobody else', () => {
    fc.assert(
      fc.property(
        members,
        ids,
        fc.uniqueArray(fc.integer({ min: 0, max: 7 })),
        (all, organisations, said) => {
          const declared = said.map((n) => `mem_${n}`);
          const recused = recusedFrom({ declared, organisations }, all).map(({ member }) => member);
          for (const { id, interests } of all) {
            const touched = interests.some((one) => organisations.includes(one));
            expect(recused.includes(id)).toBe(touched || declared.includes(id));
          }
          expect(new Set(recused).size).toBe(recused.length);
        },
      ),
    );
  });
});
