import type { Mail } from './door/mail/mailbox.ts';
import { signInHeadless } from './signin/headless.ts';
import type { Addresses } from './template/cloud.ts';

/** A local cloud that runs, seen from outside: everything goes through its own doors, over HTTP. */
export interface Visitor extends Addresses {
  /** Address of an API path, e.g. `api('/api/public/donations')`. */
  api(path: string): string;
  /** A member of the demonstration's staff by user name: the real code flow with PKCE. */
  signIn(username: string): Promise<{ accessToken: string }>;
  /** A citizen by e-mail address. */
  signInCitizen(email: string): Promise<{ accessToken: string }>;
  /** Newest first. */
  mail(): Promise<Mail[]>;
  readonly clock: {
    now(): Promise<number>;
    /** Moves time forward; resolves when deadlines that passed have been acted on. */
    advance(ms: number): Promise<void>;
  };
}

interface Configuration {
  readonly staff: { authority: string; client: string };
  readonly citizen: { authority: string; client: string };
}

export function visit({ site, door }: Addresses): Visitor {
  const read = async <T>(url: string, init?: RequestInit): Promise<T> => {
    const answer = await fetch(url, init);
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const app = async (face: keyof Configuration, redirectUri: string) => {
    const configuration = await read<Configuration>(`${site}/api/public/configuration`);
    const { authority, client } = configuration[face];
    return { issuer: authority, clientId: client, redirectUri };
  };
  return {
    ...{ site, door },
    api: (path) => `${site}${path}`,
    signIn: async (person) => signInHeadless(await app('staff', `${site}/staff/signin`), { person }),
    signInCitizen: async (email) => signInHeadless(await app('citizen', `${site}/signin/`), { email }),
    mail: () => read(`${door}/_local/mail.json`),
    clock: {
      now: async () => (await read<{ now: number }>(`${door}/_local/clock.json`)).now,
      async advance(ms) {
        const headers = { 'content-type': 'application/json' };
        await read(`${door}/_local/clock/advance`, { method: 'POST', headers, body: JSON.stringify({ ms }) });
      },
    },
  };
}
