import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import {
  type Code,
  codeText,
  fail,
  later,
  mustBeOpen,
  SESSION_MINUTES,
  type Subject,
  same,
  seconds,
  TRIES,
} from './domain.ts';
import { openSession, readCode, takeTry } from './repository.ts';

/**
 * The token follows from the request and the code by a keyed hash: 256 bits that only the system can make, and the
 * same request again gets the same token without it being kept anywhere.
 */
const tokenOf = ({ vault }: Dependencies, { subject, reference }: Subject, code: Code, key: string) =>
  vault.hash('session', [subject, reference, code.sentAt, key].join(' '));

const fits = async ({ vault }: Dependencies, about: Subject, code: Code, tried: string) =>
  same(await vault.hash('code', codeText(about, code.sentAt, tried)), code.hash);

/**
 * Exchanges a code for a session of half an hour; a code works once.
 * @throws DomainError CODE_WRONG with the tries left, CODE_LOCKED after five, CODE_EXPIRED
 */
export async function exchangeCode(
  deps: Dependencies,
  about: Subject,
  tried: string,
  intent: Intent,
): Promise<{ token: string; expiresAt: string }> {
  const { table, clock } = deps;
  const now = clock.now();
  const code = await readCode(table, about);
  if (code?.usedBy === intent.key && code.usedAt && (await fits(deps, about, code, tried))) {
    return {
      token: await tokenOf(deps, about, code, intent.key),
      expiresAt: later(code.usedAt, SESSION_MINUTES).toISOString(),
    };
  }
  mustBeOpen(code, now);
  await takeTry(table, about, code);
  if (!(await fits(deps, about, code, tried))) throw fail('CODE_WRONG', { left: TRIES - code.tries - 1 });
  const token = await tokenOf(deps, about, code, intent.key);
  const ends = later(now, SESSION_MINUTES);
  const used = { usedBy: intent.key, usedAt: now.toISOString() };
  await openSession(table, about, code, { token, ttl: seconds(ends), ...used });
  return { token, expiresAt: ends.toISOString() };
}
