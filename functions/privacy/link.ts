import { appointmentMark, awaitsDelivery } from '../deliveries/domain.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail, later, SESSION_MINUTES, same, seconds } from './domain.ts';
import { openLinkSession, readAwaiting } from './repository.ts';

/**
 * Exchanges the link of an appointment for the session that a one-time code would open. The link is kept nowhere: its
 * mark follows from the application and its round, and says nothing any more once the round is over. An unknown
 * reference, a wrong mark and a dead link are answered alike.
 * The same request again gets the same session, which does not live longer by it.
 * @throws DomainError LINK_ENDED
 */
export async function openByLink(
  { table, vault, clock }: Dependencies,
  { reference, mark }: { reference: string; mark: string },
  intent: Intent,
): Promise<{ token: string; expiresAt: string }> {
  const application = await readAwaiting(table, reference);
  // Hashed also where there is none, so that the time of the answer does not tell.
  const wanted = await appointmentMark(vault, application ?? { id: reference });
  if (!same(mark, wanted) || !application || !awaitsDelivery(application)) throw fail('LINK_ENDED');
  const token = await vault.hash(
    'session',
    ['link', reference, application.round ?? 1, intent.key].join(' '),
  );
  const ends = later(clock.now(), SESSION_MINUTES);
  const ttl = await openLinkSession(table, { subject: 'application', reference }, token, seconds(ends));
  return { token, expiresAt: new Date(ttl * 1000).toISOString() };
}
