import { instant, localDate, nextDay } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Objects } from '../kernel/objects.ts';
import {
  type Document,
  documentFiles,
  documentKey,
  documentPlace,
  missingDocuments,
  TAKES_DOCUMENTS,
} from './documents.ts';
import { type Application, applicationRefs, moveApplication } from './domain.ts';
import { fail } from './failures.ts';
import { type FileKind, fileKindOf } from './file-kinds.ts';
import type { ApplicationsRepository } from './repository.ts';

export interface PaperDependencies extends Dependencies {
  readonly uploads: () => Objects;
}
interface Doing {
  readonly intent: Intent;
  readonly by: DomainEvent['by'];
}

const FORM_SECONDS = 600;
/** What was sent is added within so many minutes: files of forms that nothing came of are cleared away safely later. */
const ADD_MINUTES = 30;
/** Forms that nothing came of are cleared away the next day; until then there may be so many for each paper allowed. */
const FORMS_A_PAPER = 3;

function mustTakePapers({ city }: Dependencies, application: Application): void {
  const { status, documentsAdded = 0 } = application;
  if (!TAKES_DOCUMENTS.includes(status)) throw fail('DOCUMENTS_CLOSED', { status });
  if (documentsAdded >= city.eligibility.mostDocuments)
    throw fail('TOO_MANY_DOCUMENTS', { most: city.eligibility.mostDocuments });
}

/** Writes down that a paper will come, so that a file which is sent and never added is cleared away as well. */
export async function startDocument(
  deps: PaperDependencies,
  repository: ApplicationsRepository,
  ref: string,
  code: string,
  { intent, by }: Doing,
) {
  const { city, clock } = deps;
  const { documents, largestDocument, mostDocuments } = city.eligibility;
  if (!documents.some((one) => one.code === code))
    throw fail('DOCUMENT_UNKNOWN', {}, [{ path: 'code', code: 'DOCUMENT_UNKNOWN' }]);
  const id = newId('document', intent.key);
  const { application } = await repository.once(ref, intent, async () => {
    const [record, started] = await Promise.all([repository.read(ref), repository.documents(ref)]);
    mustTakePapers(deps, record);
    if (started.length >= FORMS_A_PAPER * mostDocuments)
      throw fail('TOO_MANY_DOCUMENTS', { most: mostDocuments });
    const at = instant(clock);
    const document: Document = { kind: 'document', id, application: record.id, code, startedAt: at };
    const tomorrow = nextDay(localDate(at, city.timeZone));
    return repository.commit({
      intent,
      ref,
      event: {
        type: 'application.startDocument',
        subject: record.id,
        at,
        by,
        district: record.district,
        refs: applicationRefs(record),
        facts: { code },
      },
      writes: [
        {
          put: { ...documentKey(document), ...document, ...documentPlace(document, tomorrow) },
          when: { exists: false },
        },
      ],
      answer: { application: record.id },
    });
  });
  // The form is a key of its own: it is made anew for whoever asks again, and stands in no record.
  const form = deps.uploads().uploadForm(documentFiles({ id, application }).sent, {
    bytes: largestDocument,
    type: 'application/octet-stream',
    seconds: FORM_SECONDS,
  });
  return { document: id, ...form, largest: largestDocument };
}

/** What was sent, by its bytes. What is refused is removed at once: nobody keeps what nobody asked for. */
async function lookAt(
  deps: PaperDependencies,
  document: Document,
): Promise<{ bytes: Uint8Array; type: FileKind }> {
  const { sent } = documentFiles(document);
  const bytes = await deps.uploads().get(sent);
  if (!bytes) throw fail('UPLOAD_UNKNOWN');
  const { largestDocument } = deps.city.eligibility;
  const type = fileKindOf(bytes);
  if (type && bytes.length <= largestDocument) return { bytes, type };
  await deps.uploads().remove(sent);
  if (bytes.length === 0) throw fail('FILE_EMPTY');
  throw type ? fail('FILE_TOO_LARGE', { most: largestDocument }) : fail('FILE_KIND');
}

/** The application after one more paper: back with the officer when it was the last that was asked for. */
function afterPaper(
  { city }: Dependencies,
  application: Application,
  documents: readonly Document[],
  at: string,
): Pick<Moved<Application['status']>, 'write'> & { readonly to?: Application['status'] } {
  const documentsAdded = (application.documentsAdded ?? 0) + 1;
  const { status, version, id } = application;
  if (status === 'DOCUMENTS_NEEDED' && missingDocuments(application, documents, city).length === 0)
    return moveApplication(application, 'supplyDocuments', at, { documentsAdded });
  return {
    write: {
      update: keys.application(id),
      change: { set: { documentsAdded, version: version + 1 } },
      when: { equals: { status, version } },
    },
  };
}

/**
 * Keeps a paper that was sent. It is copied to where the form that sent it does not reach, so that what was looked at
 * is what is kept.
 * @throws DomainError NOT_FOUND, DOCUMENTS_CLOSED, TOO_MANY_DOCUMENTS, UPLOAD_UNKNOWN, FILE_KIND, FILE_TOO_LARGE, FILE_EMPTY
 */
export async function addDocument(
  deps: PaperDependencies,
  repository: ApplicationsRepository,
  { ref, id }: { readonly ref: string; readonly id: string },
  { intent, by }: Doing,
) {
  const answer = await repository.once(ref, intent, async () => {
    const [application, documents] = await Promise.all([repository.read(ref), repository.documents(ref)]);
    const document = documents.find((one) => one.id === id);
    if (!document || document.addedAt) throw fail('NOT_FOUND');
    mustTakePapers(deps, application);
    if (deps.clock.now().getTime() - Date.parse(document.startedAt) > ADD_MINUTES * 60_000)
      throw fail('UPLOAD_UNKNOWN');
    const { bytes, type } = await lookAt(deps, document);
    await deps.uploads().put(documentFiles(document).kept, bytes, { type });
    const at = instant(deps.clock);
    const added = { ...document, addedAt: at, type, bytes: bytes.length };
    const { write, to } = afterPaper(deps, application, [...documents, added], at);
    const today = localDate(at, deps.city.timeZone);
    return repository.commit({
      intent,
      ref,
      event: {
        type: to ? 'application.supplyDocuments' : 'application.addDocument',
        subject: application.id,
        ...(to ? { from: application.status, to } : {}),
        at,
        by,
        district: application.district,
        refs: applicationRefs(application),
        facts: { code: document.code, type },
      },
      writes: [
        write,
        {
          update: documentKey(document),
          change: {
            set: {
              addedAt: at,
              type,
              bytes: bytes.length,
              ...documentPlace(document, nextDay(today)),
            },
          },
          when: { exists: true, absent: ['addedAt'] },
        },
      ],
      answer: { id: application.id, status: to ?? application.status, document: id },
    });
  });
  await deps.uploads().remove(documentFiles({ id, application: answer.id }).sent);
  return answer;
}
