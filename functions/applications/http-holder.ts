import type { Handlers } from '../kernel/contract.ts';
import { actedBy } from '../kernel/events.ts';
import { mustHold } from '../kernel/session.ts';
import type { applicationsContract } from './contract.ts';
import { addDocument, type PaperDependencies, startDocument } from './papers.ts';
import type { ApplicationsRepository } from './repository.ts';
import { followOf } from './view.ts';
import { withdraw } from './withdraw.ts';

type Holder = Pick<
  Handlers<typeof applicationsContract>,
  'followApplication' | 'withdrawApplication' | 'startDocument' | 'addDocument'
>;

/** What whoever holds the one-time code of an application sees and does. */
export function holderHandlers(deps: PaperDependencies, repository: ApplicationsRepository): Holder {
  const held = ({ session, params: { reference } }: { session: string; params: { reference: string } }) =>
    mustHold(deps.table, session, { subject: 'application', reference }, deps.clock.now());
  return {
    async followApplication(request) {
      await held(request);
      const { reference } = request.params;
      const [application, documents] = await Promise.all([
        repository.read(reference),
        repository.documents(reference),
      ]);
      return followOf(application, documents, deps);
    },
    async withdrawApplication(request) {
      await held(request);
      const { params, intent, actor } = request;
      return withdraw(deps, repository, params.reference, { intent, by: actedBy(actor) });
    },
    async startDocument(request) {
      await held(request);
      const { params, body, intent, actor } = request;
      return startDocument(deps, repository, params.reference, body.code, { intent, by: actedBy(actor) });
    },
    async addDocument(request) {
      await held(request);
      const { params, intent, actor } = request;
      const paper = { ref: params.reference, id: params.document };
      return addDocument(deps, repository, paper, { intent, by: actedBy(actor) });
    },
  };
}
