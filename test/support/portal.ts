import { systemIds } from '../../functions/kernel/ids.ts';
import { portalToken, sendSigned } from '../../local/portal/client.ts';
import type { PortalCredentials } from '../../local/portal/credentials.ts';
import { readPortal } from '../../local/portal/visit.ts';
import type { Visitor } from '../../local/running.ts';
import type { Answer, Ask } from './caller.ts';

/** A portal of the demonstration that reports to a local cloud through its front door. */
export interface TestPortal {
  readonly credentials: PortalCredentials;
  /** Fetched once, by client credentials. */
  token(): Promise<string>;
  /**
   * Signs and sends, at the cloud's time; the key is the body's `id` unless another one is given.
   * @param off seconds by which the signature's time is off
   */
  ask(method: string, path: string, what?: Ask, off?: number): Promise<Answer>;
  /** Posts a report, which gets an id unless it has one: the same id and fields again are the same report. */
  report(path: string, fields: Readonly<Record<string, unknown>>, what?: Ask): Promise<Answer>;
}

export async function openPortal(
  visitor: Pick<Visitor, 'site' | 'door' | 'clock'>,
  id = 'seoul-portal',
): Promise<TestPortal> {
  const credentials = await readPortal(visitor.door, id);
  let own: Promise<string> | undefined;
  const token = () => {
    own ??= portalToken(credentials);
    return own;
  };
  async function ask(method: string, path: string, what: Ask = {}, off = 0): Promise<Answer> {
    const body = method === 'GET' ? '' : (what.raw ?? JSON.stringify(what.body ?? {}));
    const { id: ownKey } = (what.body ?? {}) as { id?: string };
    const key = what.key === undefined ? (ownKey ?? systemIds.ulid()) : what.key;
    const response = await sendSigned(
      visitor.site,
      credentials,
      { method, path, body, ...(key === null ? {} : { key }) },
      {
        token: what.token ?? (await token()),
        created: Math.floor((await visitor.clock.now()) / 1000) + off,
      },
    );
    const type = (response.headers.get('content-type') ?? '').replace(/;.*/, '');
    const text = await response.text();
    return { status: response.status, type, body: text ? (JSON.parse(text) as Answer['body']) : {} };
  }
  return {
    credentials,
    token,
    ask,
    report: (path, fields, what = {}) =>
      ask('POST', path, { ...what, body: { id: systemIds.ulid(), ...fields } }),
  };
}
