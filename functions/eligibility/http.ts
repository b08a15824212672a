import { type Application, applicationRefs, freeHousehold, moveApplication } from '../applications/domain.ts';
import { mustServe, type StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { noted } from '../kernel/move.ts';
import type { eligibilityContract } from './contract.ts';
import { eligibilityRepository } from './repository.ts';

type Decisions = Handlers<typeof eligibilityContract>;

/** The officer's three verdicts; each only on the own district's applications. */
export const eligibilityHandlers = (deps: Dependencies): Decisions => {
  const repository = eligibilityRepository(deps.table);
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
        refs: applicationRefs(application),
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
};
