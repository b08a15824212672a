import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { RegistrationItem, RegistrationKind } from '../kernel/registration-number.ts';

export interface RegistrationNumber {
  readonly of: RegistrationKind;
  /** Digits only. */
  readonly digits: string;
}

/** What a number is opened for, and by whom: ids and codes, they become the event. */
export interface Reading {
  readonly personId: string;
  readonly by: DomainEvent['by'];
  readonly purpose: 'receipt' | 'duplicate' | 'filing' | 'statement';
  /** The records it is opened for: `{ donation: 'don_…', receipt: '2026-000017' }`. */
  readonly record: Readonly<Record<string, string>>;
}

type Deps = Pick<Dependencies, 'table' | 'registrations' | 'clock' | 'ids'>;

/**
 * Opens a registration number. The reading is on record before the seal is broken: what is not on record is not read
 * (개인정보의 안전성 확보조치 기준 §8). Undefined when none was given or its time is over; then nothing is recorded.
 */
export async function readRegistrationNumber(
  { table, registrations, clock, ids }: Deps,
  { personId, by, purpose, record }: Reading,
): Promise<RegistrationNumber | undefined> {
  const key = keys.registration(personId);
  const item = await table.get<RegistrationItem>(key, ['of', 'sealed', 'ttl']);
  const now = clock.now();
  // TTL deletes late; a number whose time is over is gone from that moment.
  if (!item || item.ttl * 1000 <= now.getTime()) return undefined;
  const at = now.toISOString();
  await table.commit({
    // A reading has no caller's key: each one is an entry of its own.
    intent: { key: ids.ulid(), digest: '' },
    pk: key.pk,
    event: {
      type: 'registration.read',
      subject: personId,
      at,
      by,
      refs: { person: personId, ...record },
      facts: { purpose },
    },
    writes: [],
    answer: {},
  });
  log(LOG.REGISTRATION_READ, { person: personId, purpose });
  const digits = await registrations.open<string>({ registration: personId }, item.sealed);
  return { of: item.of, digits };
}

/**
 * From the receipt on the number is kept as long as the receipt itself, then destroyed by TTL. The item is put anew:
 * nobody may change one.
 * @param retainUntil the receipt's own last day (소득세법 §160의3: five years, by the city pack)
 */
export async function keepRegistration(
  { table }: Pick<Dependencies, 'table'>,
  personId: string,
  retainUntil: string,
): Promise<void> {
  const key = keys.registration(personId);
  const item = await table.get<RegistrationItem>(key);
  if (!item) return;
  // A day ends in the last of all time zones 12 hours after it ended in Greenwich: 36 hours from its beginning there.
  const ttl = Date.parse(`${retainUntil}T00:00:00Z`) / 1000 + 36 * 3600;
  // Asked twice at once, the second finds it done.
  if (item.ttl !== ttl)
    await table.transact([{ put: { ...key, ...item, ttl }, when: { equals: { ttl: item.ttl } } }]);
}
