import type { Allotment } from '../allotments/domain.ts';
import { isIn, type StaffActor } from '../kernel/actor.ts';
import type { AgendaItem, Meeting, Member, Recusal } from './domain.ts';
import { fail } from './fail.ts';
import { mustNotConcern, recusedFrom } from './recusal.ts';
import type { CommitteesRepository } from './repository.ts';
import { inOffice } from './terms.ts';

/** A meeting with who is in office on its day, and whom the caller is among them. */
export interface Room {
  readonly meeting: Meeting;
  readonly members: readonly Member[];
  readonly own: Member | undefined;
}

/** Sees every committee; where they sit in one themselves, what concerns them is hidden all the same. */
export const isOffice = (actor: StaffActor): boolean => isIn(actor, 'chest', 'programme', 'auditor');
/** Writes for the committee; an auditor only reads. */
export const isSecretary = (actor: StaffActor): boolean => isIn(actor, 'chest', 'programme');

/** @throws DomainError NOT_A_MEMBER for a member of another committee, or whose term does not hold on that day */
export async function enterRoom(
  repository: CommitteesRepository,
  id: string,
  actor: StaffActor,
): Promise<Room> {
  const meeting = await repository.meeting(id);
  const members = inOffice(await repository.members(meeting.committee), meeting.day);
  const own = members.find(({ account }) => account === actor.id);
  if (!own && !isOffice(actor)) throw fail('NOT_A_MEMBER');
  return { meeting, members, own };
}

export interface Seen {
  readonly item: AgendaItem;
  readonly plan: Allotment | undefined;
  readonly organisations: readonly string[];
  readonly recused: readonly Recusal[];
}

/** An item with what it concerns, as its plan and its members' interests stand now. */
export function lookAt(item: AgendaItem, plan: Allotment | undefined, members: readonly Member[]): Seen {
  const organisations = plan?.organisations ?? [];
  const concern = { declared: item.declared, organisations, settled: item.result?.recused };
  return { item, plan, organisations, recused: recusedFrom(concern, members) };
}

/** One item, for whom it does not concern. @throws DomainError RECUSED */
export async function readSeen(
  repository: CommitteesRepository,
  { members, own, meeting }: Room,
  n: number,
): Promise<Seen> {
  const item = await repository.item(meeting.id, n);
  const plan = item.plan ? await repository.plan(item.plan) : undefined;
  const seen = lookAt(item, plan, members);
  mustNotConcern(seen.recused, own?.id);
  return seen;
}
