import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate, nextDay } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId, ulidOf } from '../kernel/ids.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { fail } from './booking.ts';
import { type Delivery, deedAt, deliveryRefs } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';
import { mustHaveDriven } from './route.ts';

/** A photo of a hand-over, kept because the recipient agreed, until the day on which it is destroyed. */
export interface Photo {
  readonly pk: string;
  readonly sk: string;
  readonly id: string;
  readonly delivery: string;
  /** When it was taken, by the phone's clock. */
  readonly at: string;
  readonly keptUntil: string;
  readonly type: string;
  readonly destroyedAt?: string;
}
export interface PhotoDependencies extends Dependencies {
  readonly uploads: () => Pick<Objects, 'get' | 'remove' | 'uploadForm' | 'readLink'>;
}
interface Request {
  readonly delivery: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}

export const PHOTOS = queue(OWNERS.delivery, 'PHOTO');
export const photoKey = (delivery: string, photo: string): string => `deliveries/${delivery}/${photo}`;
/** Long enough to upload on a slow line; a phone without network asks for the form when it has one. */
const FORM_SECONDS = 10 * 60;
/** A link to a photo lives five minutes. */
const LINK_SECONDS = 5 * 60;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const begins = (bytes: Uint8Array, head: readonly number[]) => head.every((byte, i) => bytes[i] === byte);
const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** What a photo is by its first bytes, whatever its sender says. */
export function photoTypeOf(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | undefined {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins(bytes, PNG)) return 'image/png';
  return latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP' ? 'image/webp' : undefined;
}

async function atTheDoor(
  repository: DeliveriesRepository,
  { delivery: id, actor }: Request,
): Promise<Delivery> {
  const delivery = await repository.read(id);
  mustHaveDriven(actor, await repository.route(delivery.route ?? delivery.formerRoute));
  return delivery;
}

/** Nothing is kept before it is uploaded and looked at; asked again, the same photo may be sent again. */
export async function preparePhoto(
  deps: PhotoDependencies,
  repository: DeliveriesRepository,
  request: Request & { type: string; bytes: number },
) {
  await atTheDoor(repository, request);
  const { most, bytes } = deps.city.deliveries.photos;
  if (request.bytes > bytes) throw fail('FILE_TOO_LARGE', { limit: bytes });
  const photo = newId('photo', request.intent.key);
  const others = (await repository.photos(request.delivery)).filter(({ id }) => id !== photo);
  if (others.length >= most) throw fail('PHOTOS_ENOUGH', { most });
  const form = deps.uploads().uploadForm(photoKey(request.delivery, photo), {
    ...{ bytes, type: request.type, seconds: FORM_SECONDS },
  });
  return { photo, ...form };
}

/**
 * What was uploaded becomes part of the delivery, if it is a photo; what is not is removed at once.
 * @throws DomainError FILE_MISSING, FILE_KIND, PHOTOS_ENOUGH, AT_IN_FUTURE
 */
export const addPhoto = (
  deps: PhotoDependencies,
  repository: DeliveriesRepository,
  request: Request & { photo: string; told?: string | undefined },
) =>
  repository.once(request.delivery, request.intent, async () => {
    const { intent, actor, photo } = request;
    const delivery = await atTheDoor(repository, request);
    const { most, keepDays, bytes: limit } = deps.city.deliveries.photos;
    const kept = await repository.photos(delivery.id);
    const before = kept.find(({ id }) => id === photo);
    if (before) return { photo, keptUntil: before.keptUntil };
    const now = deps.clock.now();
    const taken = deedAt(request.told, now, () => fail('AT_IN_FUTURE'));
    const key = photoKey(delivery.id, photo);
    const bytes = await deps.uploads().get(key);
    if (!bytes || bytes.length === 0) throw fail('FILE_MISSING');
    const refused =
      kept.length >= most
        ? fail('PHOTOS_ENOUGH', { most })
        : bytes.length > limit
          ? fail('FILE_TOO_LARGE', { limit })
          : undefined;
    const type = photoTypeOf(bytes);
    if (refused || !type) {
      await deps.uploads().remove(key);
      throw refused ?? fail('FILE_KIND');
    }
    const at = instant(deps.clock);
    // Counted from when it came, so that a phone's clock does not lengthen it.
    const keptUntil = nextDay(localDate(now, deps.city.timeZone), keepDays);
    return repository.commit({
      ...{ intent, id: delivery.id },
      event: {
        ...{ type: 'delivery.addPhoto', subject: delivery.id, at, by: actedBy(actor) },
        ...{ district: delivery.district, refs: { ...deliveryRefs(delivery), photo } },
        facts: { keptUntil, consent: true },
      },
      writes: [
        {
          put: {
            ...keys.photo(delivery.id, photo),
            ...{ kind: 'photo', id: photo, delivery: delivery.id, at: taken, keptUntil, type },
            ...{ consentAt: taken, q: PHOTOS, qs: `${keptUntil}#${ulidOf(photo)}` },
          },
          when: { exists: false },
        },
      ],
      answer: { photo, keptUntil },
    });
  });

/** A link to a photo; the reading is on record before it is given. */
export async function readPhoto(
  deps: PhotoDependencies,
  repository: DeliveriesRepository,
  { delivery: id, photo, actor }: Omit<Request, 'intent'> & { photo: string },
) {
  const [delivery, kept] = await Promise.all([repository.read(id), repository.photo(id, photo)]);
  if (kept.destroyedAt) throw fail('FILE_MISSING');
  const now = deps.clock.now();
  await repository.commit({
    intent: { key: deps.ids.ulid(), digest: '' },
    id,
    event: {
      ...{ type: 'delivery.readPhoto', subject: id, at: now.toISOString(), by: actedBy(actor) },
      ...{ district: delivery.district, refs: { ...deliveryRefs(delivery), photo } },
    },
    writes: [],
    answer: {},
  });
  const extension = kept.type.slice('image/'.length);
  const url = await deps.uploads().readLink(photoKey(id, photo), LINK_SECONDS, `${photo}.${extension}`);
  return { url, expiresAt: new Date(now.getTime() + LINK_SECONDS * 1000).toISOString() };
}
