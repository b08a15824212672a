import type { Awaiting } from '../deliveries/domain.ts';
import { keys } from '../kernel/keys.ts';
import { sessionHash } from '../kernel/session.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type Code, fail, type Person, type Subject, TRIES } from './domain.ts';

const KEYS = { donation: keys.donation, application: keys.application, gift: keys.gift } as const;

/** Whom a record belongs to; nobody's where a gift came from nobody known. */
export async function readOwner(table: Table, { subject, reference }: Subject): Promise<string | undefined> {
  return (await table.get<{ personId?: string }>(KEYS[subject](reference), ['personId']))?.personId;
}

export const readCode = (table: Table, { subject, reference }: Subject): Promise<Code | undefined> =>
  table.get<Code>(keys.code(subject, reference));

/**
 * Puts a new code in the place of the one that was read, together with the message that carries it.
 * False when another request was quicker.
 */
export async function replaceCode(
  table: Table,
  { subject, reference }: Subject,
  code: Code,
  before: Code | undefined,
  message: readonly Write[],
): Promise<boolean> {
  const put: Write = {
    put: { ...keys.code(subject, reference), ...code },
    when: before ? { equals: { sentAt: before.sentAt } } : { exists: false },
  };
  return (await table.transact([put, ...message])) === undefined;
}

/**
 * Takes one of the five tries before the code is compared, so that a thousand guesses at once get five comparisons.
 * @returns the tries left after this one
 */
export async function takeTry(table: Table, { subject, reference }: Subject, code: Code): Promise<void> {
  const taken = await table.update(
    keys.code(subject, reference),
    { add: { tries: 1 } },
    { equals: { hash: code.hash }, below: { tries: TRIES }, absent: ['usedBy'] },
  );
  if (taken) return;
  // Refused for one of two reasons: the tries are used up, or somebody was quicker with the right code.
  const now = await readCode(table, { subject, reference });
  throw fail(now?.hash === code.hash && now.usedBy === undefined ? 'CODE_LOCKED' : 'CODE_EXPIRED');
}

/** Uses the code up and opens the session, together. @throws DomainError CODE_EXPIRED when it was used meanwhile */
export async function openSession(
  table: Table,
  { subject, reference }: Subject,
  code: Code,
  session: { token: string; ttl: number; usedBy: string; usedAt: string },
): Promise<void> {
  const { token, ttl, usedBy, usedAt } = session;
  const refused = await table.transact([
    {
      update: keys.code(subject, reference),
      change: { set: { usedBy, usedAt } },
      when: { equals: { hash: code.hash }, absent: ['usedBy'] },
    },
    { put: { ...keys.session(sessionHash(token)), kind: 'session', subject, reference, ttl } },
  ]);
  if (refused) throw fail('CODE_EXPIRED');
}

/** @throws DomainError NOT_FOUND */
export async function readPerson(table: Table, id: string): Promise<Person> {
  const person = await table.get<Person>(keys.person(id));
  if (!person) throw fail('NOT_FOUND');
  return person;
}

/** What a link's mark is made of, and whether it still says something. */
export const readAwaiting = (table: Table, reference: string): Promise<Awaiting | undefined> =>
  table.get<Awaiting>(keys.application(reference), ['id', 'round', 'allotted', 'installed']);

/** Opens the session, or finds it open by the same request. @returns its end, epoch seconds */
export async function openLinkSession(
  table: Table,
  { subject, reference }: Subject,
  token: string,
  ttl: number,
): Promise<number> {
  const key = keys.session(sessionHash(token));
  const open = await table.append({ ...key, kind: 'session', subject, reference, ttl });
  return open ? ttl : ((await table.get<{ ttl: number }>(key))?.ttl ?? ttl);
}
