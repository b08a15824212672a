import type { Entry } from '../../functions/fund/entry.ts';
import type { StatementRecord } from '../../functions/fund/statement.ts';
import { fundOn, type Told } from '../../functions/fund/testing.ts';
import type { Gift } from '../../functions/gifts/domain.ts';
import type { Grant } from '../../functions/grants/domain.ts';
import type { FeeRun } from '../../functions/grants/run.ts';
import { grantOffice } from '../../functions/grants/testing.ts';
import { localDate } from '../../functions/kernel/clock.ts';
import type { Transfer } from '../../functions/ledger/domain.ts';
import { publishTransfers } from '../../functions/ledger/publication.ts';
import type { Member } from '../../functions/points/member.ts';
import { pointsOn } from '../../functions/points/testing.ts';
import type { LocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';
import { type Mortal, mortalTable } from './mortal.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The charity account as the bank has it: every entry, in its order. */
interface Bank {
  readonly entries: Told[];
  /** Entries that have stood on a statement. */
  told: number;
}

/** All money domains of one city on one table, with its bank, its members and its public site. */
export interface World {
  readonly local: LocalTable;
  readonly life: Mortal;
  readonly grants: ReturnType<typeof grantOffice>;
  readonly fund: ReturnType<typeof fundOn>;
  readonly points: ReturnType<typeof pointsOn>;
  readonly bank: Bank;
  readonly members: string[];
  readonly site: ReturnType<typeof memoryObjects>;
  /** Ids of transfers that the stream has told of. */
  readonly told: Set<string>;
  today(): string;
  state(): Promise<State>;
  /** The stream tells of some transfers. */
  publish(transfers: readonly Transfer[]): Promise<void>;
}

/** What there is, by kind. */
export interface State {
  readonly items: readonly Record<string, unknown>[];
  readonly gifts: readonly Gift[];
  readonly entries: readonly Entry[];
  readonly statements: readonly StatementRecord[];
  readonly grants: readonly Grant[];
  readonly runs: readonly FeeRun[];
  readonly members: readonly Member[];
  readonly transfers: readonly Transfer[];
  balance(account: string): number;
}

/** Points that end within the history. */
const POINT_MONTHS = 2;

export async function openWorld(local: LocalTable, seed: string): Promise<World> {
  const life = mortalTable(local);
  const grants = grantOffice(life.table, {
    seed,
    city: (city) => ({
      ...city,
      points: { ...city.points, expireAfterMonths: POINT_MONTHS },
      // The year of the history has none before it.
      fund: { ...city.fund, costs: { ...city.fund.costs, basis: 'same-year' } },
    }),
  });
  const { deps, clock } = grants;
  const site = memoryObjects('site');
  const fund = fundOn(deps, memoryObjects('uploads'), memoryObjects('documents'));
  const points = pointsOn(deps);
  const members: string[] = [];
  for (const citizen of ['ann', 'bob', 'cho']) members.push(await points.member(citizen));

  async function state(): Promise<State> {
    const items = await local.everything();
    const of = <T>(kind: string) => items.filter((item) => item.kind === kind) as unknown as T[];
    const balances = new Map(
      items.filter(({ kind }) => kind === 'balance').map((one) => [one.account, one.balance]),
    );
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    return {
      items,
      gifts: of<Gift>('gift').sort(byId),
      entries: of<Entry>('bankEntry').sort(byId),
      statements: of<StatementRecord>('statement').sort(byId),
      grants: of<Grant>('grant').sort(byId),
      runs: of<FeeRun>('fee-run').sort((a, b) => (a.month < b.month ? -1 : 1)),
      members: of<Member>('member').sort((a, b) => (a.number < b.number ? -1 : 1)),
      transfers: of<Transfer>('transfer').sort(byId),
      balance: (account) => Number(balances.get(account) ?? 0),
    };
  }
  const told = new Set<string>();
  return {
    ...{ local, life, grants, fund, points, members, site, told, state },
    bank: { entries: [], told: 0 },
    today: () => localDate(clock.now(), deps.city.timeZone),
    async publish(transfers) {
      const { table, city } = deps;
      await publishTransfers({ table, city, site, now: () => clock.now() }, transfers);
      for (const { id } of transfers) told.add(id);
    },
  };
}
