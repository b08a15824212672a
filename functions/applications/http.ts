import { boundDistrict, mustServe } from '../kernel/actor.ts';
import { openPhases } from '../kernel/city.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { mustHold } from '../kernel/session.ts';
import { applyForHousehold, applyForOrganisation } from './apply.ts';
import type { applicationsContract } from './contract.ts';
import {
  applicationRefs,
  applicationTransitions,
  freeHousehold,
  stillWanted,
  withdrawApplication,
} from './domain.ts';
import { applicationsRepository } from './repository.ts';
import { detailOf, followOf, lineOf } from './view.ts';

type All = Handlers<typeof applicationsContract>;
export const applicationsHandlers = (deps: Dependencies): All => {
  const repository = applicationsRepository(deps.table);
  return {
    async readPhases() {
      const today = localDate(deps.clock.now(), deps.city.timeZone);
      const open = (['organisation', 'household'] as const).flatMap((kind) =>
        openPhases(deps.city, kind, today),
      );
      return { today, phases: deps.city.phases.map((phase) => ({ ...phase, open: open.includes(phase) })) };
    },

    applyForOrganisation: ({ intent, body }) => applyForOrganisation(deps, repository, intent, body),
    applyForHousehold: ({ intent, body }) => applyForHousehold(deps, repository, intent, body),

    async followApplication({ params, session }) {
      const { reference } = params;
      await mustHold(deps.table, session, { subject: 'application', reference }, deps.clock.now());
      return followOf(await repository.read(reference));
    },

    async withdrawApplication({ params, session, intent, actor }) {
      const { reference } = params;
      await mustHold(deps.table, session, { subject: 'application', reference }, deps.clock.now());
      return repository.once(reference, intent, async () => {
        const application = await repository.read(reference);
        const at = instant(deps.clock);
        const moved = withdrawApplication(application, at);
        const waiting = application.status === 'QUEUED' ? -stillWanted(application) : 0;
        const event = {
          type: 'application.withdraw',
          at,
          by: actedBy(actor),
          district: application.district,
          refs: applicationRefs(application),
          facts: { waiting },
        };
        const answer = { id: application.id, status: moved.to };
        return repository.move(intent, application, moved, event, answer, freeHousehold(application));
      });
    },

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
      const history = historyOf(await repository.history(params.id));
      return {
        ...detailOf(application),
        moves: applicationTransitions.movesFrom(application.status),
        history,
      };
    },
  };
};
