import type { LEGAL_BASES } from '../kernel/city.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { Sealed } from '../kernel/vault.ts';
import type { CommitteeCode, ITEM_KINDS, ItemStatus, MeetingStatus, Vote } from './contract.ts';
import type { Tally } from './tally.ts';

export const meetingTransitions = transitionsOf<MeetingStatus>()('meeting', {
  change: { from: ['PLANNED'], to: 'PLANNED', by: 'secretary' },
  cancel: { from: ['PLANNED'], to: 'CANCELLED', by: 'secretary' },
  open: { from: ['PLANNED'], to: 'OPEN', by: 'secretary' },
  attend: { from: ['OPEN'], to: 'OPEN', by: 'secretary' },
  close: { from: ['OPEN'], to: 'CLOSED', by: 'secretary' },
});

export const itemTransitions = transitionsOf<ItemStatus>()('agenda item', {
  startVote: { from: ['WAITING'], to: 'VOTING', by: 'secretary' },
  approve: { from: ['VOTING'], to: 'APPROVED', by: 'committee' },
  reject: { from: ['VOTING'], to: 'REJECTED', by: 'committee' },
  defer: { from: ['WAITING', 'VOTING'], to: 'DEFERRED', by: 'secretary' },
  drop: { from: ['WAITING', 'VOTING'], to: 'DROPPED', by: 'secretary' },
});

/** Who sits in a committee. The name, and what the interests are, lie sealed under the member's id. */
export interface Member {
  readonly kind: 'committee-member';
  readonly id: string;
  readonly committee: CommitteeCode;
  readonly seat: number;
  readonly chair: boolean;
  /** First and last day of the term. */
  readonly from: string;
  readonly until: string;
  /** The `sub` of their token, where they sign in. */
  readonly account?: string;
  /** Organisations in which they have an interest: what concerns these is not theirs to decide. */
  readonly interests: readonly string[];
  readonly sealed: Sealed;
}
export interface MemberWords {
  readonly name: string;
  readonly about?: string;
}

export interface Meeting extends StateRecord<MeetingStatus> {
  readonly kind: 'meeting';
  readonly committee: CommitteeCode;
  /** Of the city's calendar; the day on which it was opened once it is. */
  readonly day: string;
  readonly time: string;
  readonly place: string;
  readonly calledBy: string;
  /** The last number of its agenda. */
  readonly items: number;
  readonly present: readonly string[];
  readonly presiding?: string;
  readonly year?: string;
  readonly number?: number;
}

export interface DecisionRef {
  readonly committee: CommitteeCode;
  readonly year: string;
  readonly n: number;
}
export interface Paper {
  /** Of its upload. */
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly type: string;
  readonly at: string;
}
export interface Hearing {
  /** The chair who was heard. */
  readonly member: string;
  readonly committee: CommitteeCode;
  readonly on: string;
  readonly statement: string;
}

export interface AgendaItem extends StateRecord<ItemStatus> {
  readonly kind: 'agenda-item';
  readonly meeting: string;
  readonly committee: CommitteeCode;
  readonly n: number;
  readonly about: (typeof ITEM_KINDS)[number];
  readonly title?: string;
  readonly text?: string;
  readonly plan?: string;
  /** The plan as it was when the vote was opened: what changes afterwards was not voted on. */
  readonly planVersion?: number;
  readonly overrides?: DecisionRef;
  readonly hearing?: Hearing;
  /** Members who declared that it concerns them. */
  readonly declared: readonly string[];
  readonly papers: readonly Paper[];
  /** Ballots cast: a closing counts on exactly these. */
  readonly votes: number;
  readonly result?: Tally & {
    readonly recused: readonly Recusal[];
    readonly votersPresent: readonly string[];
  };
  readonly decision?: string;
  readonly legalBasis?: (typeof LEGAL_BASES)[number];
  readonly note?: string;
  readonly because?: string;
}
export interface Recusal {
  readonly member: string;
  readonly because: 'INTEREST' | 'DECLARED';
}
export interface Ballot {
  readonly kind: 'ballot';
  readonly member: string;
  readonly vote: Vote;
  readonly at: string;
  /** The secretary wrote it down; else it was the member's own account. */
  readonly recorded: boolean;
}

export const meetingQueue = (status: MeetingStatus, committee: CommitteeCode) => ({
  owner: OWNERS.committee,
  scope: ['MEETING', status, committee],
});

/** Meetings to come stand in the order of their days, others of when they came to their state. */
export function moveMeeting(
  meeting: Meeting,
  move: keyof typeof meetingTransitions.moves & string,
  at: string,
  set: Partial<Meeting> = {},
): Moved<MeetingStatus> {
  const { to } = meetingTransitions.moves[move];
  const since = to === 'PLANNED' ? { since: set.day ?? meeting.day } : {};
  return moveRecord(meetingTransitions, keys.meeting(meeting.id), meeting, move, {
    at,
    queue: { ...meetingQueue(to, meeting.committee), ...since },
    set,
  });
}

/** Items are reached by their meeting; they stand in no queue of their own. */
export const moveItem = (
  item: AgendaItem,
  move: keyof typeof itemTransitions.moves & string,
  at: string,
  set: Partial<AgendaItem> = {},
): Moved<ItemStatus> =>
  moveRecord(itemTransitions, keys.agendaItem(item.meeting, item.n), item, move, {
    at,
    queue: undefined,
    set,
  });

/** Neither waits nor is being voted on. */
export const isSettled = ({ status }: Pick<AgendaItem, 'status'>): boolean =>
  status !== 'WAITING' && status !== 'VOTING';
