import { timingSafeEqual } from 'node:crypto';
import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import type { Session } from '../kernel/session.ts';
import type { Sealed } from '../kernel/vault.ts';
import { privacyContract } from './contract.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...privacyContract.errors });

export const CODE_MINUTES = 10;
export const TRIES = 5;
/** A second code within a minute is refused: mail may be slow, and nobody's mailbox is flooded. */
export const RESEND_SECONDS = 60;
export const SESSION_MINUTES = 30;

export interface Subject {
  readonly subject: Session['subject'];
  readonly reference: string;
}

/**
 * A one-time code as the table keeps it: its keyed hash only. A reference that does not exist gets such an item too,
 * with a hash that no code has, so that its answers do not differ from those of one that exists.
 */
export interface Code {
  readonly kind: 'code';
  readonly hash: string;
  readonly sentAt: string;
  readonly tries: number;
  /** The request that sent it, so that the same request again gives the same answer. */
  readonly key: string;
  readonly digest: string;
  /** Epoch seconds after which it is worthless; TTL deletes it some time later. */
  readonly ttl: number;
  /** The request that was given a session for it, and when. */
  readonly usedBy?: string;
  readonly usedAt?: string;
}

/** How a person is reached, once opened. */
export interface OpenContact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly language: string;
  readonly organisation?: string;
  /** The name that a gift of money is transferred under. */
  readonly payer?: string;
  readonly address?: {
    /** Of the city; a giver of money may live elsewhere. */
    readonly district?: string;
    readonly postcode: string;
    readonly street: string;
    readonly detail?: string;
    readonly coordinates?: { readonly latitude: number; readonly longitude: number };
  };
}

/** A person as the table keeps them: everything that names them is sealed. */
export interface Person {
  readonly id: string;
  /** None: a giver of money is of the whole city. */
  readonly district?: string;
  readonly language: string;
  readonly contact: Sealed;
}

export const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
export const later = (at: Date | string, minutes: number): Date =>
  new Date(new Date(at).getTime() + minutes * 60_000);

/** What is hashed: the code is bound to its record and to this sending. */
export const codeText = ({ subject, reference }: Subject, sentAt: string, code: string): string =>
  [subject, reference, sentAt, code].join(' ');

/** @throws DomainError CODE_TOO_SOON with the seconds to wait */
export function mustBeLateEnough(before: Code | undefined, now: Date): void {
  if (!before) return;
  const wait = RESEND_SECONDS - (now.getTime() - Date.parse(before.sentAt)) / 1000;
  if (wait > 0) throw fail('CODE_TOO_SOON', { seconds: Math.ceil(wait) });
}

/**
 * A code that can still be tried. None was sent, it ended, or it was used: alike CODE_EXPIRED (410).
 * @throws DomainError CODE_EXPIRED, CODE_LOCKED
 */
export function mustBeOpen(code: Code | undefined, now: Date): asserts code is Code {
  if (!code || code.ttl <= seconds(now) || code.usedBy !== undefined) throw fail('CODE_EXPIRED');
  if (code.tries >= TRIES) throw fail('CODE_LOCKED');
}

/** Compares two hex digests in the same time wherever they differ. */
export const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
