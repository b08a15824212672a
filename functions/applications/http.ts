import { boundDistrict, mustServe, type StaffActor } from '../kernel/actor.ts';
import { openPhases } from '../kernel/city.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { noted } from '../kernel/move.ts';
import { mustHold } from '../kernel/session.ts';
import { applyForHousehold, applyForOrganisation } from './apply.ts';
import type { applicationsContract } from './contract.ts';
import {
  type Application,
  applicationTransitions,
  moveApplication,
  stillWanted,
  withdrawApplication,
} from './domain.ts';
import { type ApplicationsRepository, applicationsRepository, freeHousehold } from './repository.ts';
import { detailOf, followOf, lineOf } from './view.ts';

type All = Handlers<typeof applicationsContract>;
type Decisions = Pick<All, 'requestDocuments' | 'confirmEligibility' | 'refuseEligibility'>;

const refsOf = (a: Application) => ({ person: a.personId, application: a.id });

/** The officer's three verdicts; each only on the own district's applications. */
function decisions(deps: Dependencies, repository: ApplicationsRepository): Decisions {
  const decide = async (
    request:
      | Parameters<Decisions['confirmEligibility']>[0]
      | Parameters<Decisions['requestDocuments']>[0]
      | Parameters<Decisions['refuseEligibility']>[0],
    verdict: (
      application: Application,
      at: string,
    ) => {
      move: 'requestDocuments' | 'confirm' | 'refuse';
      set?: Partial<Application>;
      facts?: Record<string, string | number | string[]>;
    },
  ) => {
    // The right comes before the repetition: an earlier answer is no more another district's than the record is.
    let first: Application | undefined = await repository.read(request.params.id);
    mustServe(request.actor as StaffActor, first.district);
    return repository.once(request.params.id, request.intent, async () => {
      const application = first ?? (await repository.read(request.params.id));
      // Whoever decides once more does so on what is there by then.
      first = undefined;
      const at = instant(deps.clock);
      const { move, set, facts } = verdict(application, at);
      const moved = moveApplication(application, move, at, set);
      const event = {
        type: `application.${move}`,
        at,
        by: actedBy(request.actor),
        district: application.district,
        refs: refsOf(application),
        ...(facts ? { facts } : {}),
      };
      const freed = move === 'refuse' ? freeHousehold(application) : [];
      return repository.move(
        request.intent,
        application,
        moved,
        event,
        { id: application.id, status: moved.to },
        freed,
      );
    });
  };
  return {
    requestDocuments: (request) =>
      decide(request, (application) => ({
        move: 'requestDocuments',
        set: {
          documentsWanted: request.body.documents,
          ...noted(application, 'DOCUMENTS_NEEDED', request.body.note),
        },
        facts: { documents: request.body.documents },
      })),
    confirmEligibility: (request) =>
      decide(request, (application, at) => ({
        move: 'confirm',
        set: { queuedAt: at, ...noted(application, 'QUEUED', request.body.note) },
        facts: { evidence: request.body.evidence, waiting: application.computers },
      })),
    refuseEligibility: (request) =>
      decide(request, (application) => ({
        move: 'refuse',
        set: { refusedBecause: request.body.reason, ...noted(application, 'INELIGIBLE', request.body.note) },
        facts: { reason: request.body.reason },
      })),
  };
}

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
          refs: refsOf(application),
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

    ...decisions(deps, repository),
  };
};
