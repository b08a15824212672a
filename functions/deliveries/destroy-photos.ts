import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import type { Key } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { deliveryRefs } from './domain.ts';
import { PHOTOS, type Photo, photoKey } from './photo.ts';
import { deliveriesRepository } from './repository.ts';

const AT_ONCE = 50;
export type RetentionDependencies = Dependencies & { readonly uploads: () => Pick<Objects, 'remove'> };

/** The file first: what is on record as destroyed is gone (PIPA §21). The record keeps that there was one. */
async function destroy(deps: RetentionDependencies, photo: Photo, at: string): Promise<boolean> {
  const repository = deliveriesRepository(deps.table);
  const delivery = await repository.read(photo.delivery);
  await deps.uploads().remove(photoKey(photo.delivery, photo.id));
  try {
    await repository.commit({
      intent: { key: `DESTROY-${photo.id}`, digest: photo.id },
      id: delivery.id,
      event: {
        ...{ type: 'delivery.destroyPhoto', subject: delivery.id, at, by: { kind: 'system' } },
        ...{ district: delivery.district, refs: { ...deliveryRefs(delivery), photo: photo.id } },
      },
      writes: [
        {
          update: { pk: photo.pk, sk: photo.sk },
          change: { set: { destroyedAt: at }, remove: ['q', 'qs'] },
          when: { exists: true, absent: ['destroyedAt'] },
        },
      ],
      answer: {},
    });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CHANGED_MEANWHILE') return false;
    throw error;
  }
}

/** Every night: photos whose last day is over. @param until epoch ms after which it begins nothing more */
export async function destroyDuePhotos(
  deps: RetentionDependencies,
  at: string,
  until: number,
): Promise<{ destroyed: number }> {
  const today = localDate(at, deps.city.timeZone);
  let destroyed = 0;
  for (let after: string | undefined; Date.now() < until; ) {
    const places = await deps.table.queueAfter(PHOTOS, AT_ONCE, after);
    const due = places.filter(({ qs }) => qs < today);
    const photos = await deps.table.getAll<Photo & Key>(due, { consistent: true });
    for (const photo of photos) if (!photo.destroyedAt && (await destroy(deps, photo, at))) destroyed++;
    if (due.length < AT_ONCE) break;
    after = due.at(-1)?.qs;
  }
  return { destroyed };
}
