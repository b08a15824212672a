import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { Application } from './domain.ts';
import { findDoubts, type Mark, placeTaken } from './household.ts';
import type { ApplicationsRepository } from './repository.ts';

/** Who sends it: the applicant, or staff who hold the signed paper. */
export interface Entry {
  readonly by: DomainEvent['by'];
  /** The day on which the paper's consents were signed. */
  readonly signedOn?: string;
}

export interface Submission {
  readonly applicant: Application['applicant'];
  readonly district: string;
  readonly details: Partial<Application> & Pick<Application, 'category' | 'computers' | 'needs' | 'lookUp'>;
  readonly contact: Readonly<Record<string, unknown>> & { readonly language: string };
  readonly consents: readonly string[];
  readonly marks: readonly Mark[];
  readonly also: readonly Write[];
}

/** The person behind an application; consents given on paper bear the day of the signature. */
async function sealPerson(
  { vault }: Dependencies,
  person: string,
  { district, contact, consents }: Submission,
  { signedOn }: Entry,
  at: string,
) {
  return {
    ...keys.person(person),
    kind: 'person',
    id: person,
    district,
    language: contact.language,
    contact: await vault.seal({ person }, contact),
    consents: Object.fromEntries(consents.map((name) => [name, signedOn ?? at])),
    ...(signedOn ? { consentsOn: 'paper' } : {}),
  };
}

const marksFor = (marks: readonly Mark[], id: string): Write[] =>
  marks.map(({ by, hash }) => ({
    put: { ...keys.mark(hash, id), kind: 'mark', by, application: id },
    when: { exists: false },
  }));

/** Application, person, event and what is locked with them, in one transaction. */
export async function submit(
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  submission: Submission,
  entry: Entry,
) {
  const { applicant, district, details, contact, marks, also } = submission;
  const at = instant(deps.clock);
  const id = newId('application', intent.key);
  const person = newId('person', intent.key);
  const reference = referenceOf(id);
  const doubts = await findDoubts(deps, repository, marks, { id, submittedAt: at });
  const state = {
    ...keys.application(id),
    kind: 'application',
    id,
    reference,
    applicant,
    status: 'SUBMITTED',
    version: 1,
    personId: person,
    district,
    language: contact.language,
    ...details,
    ...(entry.signedOn ? { assisted: true } : {}),
    ...(doubts.length > 0 ? { doubts } : {}),
    ...(marks.length > 0 ? { marks: marks.map(({ hash }) => hash) } : {}),
    reserved: 0,
    allotted: 0,
    installed: 0,
    submittedAt: at,
    stages: { SUBMITTED: at },
    since: at,
    q: queue(OWNERS.application, 'SUBMITTED', district),
    qs: `${at}#${id}`,
  };
  const answer = await repository.commit({
    intent,
    ref: id,
    event: {
      type: 'application.submit',
      subject: id,
      to: 'SUBMITTED',
      at,
      by: entry.by,
      district,
      refs: {
        person,
        application: id,
        ...(details.organisationId ? { organisation: details.organisationId } : {}),
      },
      facts: {
        applicant,
        computers: details.computers,
        ...(entry.signedOn ? { assisted: true } : {}),
        ...(doubts.length > 0 ? { doubts: [...new Set(doubts.map(({ by }) => by))] } : {}),
      },
    },
    writes: [
      { put: state, when: { exists: false } },
      { put: await sealPerson(deps, person, submission, entry, at), when: { exists: false } },
      ...marksFor(marks, id),
      ...also,
    ],
    answer: { id, reference, status: 'SUBMITTED' as const },
    refused: placeTaken,
  });
  await lookAgain(deps, repository, marks, id);
  return answer;
}

/** Two that were sent at once do not see each other before they are written; whoever is later by then sees the other. */
async function lookAgain(
  deps: Dependencies,
  repository: ApplicationsRepository,
  marks: readonly Mark[],
  id: string,
): Promise<void> {
  const doubts = await findDoubts(deps, repository, marks, { id, submittedAt: instant(deps.clock) });
  if (doubts.length === 0) return;
  const application = await repository.read(id);
  if (doubts.length > (application.doubts?.length ?? 0)) await repository.noteDoubts(id, doubts);
}
