import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { Objects } from '../kernel/objects.ts';
import type { committeesContract } from './contract.ts';
import { listDecisions, publishDecision } from './decisions.ts';
import { itemHandlers } from './http-items.ts';
import { meetingHandlers } from './http-meetings.ts';
import { memberHandlers } from './http-members.ts';
import { today } from './meetings.ts';
import { committeesRepository } from './repository.ts';
import { decisionLine } from './view.ts';

/** Papers of an agenda lie in uploads, minutes in documents. */
export interface CommitteeDependencies extends Dependencies {
  readonly uploads: () => Pick<Objects, 'uploadForm' | 'get' | 'readLink'>;
  readonly documents: () => Pick<Objects, 'readLink'>;
}

export const committeesHandlers = (deps: CommitteeDependencies): Handlers<typeof committeesContract> => {
  const repository = committeesRepository(deps.table);
  return {
    ...memberHandlers(deps, repository),
    ...meetingHandlers(deps, repository),
    ...itemHandlers(deps, repository),
    listDecisions: ({ query }) => listDecisions(deps, repository, query),
    async listUnpublished({ query }) {
      const { items, ...rest } = await repository.unpublished(deps, query);
      return { items: items.map((one) => decisionLine(one, today(deps))), ...rest };
    },
    publishDecision: ({ params, intent, actor }) =>
      publishDecision(deps, repository, { ...params, intent, actor }),
  };
};
