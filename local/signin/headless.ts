import { createHash, randomBytes } from 'node:crypto';

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/**
 * Signs someone in without a browser: the real code flow with PKCE over HTTP, page, form, redirects and cookies.
 * @param fields what the sign-in form sends: `{ person }` for staff, `{ email }` for citizens
 * @throws Error naming the step that answered otherwise
 */
export async function signInHeadless(
  app: { issuer: string; clientId: string; redirectUri: string; scope?: string },
  fields: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const cookies = new Map<string, string>();
  const send = async (url: string, form?: Readonly<Record<string, string>>) => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const next = async (answer: Response, step: string) => {
    const location = answer.headers.get('location');
    if (location === null)
      throw new Error(`${step}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return new URL(location, app.issuer).href;
  };

  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const authorize = new URL(`${app.issuer}/oauth2/authorize`);
  authorize.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: app.scope ?? 'openid email',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const form = await next(await send(authorize.href), 'authorize');
  const resume = await next(await send(form, fields), 'sign-in form');
  const back = new URL(await next(await send(resume), 'resume'));
  const code = back.searchParams.get('code');
  if (!back.href.startsWith(app.redirectUri) || code === null || back.searchParams.get('state') !== state)
    throw new Error(`the app was given ${back.href}`);
  const answer = await fetch(`${app.issuer}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  if (!answer.ok) throw new Error(`token: ${answer.status} ${await answer.text()}`);
  const tokens = (await answer.json()) as Record<string, string>;
  return {
    accessToken: tokens.access_token ?? '',
    idToken: tokens.id_token ?? '',
    refreshToken: tokens.refresh_token ?? '',
  };
}
