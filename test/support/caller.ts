import { setTimeout as wait } from 'node:timers/promises';
import { systemIds } from '../../functions/kernel/ids.ts';
import type { Visitor } from '../../local/running.ts';

/** An answer of the API as a client sees it. */
export interface Answer {
  readonly status: number;
  /** The content type, without parameters. */
  readonly type: string;
  readonly body: Record<string, unknown> & {
    code?: string;
    errors?: { path: string; code: string }[];
    detail?: Record<string, unknown>;
  };
}

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  readonly key?: string | null;
  readonly session?: string;
}

/** The API of a local cloud, called over HTTP through its front door; the cloud may be another process. */
export interface Caller {
  ask(method: string, path: string, what?: Ask): Promise<Answer>;
  /** The token of a member of the demonstration's staff; signed in once. */
  token(username: string): Promise<string>;
  /** The six digits of the last code that was sent to this address. @throws when none comes within 20 s */
  codeFor(address: string): Promise<string>;
  /** Sends a file with the form of a device's upload and has it read. */
  upload(device: string, who: string, fileName: string, text: string): Promise<Answer>;
}

const CODE = /(?:확인번호|code)[^0-9]{0,12}(\d{6})/i;

export function callerOf(visitor: Pick<Visitor, 'api' | 'signIn' | 'mail'>): Caller {
  const tokens = new Map<string, Promise<{ accessToken: string }>>();
  const token = async (username: string) => {
    const known = tokens.get(username) ?? visitor.signIn(username);
    tokens.set(username, known);
    return (await known).accessToken;
  };

  async function ask(method: string, path: string, what: Ask = {}): Promise<Answer> {
    const key = what.key === undefined ? systemIds.ulid() : what.key;
    const body = what.raw ?? (what.body === undefined ? undefined : JSON.stringify(what.body));
    const response = await fetch(visitor.api(path), {
      method,
      headers: {
        ...(what.token ? { authorization: `Bearer ${what.token}` } : {}),
        ...(what.session ? { 'x-follow-session': what.session } : {}),
        ...(method === 'GET' || key === null ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const type = (response.headers.get('content-type') ?? '').replace(/;.*/, '');
    return { status: response.status, type, body: text ? (JSON.parse(text) as Answer['body']) : {} };
  }

  async function codeFor(address: string): Promise<string> {
    for (const until = Date.now() + 20_000; Date.now() < until; await wait(50)) {
      for (const mail of await visitor.mail()) {
        const code = mail.to.includes(address)
          ? CODE.exec(`${mail.subject}\n${mail.text ?? ''}`)?.[1]
          : undefined;
        if (code) return code;
      }
    }
    throw new Error(`no code was sent to ${address}`);
  }

  async function upload(device: string, who: string, fileName: string, text: string): Promise<Answer> {
    const path = `/api/staff/devices/${device}`;
    const size = Buffer.byteLength(text);
    const form = await ask('POST', `${path}/uploads`, { token: await token(who), body: { fileName, size } });
    if (form.status !== 200) return form;
    const { upload, url, fields } = form.body as {
      upload: string;
      url: string;
      fields: Record<string, string>;
    };
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append('file', new Blob([text]), fileName);
    const stored = await fetch(url, { method: 'POST', body: data });
    if (!stored.ok) throw new Error(`${fileName}: ${stored.status} ${await stored.text()}`);
    return ask('POST', `${path}/evidence`, { token: await token(who), body: { upload, fileName } });
  }
  return { ask, token, codeFor, upload };
}

export const anOffer = (email: string, changes: Record<string, unknown> = {}) => ({
  giver: { kind: 'person', contact: { name: '한나눔', email, language: 'ko' } },
  pickup: { district: '11530', postcode: '08209', street: '공원로 41' },
  preferredDays: [],
  items: [{ kind: 'desktop', count: 1, condition: 'works' }],
  wantsReceipt: true,
  consents: { privacy: true, erasure: true, news: false },
  ...changes,
});
