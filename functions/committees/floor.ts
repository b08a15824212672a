import type { Ballot } from './domain.ts';
import type { Room, Seen } from './room.ts';
import type { Floor } from './tally.ts';

/** Who counts for one item, and how they have voted. */
export const floorOf = (
  { meeting, members }: Pick<Room, 'meeting' | 'members'>,
  { recused }: Pick<Seen, 'recused'>,
  votes: readonly Ballot[],
): Floor => ({
  members: members.map(({ id }) => id),
  present: meeting.present,
  recused: recused.map(({ member }) => member),
  presiding: meeting.presiding,
  votes,
});
