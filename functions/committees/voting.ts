import { keys } from '../kernel/keys.ts';
import type { Vote } from './contract.ts';
import type { Member } from './domain.ts';
import { fail } from './fail.ts';
import { amendItem, type Deps, mustBeOpen, type OnItem, onItem } from './item-deed.ts';
import type { CommitteesRepository } from './repository.ts';
import { isSecretary, type Room } from './room.ts';

/**
 * Whose vote or word it is: a member's own, or that of the member whom the secretary names. Nobody speaks for another.
 * @throws DomainError NOT_A_MEMBER, MEMBER_UNKNOWN
 */
function memberOf({ members, own }: Room, { actor }: OnItem, named: string | undefined): Member {
  const member = members.find(({ id }) => id === (named ?? own?.id));
  if (!member)
    throw named
      ? fail('MEMBER_UNKNOWN', {}, [{ path: 'member', code: 'MEMBER_UNKNOWN' }])
      : fail('NOT_A_MEMBER');
  if (member.id !== own?.id && !isSecretary(actor)) throw fail('NOT_A_MEMBER');
  return member;
}

/** A member says that an item concerns them: from then on it is as if they were not there for it. */
export const recuse = (
  deps: Deps,
  repository: CommitteesRepository,
  { member: named, ...deed }: OnItem & { member?: string | undefined },
) =>
  onItem(deps, repository, deed, async (room, { item, recused }) => {
    mustBeOpen(item);
    const { id } = memberOf(room, deed, named);
    if (recused.some(({ member }) => member === id)) throw fail('RECUSED_ALREADY', { member: id });
    return {
      verb: 'recuse',
      writes: [amendItem(item, { declared: [...item.declared, id] })],
      facts: { member: id },
    };
  });

/** One vote of one member who is present, while the vote is open; it stays as it was cast. */
export const castVote = (
  deps: Deps,
  repository: CommitteesRepository,
  { vote, member: named, ...deed }: OnItem & { vote: Vote; member?: string | undefined },
) =>
  onItem(deps, repository, deed, async (room, { item, recused }, at) => {
    const { id } = memberOf(room, deed, named);
    if (recused.some(({ member }) => member === id)) throw fail('RECUSED');
    if (item.status !== 'VOTING') throw fail('VOTE_CLOSED', { status: item.status });
    if (!room.meeting.present.includes(id)) throw fail('NOT_PRESENT', { member: id });
    const own = id === room.own?.id;
    const ballot = {
      put: {
        ...keys.ballot(item.meeting, item.n, id),
        ...{ kind: 'ballot', member: id, vote, at, recorded: !own },
      },
      when: { exists: false },
    };
    return {
      verb: 'vote',
      writes: [
        ballot,
        {
          // Not the version: votes that come at once do not stand in each other's way, and a recusal between them does.
          update: keys.agendaItem(item.meeting, item.n),
          change: { add: { votes: 1 } },
          when: { equals: { status: 'VOTING', version: item.version } },
        },
      ],
      // Whose vote, that it was cast, and not what: the ballot has it, where it can be kept from those it concerns.
      facts: { member: id, recorded: !own },
      refused: (write) => (write === ballot ? fail('VOTED_ALREADY', { member: id }) : undefined),
    };
  });
