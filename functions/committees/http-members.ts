import type { StaffActor } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { committeesContract } from './contract.ts';
import type { Member } from './domain.ts';
import type { CommitteeDependencies } from './http.ts';
import { today } from './meetings.ts';
import { amend, appoint, endTerm, openWords } from './members.ts';
import type { CommitteesRepository } from './repository.ts';
import { isOffice } from './room.ts';
import { inOffice } from './terms.ts';

type Routes = Pick<
  Handlers<typeof committeesContract>,
  'listCommittees' | 'appointMember' | 'amendMember' | 'endTerm'
>;

export function memberHandlers(deps: CommitteeDependencies, repository: CommitteesRepository): Routes {
  /** Accounts and interests are the office's to know, and each member's own. */
  async function shown(member: Member, actor: StaffActor) {
    const { name, about } = await openWords(deps.vault, member);
    const { id, seat, chair, from, until, account, interests } = member;
    const sees = isOffice(actor) || account === actor.id;
    return {
      ...{ id, name, seat, chair, from, until },
      ...(sees && account ? { account } : {}),
      ...(sees ? { interests: [...interests] } : {}),
      ...(sees && about ? { about } : {}),
    };
  }
  return {
    async listCommittees({ actor }) {
      const day = today(deps);
      const cards = await Promise.all(
        deps.city.committees.map(async ({ code, seats }) => {
          const members = await repository.members(code);
          const own = members.find(({ account, until }) => account === actor.id && until >= day);
          if (!own && !isOffice(actor)) return undefined;
          // Whoever is not in office any more stands in the minutes of their time.
          const current = members
            .filter(({ until }) => until >= day)
            .sort((a, b) => a.seat - b.seat || a.from.localeCompare(b.from));
          return {
            ...{ code, seats, taken: inOffice(members, day).length },
            members: await Promise.all(current.map((member) => shown(member, actor))),
            ...(own ? { own: own.id } : {}),
          };
        }),
      );
      return { committees: cards.filter((card) => card !== undefined), account: actor.id };
    },
    appointMember: ({ params: { code }, intent, actor, body }) =>
      appoint(deps, repository, { code, intent, actor, body }),
    amendMember: ({ params: { code, id }, intent, actor, body }) =>
      amend(deps, repository, { code, id, intent, actor, body }),
    endTerm: ({ params: { code, id }, intent, actor, body }) =>
      endTerm(deps, repository, { code, id, intent, actor, body }),
  };
}
