import { failing, fail as kernelFail } from '../kernel/errors.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { fundContract } from './contract.ts';

/** The contract's codes by type alone: who counts here from another domain need not build all shapes at its start. */
const fail = failing({ LIMIT_REACHED: 409, OVER_COSTS_SHARE: 409 } as const satisfies Partial<
  (typeof fundContract)['errors']
>);

/** What is counted of a purpose in a calendar year. */
export interface PurposeYear {
  readonly spent?: number;
}
/** What is counted over all purposes: money that was given, and the Chest's own costs. */
export interface FundYear {
  readonly gifts?: number;
  readonly costs?: number;
}
const ALL = 'ALL';

/**
 * Counts what is granted or spent of a purpose in a year, never over its limit (city pack: `yearlyLimit`). Money that
 * comes back, of a grant that was stopped, is a negative amount.
 * @param year of the city's calendar, `2026`
 * @param limit minor units; undefined = none
 * @returns the write, and `refused` for `Commit.refused`: LIMIT_REACHED with the purpose and what is left of its year
 * @throws DomainError LIMIT_REACHED (409) where the amount alone is over the limit
 */
export function spendOfYear(
  purpose: string,
  year: string,
  amount: number,
  limit: number | undefined,
): {
  write: Write;
  refused: (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;
} {
  const bound = limit !== undefined && amount > 0;
  if (bound && amount > limit) throw fail('LIMIT_REACHED', { purpose, year, limit, left: limit });
  const write: Write = {
    update: keys.fundYear(purpose, year),
    change: { set: { kind: 'fundYear', purpose, year }, add: { spent: amount } },
    when: bound ? { atMost: { spent: limit - amount } } : {},
  };
  return {
    write,
    refused: (failed, found) =>
      failed === write && limit !== undefined
        ? fail('LIMIT_REACHED', { purpose, year, limit, left: limit - Number(found?.spent ?? 0) })
        : undefined,
  };
}

export const readPurposeYear = async (table: Table, purpose: string, year: string): Promise<number> =>
  (await table.get<PurposeYear>(keys.fundYear(purpose, year)))?.spent ?? 0;

/** Counts money that was given (or, negative, given back) in a year: the costs of the Chest are a share of it. */
export const giftsOfYear = (year: string, amount: number): Write => ({
  update: keys.fundYear(ALL, year),
  change: { set: { kind: 'fundYear', year }, add: { gifts: amount } },
  when: {},
});

export const readFundYear = async (table: Table, year: string): Promise<FundYear> =>
  (await table.get<FundYear>(keys.fundYear(ALL, year))) ?? {};

/** The city pack's rule on costs: the year that counts, and the share (‰) of its gifts. */
export interface CostsRule {
  readonly perMille: number;
  readonly basis: 'previous-year' | 'same-year';
}
export const basisYear = ({ basis }: CostsRule, year: string): string =>
  basis === 'same-year' ? year : String(Number(year) - 1);
export const allowanceOf = ({ perMille }: CostsRule, gifts: number): number =>
  // Rounded down: the law's share is a ceiling. A year of more returns than gifts allows nothing.
  Math.max(0, Math.floor((gifts * perMille) / 1000));

/**
 * Counts costs of a year, never over the share of the gifts of the year that counts
 * (사회복지공동모금회법 §25: 10% of the previous year's). That year must still stand as it was read.
 * @throws DomainError OVER_COSTS_SHARE with what is left
 */
export function costsOfYear(
  rule: CostsRule,
  year: string,
  amount: number,
  basis: FundYear,
): {
  writes: Write[];
  refused: (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;
} {
  const gifts = basis.gifts ?? 0;
  const allowance = allowanceOf(rule, gifts);
  const over = (taken: number) => fail('OVER_COSTS_SHARE', { year, allowance, left: allowance - taken });
  if (amount > allowance) throw over(0);
  const unchanged = basis.gifts === undefined ? { absent: ['gifts'] } : { equals: { gifts } };
  const same = rule.basis === 'same-year';
  const count: Write = {
    update: keys.fundYear(ALL, year),
    change: { set: { kind: 'fundYear', year }, add: { costs: amount } },
    when: { atMost: { costs: allowance - amount }, ...(same ? unchanged : {}) },
  };
  const check: Write = { check: keys.fundYear(ALL, basisYear(rule, year)), when: unchanged };
  return {
    writes: same ? [count] : [count, check],
    refused: (write, found) => {
      const changed = (found?.gifts ?? undefined) !== basis.gifts;
      if (write === check || (write === count && same && changed)) return kernelFail('CHANGED_MEANWHILE');
      return write === count ? over(Number(found?.costs ?? 0)) : undefined;
    },
  };
}
