import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import type { ItemStatus } from './contract.ts';
import { type AgendaItem, itemTransitions, moveItem } from './domain.ts';
import { fail } from './fail.ts';
import type { CommitteesRepository } from './repository.ts';
import { enterRoom, type Room, readSeen, type Seen } from './room.ts';

export type Deps = Pick<Dependencies, 'city' | 'clock' | 'ids'>;
export interface OnItem {
  readonly id: string;
  readonly n: number;
  readonly intent: Intent;
  readonly actor: StaffActor;
}
export interface ItemDeed {
  /** `item.<verb>` */
  readonly verb: string;
  readonly moved?: Moved<ItemStatus>;
  readonly writes?: readonly Write[];
  readonly facts?: DomainEvent['facts'];
  readonly refused?: (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;
}

/**
 * One deed on an item, as it and its meeting are now, by who may see it.
 * @throws DomainError RECUSED, NOT_A_MEMBER, MEETING_NOT_OPEN once the meeting is over
 */
export function onItem(
  deps: Deps,
  repository: CommitteesRepository,
  { id, n, intent, actor }: OnItem,
  decide: (room: Room, seen: Seen, at: string) => Promise<ItemDeed>,
) {
  const { pk } = keys.meeting(id);
  return repository.once(pk, intent, async () => {
    const room = await enterRoom(repository, id, actor);
    const seen = await readSeen(repository, room, n);
    const { status } = room.meeting;
    if (status === 'CLOSED' || status === 'CANCELLED') throw fail('MEETING_NOT_OPEN', { status });
    const at = instant(deps.clock);
    const { verb, moved, writes = [], facts, refused } = await decide(room, seen, at);
    return repository.commit({
      intent,
      pk,
      event: {
        type: `item.${verb}`,
        subject: id,
        ...(moved ? { from: moved.from, to: moved.to } : {}),
        at,
        by: actedBy(actor),
        facts: {
          item: n,
          committee: room.meeting.committee,
          ...(seen.item.plan ? { allotment: seen.item.plan } : {}),
          ...facts,
        },
      },
      writes: [...(moved ? [moved.write] : []), ...writes],
      answer: { id, n, status: moved?.to ?? seen.item.status },
      ...(refused ? { refused } : {}),
    });
  });
}

/** Changes an item without moving it; whoever decided on it as it was decides anew. */
export const amendItem = (item: AgendaItem, set: Partial<AgendaItem>): Write => ({
  update: keys.agendaItem(item.meeting, item.n),
  change: { set: { ...set, version: item.version + 1 } },
  when: { equals: { status: item.status, version: item.version } },
});

/** A plan that is settled, deferred or dropped may come onto an agenda again. */
export const freePlan = ({ about, plan, meeting, n }: AgendaItem): Write[] =>
  about === 'PLAN' && plan ? [{ remove: keys.planPlace(plan), when: { equals: { meeting, n } } }] : [];

/** @throws DomainError ILLEGAL_MOVE where the item is not open any more */
export function mustBeOpen(item: AgendaItem): void {
  if (!itemTransitions.may(item.status, 'drop')) moveItem(item, 'drop', item.since);
}
