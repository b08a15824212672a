import type { Handlers, RequestOf } from '../kernel/contract.ts';
import { addItem, deferItem, dropItem, recordHearing, startVote } from './agenda.ts';
import { closeItem } from './closing.ts';
import type { committeesContract } from './contract.ts';
import { districtsOf } from './decision.ts';
import type { CommitteeDependencies } from './http.ts';
import { linkTo } from './link.ts';
import { addPaper, findPaper, keyOfPaper, requestPaper } from './papers.ts';
import type { CommitteesRepository } from './repository.ts';
import { enterRoom, readSeen } from './room.ts';
import { itemLine, itemMoves, itemOnPage, recusalsOf, resultOf, shownVotes } from './view.ts';
import { castVote, recuse } from './voting.ts';

type All = Handlers<typeof committeesContract>;
type Routes = Pick<
  All,
  | 'addItem'
  | 'readItem'
  | 'listItemLines'
  | 'dropItem'
  | 'deferItem'
  | 'recordHearing'
  | 'startVote'
  | 'recuse'
  | 'vote'
  | 'closeItem'
  | 'requestPaper'
  | 'addPaper'
  | 'readPaper'
>;
type OnAgenda = Pick<
  RequestOf<(typeof committeesContract)['routes']['startVote']>,
  'params' | 'intent' | 'actor'
>;
const deedOf = ({ params: { id, n }, intent, actor }: OnAgenda) => ({ id, n, intent, actor });

export function itemHandlers(deps: CommitteeDependencies, repository: CommitteesRepository): Routes {
  return {
    addItem: ({ params: { id }, intent, actor, body }) =>
      addItem(deps, repository, { id, intent, actor, body }),

    async readItem({ params: { id, n }, actor }) {
      const room = await enterRoom(repository, id, actor);
      const seen = await readSeen(repository, room, n);
      const votes = await repository.ballots(id, n);
      return {
        ...itemLine(seen),
        ...itemOnPage(seen.item),
        organisations: [...seen.organisations],
        byDistrict: districtsOf(seen.plan),
        byCategory: { ...seen.plan?.byCategory },
        recusals: recusalsOf(seen),
        votes: shownVotes(room, seen, votes, actor),
        ...resultOf(deps.city, room, seen, votes, actor),
        moves: itemMoves(room, seen, votes, actor),
      };
    },

    async listItemLines({ params: { id, n }, query: { after, limit }, actor }) {
      const { item } = await readSeen(repository, await enterRoom(repository, id, actor), n);
      if (!item.plan) return { items: [] };
      const { items, more } = await repository.planLines(item.plan, after, limit);
      const next = more ? items.at(-1)?.n : undefined;
      return {
        items: items.map((line) => ({
          ...{ number: line.n, device: line.device, assetNumber: line.assetNumber },
          ...{ application: line.application, district: line.district, category: line.category },
          reasons: line.reasons.map((reason) => ({ ...reason })),
          changed: line.changed !== undefined,
        })),
        ...(next === undefined ? {} : { next }),
      };
    },

    dropItem: (request) => dropItem(deps, repository, { ...deedOf(request), ...request.body }),
    deferItem: (request) => deferItem(deps, repository, { ...deedOf(request), ...request.body }),
    recordHearing: (request) => recordHearing(deps, repository, { ...deedOf(request), ...request.body }),
    startVote: (request) => startVote(deps, repository, deedOf(request)),
    recuse: (request) => recuse(deps, repository, { ...deedOf(request), ...request.body }),
    vote: (request) => castVote(deps, repository, { ...deedOf(request), ...request.body }),
    closeItem: (request) => closeItem(deps, repository, { ...deedOf(request), ...request.body }),

    requestPaper: (request) => requestPaper(deps, repository, deedOf(request)),
    addPaper: (request) => addPaper(deps, repository, { ...deedOf(request), ...request.body }),
    async readPaper({ params: { id, n, paper }, actor }) {
      const found = await findPaper(repository, { id, n, actor, paper });
      return linkTo(deps, deps.uploads(), keyOfPaper(id, n, found), found.fileName);
    },
  };
}
