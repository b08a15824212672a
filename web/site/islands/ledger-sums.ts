import type { PublicLedger, PublicMonth, PublicSums } from '../../../functions/ledger/contract.ts';

export type { PublicLedger, PublicMonth };

export interface Purse {
  /** What came for the purpose and stayed; = out + reserved + left. */
  readonly in: number;
  readonly out: number;
  readonly reserved: number;
  readonly left: number;
}

/** A purpose's money, as the page tells it. */
export function purseOf(sums: PublicSums['purposes'][number] | undefined): Purse {
  if (!sums) return { in: 0, out: 0, reserved: 0, left: 0 };
  const { given, points, other, returned, spent, costs, granted, fees } = sums;
  const came = given + points + other - returned;
  return {
    in: came,
    out: spent + costs + fees,
    reserved: granted - fees,
    left: came - spent - costs - granted,
  };
}

/** In and out of all purposes in a month. */
export function inOut({ purposes }: PublicMonth): { in: number; out: number } {
  const purses = purposes.map(purseOf);
  const sum = (pick: (purse: Purse) => number) => purses.reduce((total, purse) => total + pick(purse), 0);
  return { in: sum((purse) => purse.in), out: sum((purse) => purse.out) };
}
