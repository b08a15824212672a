import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Document, documentKey, documentPlace } from './documents.ts';
import {
  type Application,
  applicationRefs,
  freeHousehold,
  noLongerWaiting,
  withdrawApplication,
} from './domain.ts';
import type { ApplicationsRepository } from './repository.ts';

/** Nobody is told of it any more: what is withdrawn is nobody's second application. */
const unmarked = ({ marks = [], id }: Application): Write[] =>
  marks.map((hash) => ({ remove: keys.mark(hash, id), when: {} }));

/** Its papers go with the next run of `documents-retention`. */
const papersDue = (documents: readonly Document[], today: string): Write[] =>
  documents
    .filter(({ destroyedAt }) => destroyedAt === undefined)
    .map((one) => ({
      update: documentKey(one),
      change: { set: documentPlace(one, today) },
      when: { exists: true },
    }));

/** @throws DomainError ILLEGAL_MOVE, among others while a PC is on its way */
export async function withdraw(
  { clock, city }: Dependencies,
  repository: ApplicationsRepository,
  ref: string,
  { intent, by }: { readonly intent: Intent; readonly by: DomainEvent['by'] },
) {
  return repository.once(ref, intent, async () => {
    const [application, documents] = await Promise.all([repository.read(ref), repository.documents(ref)]);
    const at = instant(clock);
    const moved = withdrawApplication(application, at);
    const { id, district, reserved } = application;
    const event = {
      type: 'application.withdraw',
      at,
      by,
      district,
      refs: applicationRefs(application),
      facts: { waiting: 0 - noLongerWaiting(application), ...(reserved > 0 ? { reserved } : {}) },
    };
    return repository.move(intent, application, moved, event, { id, status: moved.to }, [
      ...freeHousehold(application),
      ...unmarked(application),
      ...papersDue(documents, localDate(at, city.timeZone)),
    ]);
  });
}
