import {
  type Application,
  applicationRefs,
  type Document,
  documentFiles,
  documentOf,
  FILE_KINDS,
  missingDocuments,
} from '../applications/domain.ts';
import { mustServe } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { actedBy } from '../kernel/events.ts';
import { referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { isCertified } from '../organisations/domain.ts';
import type { eligibilityContract } from './contract.ts';
import { appealUntil, type Evidence, fail, hasDecided, secondBecause } from './domain.ts';
import type { EligibilityDependencies } from './http.ts';
import { eligibilityRepository } from './repository.ts';

type Readings = Pick<Handlers<typeof eligibilityContract>, 'readEligibility' | 'readDocument'>;

/** Long enough to open a file, too short to pass it on. */
const LINK_SECONDS = 300;

const appealOf = ({ appeal }: Application) =>
  appeal && {
    at: appeal.at,
    words: appeal.words,
    ...(appeal.outcome ? { outcome: appeal.outcome } : {}),
  };

/** `7K3M9QX24W-STATUS_PROOF.jpg` */
const fileName = ({ reference }: Application, { code, type }: Document): string =>
  `${reference}-${code}${type ? `.${FILE_KINDS[type]}` : ''}`;

/** What only those see who decide: documents, doubts, appeals. */
export const readingHandlers = (deps: EligibilityDependencies): Readings => {
  const { city, clock, ids, table } = deps;
  const repository = eligibilityRepository(table);
  const organisationOf = async ({ organisationId }: Application) => {
    const found = organisationId ? await repository.organisation(organisationId) : undefined;
    if (!found) return {};
    const { id, certifiedUntil } = found;
    const certified = isCertified(found, localDate(clock.now(), city.timeZone));
    return { organisation: { id, certified, ...(certifiedUntil ? { certifiedUntil } : {}) } };
  };
  return {
    async readEligibility({ params: { id }, actor }) {
      const application = await repository.read(id);
      mustServe(actor, application.district);
      const [documents, enteredBy, organisation] = await Promise.all([
        repository.documents(id),
        repository.enteredBy(application),
        organisationOf(application),
      ]);
      const until = appealUntil(application, city);
      const appeal = appealOf(application);
      return {
        id: application.id,
        // A form that was handed out and never used is no document.
        documents: documents.filter(({ addedAt }) => addedAt !== undefined).map(documentOf),
        missing: missingDocuments(application, documents, city),
        doubts: (application.doubts ?? []).map(({ by, application: other, district }) => ({
          by,
          reference: referenceOf(other),
          district,
        })),
        secondBecause: secondBecause(application, { officer: actor.id, enteredBy }, city),
        secondEvidence: [...city.eligibility.secondOfficer.evidence],
        decidedBefore: hasDecided(application, actor.id),
        ...(application.officer ? { officer: application.officer } : {}),
        ...(application.evidence ? { evidence: application.evidence as Evidence } : {}),
        ...organisation,
        ...(appeal ? { appeal } : {}),
        ...(until ? { appealUntil: until } : {}),
      };
    },

    async readDocument({ params: { id, document: documentId }, actor }) {
      const application = await repository.read(id);
      mustServe(actor, application.district);
      const document = await repository.document(id, documentId);
      if (document.destroyedAt) throw fail('DOCUMENT_DESTROYED', { destroyedAt: document.destroyedAt });
      // What is not on record is not shown (개인정보의 안전성 확보조치 기준 §8).
      await table.commit({
        // A reading has no caller's key: each one is an entry of its own.
        intent: { key: ids.ulid(), digest: '' },
        pk: keys.application(id).pk,
        event: {
          type: 'application.readDocument',
          subject: application.id,
          at: instant(clock),
          by: actedBy(actor),
          district: application.district,
          refs: { ...applicationRefs(application), document: document.id },
          facts: { document: document.code },
        },
        writes: [],
        answer: {},
      });
      const name = fileName(application, document);
      const { kept } = documentFiles(document);
      return {
        url: await deps.uploads.readLink(kept, LINK_SECONDS, name),
        expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString(),
      };
    },
  };
};
