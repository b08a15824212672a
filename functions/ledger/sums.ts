import { kindOf, publicName } from './accounts.ts';
import type { PublicSums } from './contract.ts';
import { POINT, type Transfer } from './domain.ts';

type Purpose = PublicSums['purposes'][number];
export type Flow = Exclude<keyof Purpose, 'purpose'>;
type PointFlow = keyof PublicSums['points'];

/** What some entries come to, as the chain keeps it; small, because it is written with each batch of entries. */
export interface Sums {
  readonly entries: number;
  /** currency → account as the public sees it → [debits, credits]. */
  readonly accounts: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
  readonly purposes: Readonly<Record<string, Readonly<Partial<Record<Flow, number>>>>>;
  readonly points: Readonly<Partial<Record<PointFlow, number>>>;
}
export const NO_SUMS: Sums = { entries: 0, accounts: {}, purposes: {}, points: {} };

/**
 * What a transfer between two kinds of account does to its purposes; `-` takes it off again. A movement that is not
 * in the table shows as `other`, so that a purpose's sums always come to its balance.
 */
const FLOWS: Readonly<Record<string, Flow | `-${Flow}`>> = {
  'bank>purpose': 'given',
  'unidentified>purpose': 'given',
  'settlement>purpose': 'points',
  'purpose>refunds': 'returned',
  'purpose>bank': 'spent',
  'purpose>suspense': 'spent',
  'purpose>costs': 'costs',
  'purpose>reserved': 'granted',
  'reserved>purpose': '-granted',
  'reserved>carrier': 'fees',
};

/** @returns purpose, flow and signed amount of what a transfer moves; none, one, or two between purposes */
export function flowsOf({
  debit,
  credit,
  amount,
  cause,
}: Pick<Transfer, 'debit' | 'credit' | 'amount' | 'cause'>): (readonly [string, Flow, number])[] {
  // A correction takes off what the transfer that it undoes had added: the same two accounts the other way round.
  const undone = cause === 'CORRECTION';
  const [from, to] = undone ? [credit, debit] : [debit, credit];
  const sign = undone ? -amount : amount;
  const known = FLOWS[`${kindOf(from)}>${kindOf(to)}`];
  const codeOf = (account: string) => /^(?:purpose|reserved):(.+)$/.exec(account)?.[1];
  const [left, entered] = [codeOf(from), codeOf(to)];
  if (known && (left === undefined || entered === undefined || left === entered)) {
    const flow = known.replace('-', '') as Flow;
    return [[left ?? entered ?? '', flow, known.startsWith('-') ? -sign : sign]];
  }
  return [
    ...(left !== undefined && kindOf(from) === 'purpose' ? [[left, 'other', -sign] as const] : []),
    ...(entered !== undefined && kindOf(to) === 'purpose' ? [[entered, 'other', sign] as const] : []),
  ];
}

function pointFlow({ debit, amount, cause }: Transfer): readonly [PointFlow, number] {
  const earned = kindOf(debit) === 'pool';
  if (cause === 'CORRECTION') return ['corrected', earned ? amount : -amount];
  if (earned) return ['earned', amount];
  return [cause === 'POINTS_EXPIRED' ? 'expired' : 'given', amount];
}

const plus = <K extends string>(
  sums: Readonly<Partial<Record<K, number>>>,
  name: K,
  by: number,
): Readonly<Partial<Record<K, number>>> => ({ ...sums, [name]: (sums[name] ?? 0) + by });

/** The sums with one transfer more. */
export function withTransfer(sums: Sums, transfer: Transfer): Sums {
  const { currency, amount } = transfer;
  const of = { ...sums.accounts[currency] };
  const move = (account: string, debits: number, credits: number) => {
    const [d, c] = of[account] ?? [0, 0];
    of[account] = [d + debits, c + credits];
  };
  move(publicName(transfer.debit), amount, 0);
  move(publicName(transfer.credit), 0, amount);
  let purposes = sums.purposes;
  for (const [code, flow, moved] of currency === POINT ? [] : flowsOf(transfer))
    purposes = { ...purposes, [code]: plus(purposes[code] ?? {}, flow, moved) };
  return {
    entries: sums.entries + 1,
    accounts: { ...sums.accounts, [currency]: of },
    purposes,
    points: currency === POINT ? plus(sums.points, ...pointFlow(transfer)) : sums.points,
  };
}

const NO_FLOWS = { given: 0, points: 0, returned: 0, spent: 0, costs: 0, granted: 0, fees: 0, other: 0 };
const byName = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** As it is published: every figure of a purpose is there, accounts and purposes in the order of their names. */
export const shownSums = ({ entries, accounts, purposes, points }: Sums): PublicSums => ({
  entries,
  accounts: byName(accounts).flatMap(([currency, of]) =>
    byName(of).map(([account, [debits, credits]]) => ({ account, currency, debits, credits })),
  ),
  purposes: byName(purposes).map(([purpose, flows]) => ({ purpose, ...NO_FLOWS, ...flows })),
  points: { earned: 0, given: 0, expired: 0, corrected: 0, ...points },
});
