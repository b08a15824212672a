import { systemIds } from '../../functions/kernel/ids.ts';

/** The people who act in the demonstration, by their user name in the city pack. */
export type Staff =
  | 'chest.kim'
  | 'repair.lee'
  | 'repair.park'
  | 'lead.choi'
  | 'office.seo'
  | 'committee.yoon'
  | 'committee.lim'
  | 'committee.song'
  | 'sds.moon'
  | 'lgcns.baek';

export interface Stage {
  /** Address of the site; the API is below it. */
  readonly site: string;
  signIn(username: string): Promise<{ accessToken: string }>;
  signInCitizen(email: string): Promise<{ accessToken: string }>;
  readonly clock: { advance(ms: number): void | Promise<void>; offsetMs(): number };
  progress?(text: string): void;
}

/** Calls the city's own API as a person would, through the front door: no row is written by hand. */
export interface Office {
  post<A = { id: string; status: string }>(who: Staff | undefined, path: string, body: object): Promise<A>;
  get<A>(who: Staff, path: string): Promise<A>;
  upload(device: string, fileName: string, text: string): Promise<void>;
  /** @returns the list's id */
  uploadList(who: Staff, pledge: string, fileName: string, text: string): Promise<string>;
  /** @returns the statement's id */
  uploadStatement(who: Staff, fileName: string, text: string): Promise<string>;
  /** As a citizen who is signed in. */
  asCitizen<A = object>(email: string, path: string, body: object): Promise<A>;
  /** Time passes; tokens end with it. */
  pass(days: number): Promise<void>;
}

export function openOffice(stage: Stage): Office {
  let tokens = new Map<string, Promise<{ accessToken: string }>>();
  /** As when their app opens: colleagues see their name from then on. */
  const enter = async (who: Staff) => {
    const signedIn = await stage.signIn(who);
    const response = await fetch(`${stage.site}/api/staff/me/entry`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${signedIn.accessToken}`,
        'content-type': 'application/json',
        'idempotency-key': systemIds.ulid(),
      },
      body: '{}',
    });
    if (!response.ok) throw new Error(`demonstration: ${who} enters → ${response.status}`);
    return signedIn;
  };
  const token = async (who: Staff) => {
    const known = tokens.get(who) ?? enter(who);
    tokens.set(who, known);
    return (await known).accessToken;
  };

  const citizens = new Map<string, Promise<{ accessToken: string }>>();
  const citizenToken = async (email: string) => {
    const known = citizens.get(email) ?? stage.signInCitizen(email);
    citizens.set(email, known);
    return (await known).accessToken;
  };
  const call = async <A>(method: 'GET' | 'POST', who: Staff | undefined, path: string, body?: object) =>
    send<A>(method, who && (await token(who)), path, body);

  async function send<A>(
    method: 'GET' | 'POST',
    bearer: string | undefined,
    path: string,
    body?: object,
  ): Promise<A> {
    const init = {
      method,
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(method === 'POST'
          ? { 'content-type': 'application/json', 'idempotency-key': systemIds.ulid() }
          : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    let response = await fetch(`${stage.site}${path}`, init);
    let text = await response.text();
    // Two people at one record at the same moment: whoever came second presses the button again.
    for (let tries = 1; tries < 8 && response.status === 409 && text.includes('CHANGED_MEANWHILE'); tries++) {
      response = await fetch(`${stage.site}${path}`, init);
      text = await response.text();
    }
    if (!response.ok) throw new Error(`demonstration: ${method} ${path} → ${response.status} ${text}`);
    return JSON.parse(text) as A;
  }

  return {
    post: (who, path, body) => call('POST', who, path, body),
    get: (who, path) => call('GET', who, path),

    async upload(device, fileName, text) {
      const asked = { fileName, size: Buffer.byteLength(text) };
      const form = await call<{ upload: string; url: string; fields: Record<string, string> }>(
        'POST',
        'repair.lee',
        `/api/staff/devices/${device}/uploads`,
        asked,
      );
      await postForm(form.url, form.fields, fileName, text);
      await call('POST', 'repair.lee', `/api/staff/devices/${device}/evidence`, {
        upload: form.upload,
        fileName,
      });
    },

    async uploadList(who, pledge, fileName, text) {
      const path = `/api/staff/pledges/${pledge}`;
      const asked = { fileName, size: Buffer.byteLength(text) };
      const form = await call<{ list: string; url: string; fields: Record<string, string> }>(
        'POST',
        who,
        `${path}/list-uploads`,
        asked,
      );
      await postForm(form.url, form.fields, fileName, text);
      await call('POST', who, `${path}/lists`, { list: form.list, fileName });
      return form.list;
    },

    async uploadStatement(who, fileName, text) {
      const asked = { fileName, size: Buffer.byteLength(text) };
      const { statement, url, fields } = await call<{
        statement: string;
        url: string;
        fields: Record<string, string>;
      }>('POST', who, '/api/staff/statement-uploads', asked);
      await postForm(url, fields, fileName, text);
      await call('POST', who, '/api/staff/statements', { statement, fileName });
      return statement;
    },
    asCitizen: async (email, path, body) => send('POST', await citizenToken(email), path, body),

    async pass(days) {
      await stage.clock.advance(days * 24 * 60 * 60 * 1000);
      tokens = new Map();
      citizens.clear();
    },
  };
}

/** As a browser sends a file to the bucket: the form's fields, then the file. */
async function postForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  fileName: string,
  text: string,
): Promise<void> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', new Blob([text], { type: 'application/octet-stream' }), fileName);
  const sent = await fetch(url, { method: 'POST', body: data });
  if (!sent.ok) throw new Error(`demonstration: upload → ${sent.status} ${await sent.text()}`);
}

/** At most so many at once: two cores serve them, more would only wait. */
export async function inParallel<T>(
  things: readonly T[],
  work: (thing: T, i: number) => Promise<void>,
  width = 6,
) {
  let next = 0;
  const lane = async () => {
    while (next < things.length) {
      const i = next++;
      await work(things[i] as T, i);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, things.length) }, lane));
}
