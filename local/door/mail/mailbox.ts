import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';

export interface Mail {
  readonly id: string;
  /** A text message has a number for an address and no subject. */
  readonly channel: 'mail' | 'text';
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly MailAttachment[];
  /** Tags and headers as the sender gave them. */
  readonly tags: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  /** Base64. */
  readonly content: string;
}

/** Where sent mail lands, instead of in the world. */
export interface Mailbox {
  deliver(mail: Omit<Mail, 'id' | 'at'>): Mail;
  /** Newest first. */
  list(): Mail[];
  get(id: string): Mail | undefined;
  clear(): void;
  /** Called after each delivery. Returns the function that ends the listening. */
  onDelivery(listener: (mail: Mail) => void): () => void;
}

export function openMailbox(folder: string, now: () => number): Mailbox {
  mkdirSync(folder, { recursive: true });
  const names = () => readdirSync(folder).filter((name) => name.endsWith('.json'));
  const mails: Mail[] = names()
    .sort()
    .map((name) => readJson<Mail>(join(folder, name)))
    .filter((mail) => mail !== undefined);
  const listeners = new Set<(mail: Mail) => void>();
  let serial = mails.length;
  return {
    deliver(content) {
      const mail: Mail = { id: randomUUID(), at: new Date(now()).toISOString(), ...content };
      // Time and serial number lead the name, so that the folder's order is that of the deliveries.
      const order = `${String(now()).padStart(14, '0')}-${String(serial++).padStart(8, '0')}`;
      writeWhole(join(folder, `${order}-${mail.id}.json`), JSON.stringify(mail));
      mails.push(mail);
      for (const listener of listeners) listener(mail);
      return mail;
    },
    list: () => mails.toReversed(),
    get: (id) => mails.find((mail) => mail.id === id),
    clear() {
      for (const name of names()) rmSync(join(folder, name), { force: true });
      mails.length = 0;
    },
    onDelivery(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
