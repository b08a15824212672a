import { boundDistrict, mustServe } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import { actedBy } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { applyForHousehold, applyForOrganisation } from './apply.ts';
import type { applicationsContract } from './contract.ts';
import { applicationTransitions } from './domain.ts';
import { assistedHandlers } from './http-assisted.ts';
import { holderHandlers } from './http-holder.ts';
import type { PaperDependencies } from './papers.ts';
import { phasesOf } from './phases.ts';
import { applicationsRepository } from './repository.ts';
import { detailOf, lineOf } from './view.ts';

export const applicationsHandlers = (deps: PaperDependencies): Handlers<typeof applicationsContract> => {
  const repository = applicationsRepository(deps.table);
  return {
    ...holderHandlers(deps, repository),
    ...assistedHandlers(deps, repository),

    readPhases: async () => phasesOf(deps),

    applyForOrganisation: ({ intent, body, actor }) =>
      applyForOrganisation(deps, repository, intent, body, { by: actedBy(actor) }),
    applyForHousehold: ({ intent, body, actor }) =>
      applyForHousehold(deps, repository, intent, body, { by: actedBy(actor) }),

    async listApplications({ query, actor }) {
      const bound = boundDistrict(actor);
      if (query.district) mustServe(actor, query.district);
      const one = query.district ?? bound;
      const districts = one ? [one] : deps.city.districts.map(({ code }) => code);
      const { items, ...rest } = await repository.list(deps, query.status, districts, query);
      return { items: items.map(lineOf), ...rest };
    },

    async readApplication({ params, actor }) {
      const application = await repository.read(params.id);
      mustServe(actor, application.district);
      const [documents, history] = await Promise.all([
        repository.documents(params.id),
        repository.history(params.id),
      ]);
      return {
        ...detailOf(application, documents, deps),
        moves: applicationTransitions.movesFrom(application.status),
        history: historyOf(history),
      };
    },
  };
};
