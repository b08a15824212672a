import { localDate, nextDay } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { type Key, keys, OWNERS, type QueuePlace, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import {
  DOCUMENTS,
  type Document,
  destroyedOn,
  documentFiles,
  documentKey,
  documentPlace,
  nextLook,
} from './documents.ts';
import { type Application, applicationRefs } from './domain.ts';
import type { PaperDependencies } from './papers.ts';

const AT_ONCE = 50;
type Needs = Pick<PaperDependencies, 'table' | 'city' | 'uploads'>;
type Placed = Document & Key & QueuePlace;
type Outcome = 'destroyed' | 'cleared' | 'kept';

/** The files first: what is on record as destroyed is gone. Twice is no harm. */
async function removeFiles({ uploads }: Needs, document: Document): Promise<void> {
  const { sent, kept } = documentFiles(document);
  await Promise.all([uploads().remove(sent), uploads().remove(kept)]);
}

async function record(
  { table }: Needs,
  application: Application,
  document: Document,
  at: string,
  { type, write }: { readonly type: string; readonly write: Write },
): Promise<void> {
  const event: DomainEvent = {
    type,
    subject: application.id,
    at,
    by: { kind: 'system' },
    district: application.district,
    refs: applicationRefs(application),
    facts: { code: document.code },
  };
  const { pk } = keys.application(application.id);
  const intent = { key: `${type}-${document.id}`, digest: document.id };
  await table.commit({ intent, pk, event, writes: [write], answer: {} });
}

/** A form that nothing came of: neither its file, if one was sent, nor the form is kept. */
async function clear(
  needs: Needs,
  application: Application,
  document: Document,
  at: string,
): Promise<Outcome> {
  await removeFiles(needs, document);
  const write = { remove: documentKey(document), when: { absent: ['addedAt'] } };
  await record(needs, application, document, at, { type: 'application.clearDocument', write });
  return 'cleared';
}

async function destroy(
  needs: Needs,
  application: Application,
  document: Document,
  at: string,
): Promise<Outcome> {
  await removeFiles(needs, document);
  const write = {
    update: documentKey(document),
    change: { set: { destroyedAt: at }, remove: ['q', 'qs'] },
    when: { exists: true, absent: ['destroyedAt'] },
  };
  await record(needs, application, document, at, { type: 'application.destroyDocument', write });
  return 'destroyed';
}

/**
 * Bookkeeping: the day on which it is asked again, or never. What was sent once more by a form that still ran, or left by
 * a process that died, goes at the first look, the night after.
 */
async function putOff(
  { table, uploads }: Needs,
  document: Placed,
  day: string | undefined,
): Promise<Outcome> {
  if (document.addedAt) await uploads().remove(documentFiles(document).sent);
  const change = day ? { set: documentPlace(document, day) } : { remove: ['q', 'qs'] };
  await table.update(documentKey(document), change, { equals: { qs: document.qs } });
  return 'kept';
}

async function settle(needs: Needs, place: Key & QueuePlace, at: string, today: string): Promise<Outcome> {
  const { table, city } = needs;
  const document = await table.get<Placed>(place);
  // The index is a moment behind: what stands in it may have moved on.
  if (!document || document.qs !== place.qs) return 'kept';
  if (document.destroyedAt) return putOff(needs, document, undefined);
  const application = await table.get<Application>(keys.application(document.application));
  if (!application) throw new Error(`a document without its application: ${document.id}`);
  if (!document.addedAt && document.startedAt.slice(0, 10) <= nextDay(today, -1))
    return clear(needs, application, document, at);
  const day = destroyedOn(application, city);
  if (!document.addedAt && day === undefined) return putOff(needs, document, nextDay(today));
  if (day === undefined) return putOff(needs, document, nextLook(today, city));
  if (day > today) return putOff(needs, document, day);
  return document.addedAt
    ? destroy(needs, application, document, at)
    : clear(needs, application, document, at);
}

/**
 * Destroys what must be gone by the day of `at`, in the city's calendar: papers so many days after the decision that
 * they were for, at once where the application was withdrawn, and files that were sent and never added.
 * They stand by the day on which they are next asked about, so the first of a later day ends the work.
 * @param until epoch ms after which nothing more is begun; the rest is found by the next run
 */
export async function destroyDue(
  needs: Needs,
  at: string,
  until: number = Number.POSITIVE_INFINITY,
): Promise<Record<Outcome, number>> {
  const today = localDate(at, needs.city.timeZone);
  const done: Record<Outcome, number> = { destroyed: 0, cleared: 0, kept: 0 };
  let places: (Key & QueuePlace)[];
  let after: string | undefined;
  do {
    places = await needs.table.queueAfter(queue(OWNERS.application, DOCUMENTS), AT_ONCE, after);
    after = places.at(-1)?.qs;
    for (const place of places) {
      if (place.qs.slice(0, today.length) > today || Date.now() > until) return done;
      try {
        done[await settle(needs, place, at, today)]++;
      } catch (error) {
        // Somebody was quicker: a paper was added, an application withdrawn. The next run finds what is left.
        if (!(error instanceof DomainError && error.code === 'CHANGED_MEANWHILE')) throw error;
      }
    }
  } while (places.length === AT_ONCE);
  return done;
}
