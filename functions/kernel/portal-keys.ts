import type { KeyObject } from 'node:crypto';
import type { PortalActor } from './actor.ts';
import type { City } from './city.ts';
import type { Clock } from './clock.ts';
import { localDate } from './clock.ts';
import type { Intent } from './contract.ts';
import { failing, PORTAL_ERRORS } from './errors.ts';
import { ed25519From, type SignedMessage, verifyMessage } from './message-signature.ts';

/** Refuses what the portal has not signed with a key of its own that is good today. */
export type DemandSignature = (message: SignedMessage, actor: PortalActor) => void;

/**
 * Who may sign for whom, from the city pack: `keyid` is `<portal>/<key>`, and the portal that of the token.
 * Keys are read at their first use and kept: reading one costs as much as verifying.
 */
export function signedByPortal(city: Pick<City, 'portals' | 'timeZone'>, clock: Clock): DemandSignature {
  const read = new Map<string, KeyObject>();
  return (message, actor) => {
    const now = clock.now();
    const today = localDate(now, city.timeZone);
    const keyOf = (keyid: string): KeyObject | undefined => {
      const keys = city.portals.find(({ id }) => id === actor.id)?.keys ?? [];
      const key = keys.find(({ id }) => keyid === `${actor.id}/${id}`);
      if (!key || today < key.from || (key.until !== undefined && key.until <= today)) return undefined;
      const kept = read.get(keyid) ?? ed25519From(key.publicKey);
      read.set(keyid, kept);
      return kept;
    };
    verifyMessage(message, keyOf, now);
  };
}

const fail = failing(PORTAL_ERRORS);

/**
 * What is signed names the report by its `id`, and the idempotency key is the same: the header is not signed, and
 * whoever replays a report under another key is refused.
 * @throws DomainError KEY_NOT_OF_REPORT
 */
export function demandOwnKey({ key }: Intent, body: unknown): void {
  if (key !== '' && (body as { id?: unknown }).id !== key) throw fail('KEY_NOT_OF_REPORT');
}
