import { systemIds } from '../../functions/kernel/ids.ts';
import { type Running, startLocalCloud } from '../../local/start.ts';

/** An answer of the API as a client sees it. */
export interface Answer {
  readonly status: number;
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

/** A running local cloud with an empty store in memory, called over HTTP through its front door. */
export interface TestCloud extends Running {
  ask(method: string, path: string, what?: Ask): Promise<Answer>;
  /** The token of a member of the demonstration's staff; signed in once. */
  token(username: string): Promise<string>;
  /** The six digits of the last code that was sent to this address. */
  codeFor(address: string): Promise<string>;
  /** Write units that all functions together have consumed: unchanged = nothing was written. */
  written(): number;
}

export async function openTestCloud(): Promise<TestCloud> {
  const running = await startLocalCloud({ memory: true });
  const tokens = new Map<string, Promise<{ accessToken: string }>>();
  return {
    ...running,
    async ask(method, path, what = {}) {
      const key = what.key === undefined ? systemIds.ulid() : what.key;
      const body = what.raw ?? (what.body === undefined ? undefined : JSON.stringify(what.body));
      const response = await fetch(running.api(path), {
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
      return { status: response.status, body: text ? (JSON.parse(text) as Answer['body']) : {} };
    },
    async token(username) {
      const known = tokens.get(username) ?? running.signIn(username);
      tokens.set(username, known);
      return (await known).accessToken;
    },
    async codeFor(address) {
      await running.settled();
      for (const mail of await running.mail()) {
        const text = JSON.stringify(mail);
        const code = text.includes(address)
          ? /(?:확인번호|code)[^0-9]{0,12}(\d{6})/i.exec(text)?.[1]
          : undefined;
        if (code) return code;
      }
      throw new Error(`no code was sent to ${address}`);
    },
    written: () =>
      Object.values(running.doorway.usage()).reduce(
        (sum, role) => sum + (role as { writeUnits: number }).writeUnits,
        0,
      ),
  };
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
