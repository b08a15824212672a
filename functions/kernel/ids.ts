import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';

/** Crockford base 32: no I, L, O, U, so that a reference can be read out on the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The kinds of record that carry an id of their own, with their prefix. */
export const PREFIX = {
  donation: 'don',
  device: 'dev',
  application: 'app',
  allotment: 'alt',
  delivery: 'dlv',
  person: 'per',
  upload: 'upl',
  pledge: 'plg',
  list: 'lst',
  audit: 'aud',
  transfer: 'trf',
  gift: 'gft',
  statement: 'stm',
  grant: 'grt',
  report: 'rpt',
  organisation: 'org',
  document: 'doc',
  member: 'mem',
  meeting: 'mtg',
  route: 'rte',
  photo: 'pht',
} as const;
export type Kind = keyof typeof PREFIX;

export const Ulid = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
/** A zod shape for the id of one kind, e.g. `don_01J…`. */
export const idOf = (kind: Kind) =>
  z.string().regex(new RegExp(`^${PREFIX[kind]}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`));

/** Ten characters at the end of a ULID: 50 random bits, what people quote as their reference. */
export const Reference = z
  .string()
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{10}$/));

/** Where ids come from; a port like the clock. */
export interface Ids {
  ulid(): string;
  /** Six decimal digits for a one-time code. */
  code(): string;
  /** 256 random bits, base64url, for a session. */
  secret(): string;
}

function encodeTime(ms: number): string {
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = ALPHABET.charAt(ms % 32) + text;
    ms = Math.floor(ms / 32);
  }
  return text;
}

/** @param bytes source of randomness: n → n bytes */
export function idsFrom(clock: Clock, bytes: (n: number) => Uint8Array): Ids {
  return {
    ulid: () =>
      encodeTime(clock.now().getTime()) + Array.from(bytes(16), (b) => ALPHABET.charAt(b % 32)).join(''),
    code: () => {
      // Rejection sampling: 4,294,000,000 is the largest multiple of 1,000,000 below 2^32.
      for (;;) {
        const n = Buffer.from(bytes(4)).readUInt32BE();
        if (n < 4_294_000_000) return String(n % 1_000_000).padStart(6, '0');
      }
    },
    secret: () => Buffer.from(bytes(32)).toString('base64url'),
  };
}

export const systemIds: Ids = idsFrom(systemClock, randomBytes);

/** `don_` + the caller's idempotency key: the client's id makes creation idempotent. */
export const newId = (kind: Kind, key: string): string => `${PREFIX[kind]}_${key}`;
/** The reference of a donation or application: the last ten characters of its id. */
export const referenceOf = (id: string): string => id.slice(-10);
/** `7K3M9QX24W` → `7K3M9-QX24W`, as it is printed. */
export const printReference = (reference: string): string => `${reference.slice(0, 5)}-${reference.slice(5)}`;
/** The ULID without its prefix. */
export const ulidOf = (id: string): string => id.slice(4);
