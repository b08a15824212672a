import type { City } from '../kernel/city.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { Sealed, Vault } from '../kernel/vault.ts';
import { compose, composeText, type Notice } from './domain.ts';
import type { Post } from './post.ts';

/** A person as privacy keeps it: everything that names them is sealed. */
interface PersonItem {
  readonly contact: Sealed;
}
interface SealedContact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly language: string;
}

export interface NoticeDependencies {
  readonly table: Table;
  readonly vault: Pick<Vault, 'open'>;
  readonly post: Post;
  readonly city: City;
  readonly siteUrl: string;
  readonly now: () => Date;
}

/** How long the office can see that a message went out. */
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/**
 * Sends one notice, once: a record is written when it has gone out, and looked at before. A crash between sending
 * and recording sends it twice, which is the better of the two faults.
 */
export async function deliverNotice(deps: NoticeDependencies, key: string, notice: Notice): Promise<void> {
  const record = keys.notice(`${key}#${notice.person}`, notice.template);
  const before = await deps.table.get<{ state?: string }>(record);
  if (before?.state === 'SENT') return;
  const person = await deps.table.get<PersonItem>(keys.person(notice.person));
  if (!person) return log(LOG.MAIL_SKIPPED, { template: notice.template, person: notice.person });
  const contact = await deps.vault.open<SealedContact>({ person: notice.person }, person.contact);
  const about = { city: deps.city, siteUrl: deps.siteUrl, name: contact.name };
  if (contact.email) {
    const message = compose(notice.template, contact.language, notice.facts, about);
    await deps.post.mail(contact.email, message.subject, message.text);
  } else if (contact.phone) {
    await deps.post.text(contact.phone, composeText(notice.template, contact.language, notice.facts, about));
  }
  const at = deps.now();
  const ttl = Math.floor(at.getTime() / 1000) + KEPT_SECONDS;
  await deps.table.update(record, { set: { state: 'SENT', sentAt: at.toISOString(), ttl } }, {});
  log(LOG.MAIL_SENT, { template: notice.template, person: notice.person });
}

/** A message that waits in the table because its content is secret (a one-time code): opened only to be sent. */
export interface OutboxItem {
  readonly pk: string;
  readonly template: 'follow-code';
  readonly personId: string;
  readonly sealed: Sealed;
  readonly expiresAt?: string;
}

export async function deliverOutbox(deps: NoticeDependencies, item: OutboxItem): Promise<void> {
  if (item.expiresAt && item.expiresAt < deps.now().toISOString()) return;
  const key = item.pk.slice('NOT#'.length);
  const facts = await deps.vault.open<Record<string, string>>({ notice: key }, item.sealed);
  await deliverNotice(deps, key, { template: item.template, person: item.personId, facts });
}
