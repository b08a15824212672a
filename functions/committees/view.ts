import type * as z from 'zod';
import type { StaffActor } from '../kernel/actor.ts';
import type { City } from '../kernel/city.ts';
import type { DecisionLine, ItemLine, MeetingLine } from './contract.ts';
import type { DecisionRecord } from './decision.ts';
import {
  type AgendaItem,
  type Ballot,
  isSettled,
  itemTransitions,
  type Meeting,
  meetingTransitions,
} from './domain.ts';
import { floorOf } from './floor.ts';
import { isSecretary, type Room, type Seen } from './room.ts';
import { rulesOf } from './rules.ts';
import { tallyOf } from './tally.ts';

const optional = <K extends string, V>(name: K, value: V | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [N in K]?: V };

export const meetingLine = (meeting: Meeting): z.output<typeof MeetingLine> => ({
  ...{ id: meeting.id, committee: meeting.committee, status: meeting.status },
  ...{ day: meeting.day, time: meeting.time, place: meeting.place },
  ...optional('year', meeting.year),
  ...optional('number', meeting.number),
  ...{ items: meeting.items, since: meeting.since },
});

export const itemLine = ({ item, plan }: Pick<Seen, 'item' | 'plan'>): z.output<typeof ItemLine> => ({
  ...{ n: item.n, kind: item.about, status: item.status },
  ...optional('title', item.title),
  ...optional('plan', item.plan),
  ...optional('lines', plan?.lines),
  ...optional('overrides', item.overrides),
  ...optional('decision', item.decision),
  papers: item.papers.length,
});

/** @param day today in the city: past the day on which it was due it is late */
export const decisionLine = (one: DecisionRecord, day: string): z.output<typeof DecisionLine> => ({
  ...{ committee: one.committee, year: one.year, n: one.n, number: one.number, day: one.day },
  ...{ kind: one.about, outcome: one.outcome, meeting: one.meeting, item: one.item },
  ...optional('plan', one.plan),
  ...optional('overrides', one.overrides),
  ...optional('overriddenBy', one.overriddenBy),
  ...optional('legalBasis', one.legalBasis),
  ...{ lines: one.lines, byDistrict: { ...one.byDistrict }, byCategory: { ...one.byCategory } },
  ...{ dueOn: one.dueOn, late: !one.publishedAt && day > one.dueOn },
  ...optional('publishedAt', one.publishedAt),
});

/** What of a meeting the caller may do now. */
export const meetingMoves = (meeting: Meeting, actor: StaffActor) =>
  isSecretary(actor)
    ? (['change', 'cancel', 'open', 'close'] as const).filter((move) =>
        meetingTransitions.may(meeting.status, move),
      )
    : [];

/** What of an item the caller may do now: the secretary keeps it, a member speaks for themselves. */
export function itemMoves(
  { meeting, own }: Room,
  { item }: Seen,
  votes: readonly Ballot[],
  actor: StaffActor,
) {
  const going = meeting.status === 'PLANNED' || meeting.status === 'OPEN';
  if (!going || isSettled(item)) return [];
  const secretary = isSecretary(actor);
  const open = meeting.status === 'OPEN';
  const voting = item.status === 'VOTING';
  const mayVote = own && meeting.present.includes(own.id) && !votes.some(({ member }) => member === own.id);
  return [
    ...(secretary && open && itemTransitions.may(item.status, 'startVote') ? (['startVote'] as const) : []),
    ...(secretary && open && voting ? (['close'] as const) : []),
    ...(secretary ? (['defer', 'drop', 'addPaper'] as const) : []),
    ...(secretary && item.overrides ? (['hear'] as const) : []),
    ...(secretary || own ? (['recuse'] as const) : []),
    ...(voting && (secretary || mayVote) ? (['vote'] as const) : []),
  ];
}

/** The count as it stands; while the vote is open a member sees only their own ballot. */
export function resultOf(city: City, room: Room, seen: Seen, votes: readonly Ballot[], actor: StaffActor) {
  const { item } = seen;
  if (item.result) {
    const { recused: _recused, votersPresent: _present, missing, ...result } = item.result;
    return { result: { ...result, missing: [...missing] } };
  }
  if (item.status !== 'VOTING' || !isSecretary(actor)) return {};
  const tally = tallyOf(rulesOf(city, item.committee), floorOf(room, seen, votes));
  return { result: { ...tally, missing: [...tally.missing] } };
}

/** Ballots that the caller may see: all once it is decided, and to the secretary; until then a member their own. */
export const shownVotes = (
  { own }: Room,
  { item }: Seen,
  votes: readonly Ballot[],
  actor: StaffActor,
): { member: string; vote: Ballot['vote']; recorded: boolean }[] =>
  votes
    .filter(({ member }) => item.result || isSecretary(actor) || member === own?.id)
    .map(({ member, vote, recorded }) => ({ member, vote, recorded }));

/** Whom it concerned, for the page. */
export const recusalsOf = ({ recused }: Seen) => recused.map(({ member, because }) => ({ member, because }));

export const itemOnPage = (item: AgendaItem) => ({
  ...optional('text', item.text),
  ...optional('legalBasis', item.legalBasis),
  ...optional('note', item.note),
  ...(item.hearing
    ? { hearing: { member: item.hearing.member, on: item.hearing.on, statement: item.hearing.statement } }
    : {}),
  paperList: item.papers.map(({ id, title, fileName, bytes, at }) => ({ id, title, fileName, bytes, at })),
});
