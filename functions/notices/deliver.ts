import { appointmentMark } from '../deliveries/domain.ts';
import type { City } from '../kernel/city.ts';
import { referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { Sealed, Vault } from '../kernel/vault.ts';
import { compose, composeText, maySend, type Notice } from './domain.ts';
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
  readonly vault: Pick<Vault, 'open' | 'hash'>;
  readonly post: Post;
  readonly city: City;
  readonly siteUrl: string;
  readonly now: () => Date;
}

const SAID = { SENT: LOG.MAIL_SENT, UNREACHABLE: LOG.MAIL_SKIPPED, BLOCKED: LOG.MAIL_BLOCKED } as const;

/** How long the office can see that a message went out. */
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/** `7K3M9QX24W.5f3a…`: what follows the # of an appointment's link, of the round that the application is in now. */
async function appointmentIn({ table, vault }: NoticeDependencies, application: string): Promise<string> {
  const found = await table.get<{ round?: number }>(keys.application(application), ['round']);
  const mark = await appointmentMark(vault, { id: application, ...found });
  return `${referenceOf(application)}.${mark}`;
}

/**
 * Sends one notice, once: a record is written when it has gone out, and looked at before. A crash between sending
 * and recording sends it twice, which is the better of the two faults.
 */
export async function deliverNotice(deps: NoticeDependencies, key: string, asked: Notice): Promise<void> {
  const record = keys.notice(`${key}#${asked.person}`, asked.template);
  const before = await deps.table.get<{ state?: string }>(record);
  if (before?.state) return;
  const notice = asked.appointmentOf
    ? { ...asked, facts: { ...asked.facts, appointment: await appointmentIn(deps, asked.appointmentOf) } }
    : asked;
  const person = await deps.table.get<PersonItem>(keys.person(notice.person));
  if (!person) return log(LOG.MAIL_SKIPPED, { template: notice.template, person: notice.person });
  const contact = await deps.vault.open<SealedContact>({ person: notice.person }, person.contact);
  const state = !maySend(notice.template, contact.language, notice.facts, deps)
    ? 'BLOCKED'
    : (await send(deps, contact, notice))
      ? 'SENT'
      : 'UNREACHABLE';
  const at = deps.now();
  const ttl = Math.floor(at.getTime() / 1000) + KEPT_SECONDS;
  await deps.table.update(record, { set: { state, sentAt: at.toISOString(), ttl } }, {});
  const { template, person: to } = notice;
  log(SAID[state], { template, person: to });
}

/**
 * SES and End User Messaging say so of an address that they will never take. To try again would hold up everybody
 * behind this person; throttling and outages have other names and are tried again.
 */
const NEVER = ['BadRequestException', 'ValidationException', 'ConflictException'];

/** By mail, else by text message. False when neither way takes it. */
async function send(deps: NoticeDependencies, contact: SealedContact, notice: Notice): Promise<boolean> {
  const { email, phone, language, name } = contact;
  const { template, facts } = notice;
  const about = { city: deps.city, siteUrl: deps.siteUrl, name };
  const ways = [
    email && (() => deps.post.mail(email, compose(template, language, facts, about))),
    phone && (() => deps.post.text(phone, composeText(template, language, facts, about))),
  ];
  for (const way of ways) {
    if (!way) continue;
    try {
      await way();
      return true;
    } catch (error) {
      if (!(error instanceof Error) || !NEVER.includes(error.name)) throw error;
    }
  }
  return false;
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
