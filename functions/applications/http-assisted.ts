import { mustServe, type StaffActor } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import { actedBy } from '../kernel/events.ts';
import { applyForHousehold, applyForOrganisation } from './apply.ts';
import type { applicationsContract } from './contract.ts';
import { addDocument, type PaperDependencies, startDocument } from './papers.ts';
import type { ApplicationsRepository } from './repository.ts';
import { withdraw } from './withdraw.ts';

type Assisted = Pick<
  Handlers<typeof applicationsContract>,
  | 'applyForOrganisationAssisted'
  | 'applyForHouseholdAssisted'
  | 'startDocumentAssisted'
  | 'addDocumentAssisted'
  | 'withdrawAssisted'
>;

/** The applicant's steps, done by staff for people who do not use the web; each only in the own district. */
export function assistedHandlers(deps: PaperDependencies, repository: ApplicationsRepository): Assisted {
  const mustServeApplication = async (actor: StaffActor, id: string) =>
    mustServe(actor, (await repository.read(id)).district);
  return {
    async applyForOrganisationAssisted({ body: { signedOn, ...body }, intent, actor }) {
      mustServe(actor, body.address.district);
      return applyForOrganisation(deps, repository, intent, body, { by: actedBy(actor), signedOn });
    },
    async applyForHouseholdAssisted({ body: { signedOn, ...body }, intent, actor }) {
      mustServe(actor, body.address.district);
      return applyForHousehold(deps, repository, intent, body, { by: actedBy(actor), signedOn });
    },
    async startDocumentAssisted({ params, body, intent, actor }) {
      await mustServeApplication(actor, params.id);
      return startDocument(deps, repository, params.id, body.code, { intent, by: actedBy(actor) });
    },
    async addDocumentAssisted({ params, intent, actor }) {
      await mustServeApplication(actor, params.id);
      const paper = { ref: params.id, id: params.document };
      return addDocument(deps, repository, paper, { intent, by: actedBy(actor) });
    },
    async withdrawAssisted({ params, intent, actor }) {
      await mustServeApplication(actor, params.id);
      return withdraw(deps, repository, params.id, { intent, by: actedBy(actor) });
    },
  };
}
