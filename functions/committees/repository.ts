import type { Allotment, PlanLine } from '../allotments/domain.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Commit, Table } from '../kernel/table.ts';
import type { CommitteeCode, MeetingStatus } from './contract.ts';
import type { DecisionRecord } from './decision.ts';
import { type AgendaItem, type Ballot, type Meeting, type Member, meetingQueue } from './domain.ts';
import { fail } from './fail.ts';

/** Changes with every change of the committee's members: whoever counts on them checks it. */
export interface Roster {
  readonly version: number;
}
export interface Series {
  readonly meetings?: number;
  readonly decisions?: number;
}
/** On which agenda a plan stands; it is on one at most. */
export interface PlanPlace {
  readonly meeting: string;
  readonly n: number;
}
type Page = { limit: number; cursor?: string | undefined };

/** Members of one committee since the beginning: 15 seats of 2 years make 500 in 66 years. */
const MEMBERS_AT_MOST = 500;
/** Ids of members begin with a digit (ULID), the roster and the events beside them do not. */
const MEMBERS = '0';

export function committeesRepository(table: Table) {
  const membersPk = (code: CommitteeCode) => keys.committeeRoster(code).pk;
  const meetingPk = (id: string) => keys.meeting(id).pk;
  return {
    members: (code: CommitteeCode): Promise<Member[]> =>
      table.part<Member>(membersPk(code), MEMBERS, MEMBERS_AT_MOST),
    roster: async (code: CommitteeCode): Promise<Roster | undefined> =>
      table.get<Roster>(keys.committeeRoster(code)),
    series: async (code: CommitteeCode, year: string): Promise<Series> =>
      (await table.get<Series>(keys.committeeSeries(code, year))) ?? {},

    async meeting(id: string): Promise<Meeting> {
      const meeting = await table.get<Meeting>(keys.meeting(id));
      if (!meeting) throw fail('NOT_FOUND');
      return meeting;
    },
    meetings: (
      deps: Dependencies,
      status: MeetingStatus,
      committee: CommitteeCode,
      page: Page,
    ): Promise<{ items: (Meeting & Key)[]; cursor?: string }> => {
      const { owner, scope } = meetingQueue(status, committee);
      // What is over grows for ever: the latest first.
      const newestFirst = status === 'CLOSED' || status === 'CANCELLED';
      return listQueue<Meeting & Key>(deps, queue(owner, ...scope), page, { newestFirst });
    },
    history: (id: string): Promise<EventItem[]> => table.part<EventItem>(meetingPk(id), 'EVT#', 300),

    agenda: (id: string): Promise<AgendaItem[]> => table.part<AgendaItem>(meetingPk(id), 'ITEM#'),
    async item(id: string, n: number): Promise<AgendaItem> {
      const item = await table.get<AgendaItem>(keys.agendaItem(id, n));
      if (!item) throw fail('NOT_FOUND');
      return item;
    },
    ballots: (id: string, n: number): Promise<Ballot[]> =>
      table.part<Ballot>(meetingPk(id), keys.ballot(id, n, '').sk),
    hasMinutes: async (id: string): Promise<boolean> => (await table.get(keys.minutes(id))) !== undefined,

    plan: (id: string): Promise<Allotment | undefined> => table.get<Allotment>(keys.allotment(id)),
    async plans(ids: readonly string[]): Promise<Map<string, Allotment>> {
      const wanted = [...new Set(ids)].map((id) => keys.allotment(id));
      const found = await table.getAll<Allotment & Key>(wanted, { consistent: true });
      return new Map(found.map((plan) => [plan.id, plan]));
    },
    planPlace: (id: string): Promise<PlanPlace | undefined> => table.get<PlanPlace>(keys.planPlace(id)),
    /** Lines of a plan after one, by number. */
    async planLines(id: string, after: number, limit: number) {
      const last = keys.allotmentLine(id, 99_999).sk;
      const { items, more } = await table.leaf<PlanLine & Key>(keys.allotment(id).pk, {
        limit,
        between: [keys.allotmentLine(id, after + 1).sk, last],
      });
      return { items, more };
    },

    decision: (code: CommitteeCode, year: string, n: number): Promise<DecisionRecord | undefined> =>
      table.get<DecisionRecord>(keys.decision(code, year, n)),
    /** Decisions of one committee and year after one, by number. */
    async decisions(code: CommitteeCode, year: string, after: number, limit: number) {
      const { pk } = keys.decision(code, year, 1);
      return table.leaf<DecisionRecord & Key>(pk, {
        limit,
        between: [keys.decision(code, year, after + 1).sk, keys.decision(code, year, 999).sk],
        consistent: true,
      });
    },
    unpublished: (deps: Dependencies, page: Page) =>
      listQueue<DecisionRecord & Key>(deps, queue(OWNERS.committee, 'UNPUBLISHED'), page),

    commit: <A>(deed: Commit<A>): Promise<A> => table.commit(deed),
    once: <A>(pk: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(pk, intent, deed),
  };
}
export type CommitteesRepository = ReturnType<typeof committeesRepository>;
