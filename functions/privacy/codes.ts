import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import {
  CODE_MINUTES,
  type Code,
  codeText,
  fail,
  later,
  mustBeLateEnough,
  type Subject,
  seconds,
} from './domain.ts';
import { readCode, readOwner, replaceCode } from './repository.ts';

/**
 * The message that carries a code, in the outbox: sealed, sent by the projections, ended with its code. Where there
 * is nobody to send to, an empty one is written, so that neither time nor number of writes tells the two apart.
 */
async function codeMessage(
  { vault, ids }: Dependencies,
  { subject, reference }: Subject,
  personId: string | undefined,
  code: string,
  at: Date,
): Promise<Write> {
  // An id of ours, not the caller's key: two requests under one key must not meet here and tell which record exists.
  const key = ids.ulid();
  const ends = later(at, CODE_MINUTES);
  const sealed = await vault.seal({ notice: key }, { code });
  return {
    put: {
      ...keys.notice(key, 'follow-code'),
      kind: 'notice',
      template: 'follow-code',
      subject,
      reference,
      ...(personId ? { personId, sealed } : {}),
      at: at.toISOString(),
      expiresAt: ends.toISOString(),
      ttl: seconds(ends),
    },
  };
}

/**
 * Makes a code and sends it to the holder of a record. For a reference that does not exist the same work is done and
 * the same is answered, but there is nobody to send to, and no code fits.
 * @throws DomainError CODE_TOO_SOON within a minute of the last one, for either
 */
export async function sendCode(deps: Dependencies, about: Subject, intent: Intent): Promise<void> {
  const { table, vault, ids, clock } = deps;
  const [before, owner] = await Promise.all([readCode(table, about), readOwner(table, about)]);
  if (before?.key === intent.key) {
    if (before.digest !== intent.digest) throw fail('KEY_REUSED');
    return;
  }
  const now = clock.now();
  mustBeLateEnough(before, now);
  const sentAt = now.toISOString();
  const code = ids.code();
  const hashed = owner ? code : ids.secret();
  const [hash, message] = await Promise.all([
    vault.hash('code', codeText(about, sentAt, hashed)),
    codeMessage(deps, about, owner, code, now),
  ]);
  const fresh: Code = {
    kind: 'code',
    hash,
    sentAt,
    tries: 0,
    key: intent.key,
    digest: intent.digest,
    ttl: seconds(later(now, CODE_MINUTES)),
  };
  const done = await replaceCode(table, about, fresh, before, [message]);
  if (!done) throw fail('CODE_TOO_SOON', { seconds: 60 });
}
