import type { Member, Recusal } from './domain.ts';
import { fail } from './fail.ts';

/** What of an item says whom it concerns. */
export interface Concern {
  readonly declared: readonly string[];
  /** Organisations of its plan, as the plan stands now. */
  readonly organisations: readonly string[];
  /** Whom it concerned when it was decided. */
  readonly settled?: readonly Recusal[] | undefined;
}

/** Whom an item concerns: by an interest in one of its organisations, else by their own word. */
export function recusedFrom(
  { declared, organisations, settled = [] }: Concern,
  members: readonly Pick<Member, 'id' | 'interests'>[],
): Recusal[] {
  return members.flatMap(({ id, interests }): Recusal[] => {
    if (interests.some((one) => organisations.includes(one))) return [{ member: id, because: 'INTEREST' }];
    if (declared.includes(id)) return [{ member: id, because: 'DECLARED' }];
    return settled.filter(({ member }) => member === id);
  });
}

/** @throws DomainError RECUSED (403): not to be seen, not to be voted on */
export function mustNotConcern(recused: readonly Recusal[], own: string | undefined): void {
  if (own && recused.some(({ member }) => member === own)) throw fail('RECUSED');
}
