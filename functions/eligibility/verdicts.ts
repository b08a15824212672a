import { type Application, freeHousehold, missingDocuments } from '../applications/domain.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import { noted } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { isCertified } from '../organisations/domain.ts';
import type { eligibilityContract } from './contract.ts';
import { type Case, decide, type Verdict } from './decide.ts';
import { decidedAlso, fail, mustBeAnother, mustBeShown, secondNeeded } from './domain.ts';

type Verdicts = Pick<
  Handlers<typeof eligibilityContract>,
  'requestDocuments' | 'confirmEligibility' | 'confirmSecond' | 'refuseEligibility'
>;

/**
 * An organisation's application is confirmed under its certificate, which must hold when the verdict is written.
 * @returns the condition for the transaction; nothing for a household
 * @throws DomainError 409 ORGANISATION_NOT_CERTIFIED
 */
export async function underCertificate(
  { city }: Pick<Dependencies, 'city'>,
  { application, at, repository }: Case,
): Promise<Pick<Verdict, 'also' | 'refused'>> {
  const { applicant, organisationId } = application;
  if (applicant === 'household') return {};
  const organisation = organisationId ? await repository.organisation(organisationId) : undefined;
  if (!organisation || !isCertified(organisation, localDate(at, city.timeZone)))
    throw fail('ORGANISATION_NOT_CERTIFIED', organisationId ? { organisation: organisationId } : {});
  const { id, certifiedUntil } = organisation;
  const held: Write = {
    check: keys.organisation(id),
    when: { equals: { status: 'CERTIFIED', certifiedUntil } },
  };
  return {
    also: [held],
    refused: (write) =>
      write === held ? fail('ORGANISATION_NOT_CERTIFIED', { organisation: id }) : undefined,
  };
}

/** It joins the queue: nobody has it in hand any more. */
export const queued = (application: Application, at: string, note: string | undefined) => ({
  set: { queuedAt: at, ...noted(application, 'QUEUED', note) },
  remove: ['officer', 'evidence'] as const,
});

/** The officer's verdicts; each only on the own district's applications. */
export const verdictHandlers = (deps: Dependencies): Verdicts => {
  const { city } = deps;
  return {
    requestDocuments: ({ body: { documents, note }, ...asked }) =>
      decide(deps, asked, ({ application }) => {
        const known = city.eligibility.documents.map(({ code }) => code);
        const unknown = documents.findIndex((code) => !known.includes(code));
        if (unknown >= 0)
          throw fail('PAPER_UNKNOWN', {}, [{ path: `documents.${unknown}`, code: 'PAPER_UNKNOWN' }]);
        const documentsWanted = [...new Set(documents)];
        return {
          move: 'requestDocuments',
          set: { documentsWanted, ...noted(application, 'DOCUMENTS_NEEDED', note) },
          facts: { documents: documentsWanted },
        };
      }),

    confirmEligibility: ({ body: { evidence, note }, ...asked }) =>
      decide(deps, asked, async (about) => {
        const { application, at, repository } = about;
        const documents = evidence === 'DOCUMENTS' ? await repository.documents(application.id) : [];
        mustBeShown(application, evidence, missingDocuments(application, documents, city));
        const certificate = await underCertificate(deps, about);
        const officer = asked.actor.id;
        const hands = { officer, enteredBy: await repository.enteredBy(application) };
        const because = secondNeeded(application, evidence, hands, city);
        if (because.length > 0)
          return {
            move: 'confirmFirst',
            set: {
              evidence,
              ...decidedAlso(application, officer),
              ...noted(application, 'SECOND_CHECK', note),
            },
            remove: ['officer'],
            facts: { evidence, because },
            ...certificate,
          };
        const { set, remove } = queued(application, at, note);
        return {
          move: 'confirm',
          set: { ...set, ...decidedAlso(application, officer) },
          remove,
          facts: { evidence, waiting: application.computers },
          ...certificate,
        };
      }),

    confirmSecond: ({ body: { note }, ...asked }) =>
      decide(deps, asked, async (about) => {
        const { application, at } = about;
        mustBeAnother(application, asked.actor.id);
        const { set, remove } = queued(application, at, note);
        return {
          move: 'confirmSecond',
          set: { ...set, ...decidedAlso(application, asked.actor.id) },
          remove,
          facts: { evidence: application.evidence ?? '', waiting: application.computers },
          ...(await underCertificate(deps, about)),
        };
      }),

    refuseEligibility: ({ body: { reason, note }, ...asked }) =>
      decide(deps, asked, ({ application, at }) => {
        mustBeAnother(application, asked.actor.id);
        return {
          move: 'refuse',
          set: {
            refusedBecause: reason,
            ...decidedAlso(application, asked.actor.id),
            ...noted(application, 'INELIGIBLE', note),
          },
          remove: ['officer', 'evidence'],
          // The applicant is told until when it can be appealed.
          facts: { reason, until: nextDay(localDate(at, city.timeZone), city.eligibility.appealDays) },
          also: freeHousehold(application),
        };
      }),
  };
};
