import type { Actor } from './actor.ts';
import type { Intent } from './contract.ts';
import type { Key } from './keys.ts';
import { keys } from './keys.ts';

/**
 * What happened, for the audit trail and for the projections. Identifiers and codes only: no name, no contact, no
 * serial number (a test plants canaries). The item is the idempotency key at the same time: its sort key is the
 * caller's key, so the same request again meets its own event.
 */
export interface DomainEvent {
  /** `<entity>.<move>`, e.g. `device.install`. */
  readonly type: string;
  /** Id of the record that the event belongs to. */
  readonly subject: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: { readonly kind: Actor['kind'] | 'system'; readonly id?: string };
  /** Administrative code of the district that the event counts for. */
  readonly district?: string | undefined;
  /** Ids of other records concerned, e.g. `{ device, application, person }`. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Further facts for projections: codes and numbers, nothing personal. */
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface EventItem extends DomainEvent, Key {
  readonly kind: 'event';
  readonly key: string;
  readonly digest: string;
  /** The answer the caller got, to be given again. */
  readonly answer: unknown;
}

export const eventItem = (pk: string, intent: Intent, event: DomainEvent, answer: unknown): EventItem => ({
  ...keys.event(pk, intent.key),
  kind: 'event',
  key: intent.key,
  digest: intent.digest,
  answer,
  ...event,
});

export const actedBy = (actor: Actor): DomainEvent['by'] =>
  actor.kind === 'anonymous' ? { kind: 'anonymous' } : { kind: actor.kind, id: actor.id };
