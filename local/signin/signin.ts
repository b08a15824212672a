import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Provider } from 'oidc-provider';
import { pageHeaders } from '../edge/pages/layout.ts';
import type { Functions } from '../functions/functions.ts';
import type { Addresses, Cloud } from '../template/cloud.ts';
import { type Accounts, openCitizens, openStaff } from './accounts.ts';
import { errorPage } from './page.ts';
import type { Person } from './person.ts';
import { type Pool, readPools } from './pool.ts';
import { openProvider } from './provider.ts';
import { openSecrets } from './secrets.ts';
import { openTrigger } from './trigger.ts';

export interface SignInOptions {
  readonly cloud: Cloud;
  readonly addresses: Addresses;
  /** The data folder. */
  readonly folder: string;
  /** Who may sign in at the pools that have groups. */
  readonly people: readonly Person[];
  readonly servedName: (code: string) => string;
  readonly invoke: Functions['invoke'];
}

/** Cognito on this machine. */
export interface SignIn {
  readonly pools: readonly Pool[];
  issuerOf(poolId: string): string;
  /** The secret of a machine's client, as DescribeUserPoolClient would tell it. */
  secretOf(clientId: string): string;
  /** Answers what lies below `/_signin/<pool>`; false for everything else. */
  route(request: IncomingMessage, response: ServerResponse): boolean;
}

interface OpenPool {
  readonly pool: Pool;
  readonly accounts: Accounts;
  readonly provider: Provider;
  readonly callback: ReturnType<Provider['callback']>;
  readonly site: string;
}

/** Longer than any honest form of the sign-in. */
const FORM_LIMIT = 10_000;

/** @throws Error naming what of the pools the local cloud does not do */
export function openSignIn(options: SignInOptions): SignIn {
  const { cloud, addresses } = options;
  const issuerOf = (poolId: string) => `${addresses.door}/_signin/${poolId}`;
  const pools = readPools(cloud);
  const secretOf = openSecrets(join(options.folder, 'signin'));
  const open = new Map(pools.map((pool) => [pool.id, openPool(pool, issuerOf(pool.id), secretOf, options)]));
  return {
    pools,
    issuerOf,
    secretOf,
    route(request, response) {
      const [, poolId = '', path = ''] = /^\/_signin\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? [];
      const one = open.get(poolId);
      if (!one) return false;
      answer(one, path, request, response).catch((error: Error) => {
        // The provider's own refusals, e.g. an interaction that is over.
        if (error.name !== 'SessionNotFound') console.error('sign-in: fault', error);
        if (response.headersSent) response.destroy();
        else show(one, response, error.name === 'SessionNotFound' ? 400 : 500, errorPage(error.message));
      });
      return true;
    },
  };
}

function openPool(
  pool: Pool,
  issuer: string,
  secretOf: SignIn['secretOf'],
  options: SignInOptions,
): OpenPool {
  const { cloud, addresses, invoke } = options;
  const folder = join(options.folder, 'signin', pool.id);
  const accounts =
    pool.groups.length > 0
      ? openStaff(pool.id, options.people, options.servedName)
      : openCitizens(pool.id, folder);
  const provider = openProvider({
    ...{ pool, issuer, folder, secretOf, errorPage },
    site: addresses.site,
    findAccount: accounts.find,
    askTrigger: openTrigger(cloud, pool, invoke),
  });
  return { pool, accounts, provider, callback: provider.callback(), site: addresses.site };
}

async function answer(
  one: OpenPool,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (path.startsWith('/interaction/')) return interact(one, request, response);
  if (/^\/logout(\?|$)/.test(path)) return logOut(one, new URL(path, one.provider.issuer), request, response);
  // As a router would: the provider builds its addresses from the two.
  Object.assign(request, { originalUrl: request.url, url: path === '' ? '/' : path });
  await one.callback(request, response);
}

async function interact(one: OpenPool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { accounts, provider } = one;
  await provider.interactionDetails(request, response); // rejects for one that is over, or somebody else's
  if (request.method !== 'POST') return show(one, response, 200, accounts.page());
  const form = new URLSearchParams(await readForm(request));
  const account = await accounts.admit(form);
  if (!account) return show(one, response, 422, accounts.page(form.get('email') ?? ''));
  await provider.interactionFinished(request, response, { login: { accountId: account.attributes.sub } });
}

/** Cognito's logout endpoint: ends the session of its pages and goes back to the app. */
async function logOut(
  one: OpenPool,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pool, provider } = one;
  const client = pool.clients.find(({ id }) => id === url.searchParams.get('client_id'));
  const to = url.searchParams.get('logout_uri') ?? url.searchParams.get('post_logout_redirect_uri') ?? '';
  if (!client?.logouts.includes(to)) return show(one, response, 400, errorPage('logout_uri'));
  const session = await provider.Session.get(provider.createContext(request, response));
  await session.destroy();
  const state = url.searchParams.get('state');
  response
    .writeHead(302, { location: state === null ? to : `${to}?${new URLSearchParams({ state })}` })
    .end();
}

function show(one: OpenPool, response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, pageHeaders(one.site)).end(html);
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>)
    if (text.length < FORM_LIMIT) text += chunk;
  return text.slice(0, FORM_LIMIT);
}
