import { createHash } from 'node:crypto';
import { fail } from './errors.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** What the holder of a one-time code may follow: one record, for half an hour. */
export interface Session {
  readonly subject: 'donation' | 'application' | 'gift';
  readonly reference: string;
  /** Epoch seconds; TTL attribute as well. */
  readonly ttl: number;
}

/** Tokens have 256 random bits, so a plain digest is enough to keep them out of the table. */
export const sessionHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 401 SESSION_REQUIRED for a token that is unknown, ended, or of another record. TTL deletes late, so time is checked. */
export async function mustHold(
  table: Table,
  token: string,
  wanted: { subject: Session['subject']; reference: string },
  now: Date,
): Promise<void> {
  const session = await table.get<Session>(keys.session(sessionHash(token)));
  const valid =
    session &&
    session.ttl * 1000 > now.getTime() &&
    session.subject === wanted.subject &&
    session.reference === wanted.reference;
  if (!valid) throw fail('SESSION_REQUIRED');
}
