import { errors, Provider, type ProviderContext, type StructuredToken } from 'oidc-provider';
import { accessClaims, idClaims, machineClaims } from './claims.ts';
import { openIssuing } from './issuing.ts';
import { openKeys } from './keys.ts';
import type { Account } from './person.ts';
import type { Pool, PoolClient } from './pool.ts';
import { openRecords } from './records.ts';
import type { AskTrigger } from './trigger.ts';

/** Stands for the pool's API: a token for a resource is a JWT, one without is opaque. */
const RESOURCE = 'urn:cognito:user-pool';
/** Cognito's hosted pages remember a sign-in for an hour. */
const SESSION_SECONDS = 3600;

export interface ProviderOptions {
  readonly pool: Pool;
  readonly issuer: string;
  /** The pool's own part of the data folder. */
  readonly folder: string;
  /** Origin of the pages that may fetch tokens. */
  readonly site: string;
  readonly findAccount: (sub: string) => Promise<Account | undefined>;
  readonly askTrigger: AskTrigger;
  /** The secret of a machine's client. */
  readonly secretOf: (clientId: string) => string;
  /** The page for a request that cannot be sent back to the app. */
  readonly errorPage: (error: string) => string;
}

/** An OpenID provider that issues what a Cognito user pool issues. */
export function openProvider(options: ProviderOptions): Provider {
  const { pool, issuer, folder, site } = options;
  const clientOf = (id: string) => pool.clients.find((one) => one.id === id) as PoolClient;
  const { overridesFor, occasionOf } = openIssuing(issuer, options.askTrigger);
  const keys = openKeys(folder);
  const records = openRecords(folder);
  const provider = new Provider(issuer, {
    adapter: (model: string) => records(model),
    jwks: keys.jwks,
    clients: pool.clients.map((client) =>
      client.grant === 'client_credentials'
        ? machine(client, options.secretOf(client.id))
        : publicApp(client),
    ),
    scopes: ['openid', 'email', 'phone', 'profile', ...pool.scopes],
    claims: { openid: ['sub'] },
    conformIdTokenClaims: false,
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      revocation: '/oauth2/revoke',
      jwks: '/.well-known/jwks.json',
    },
    discovery: { end_session_endpoint: `${issuer}/logout`, claims_supported: ['sub'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
      clientCredentials: { enabled: pool.clients.some(({ grant }) => grant === 'client_credentials') },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (
          _context: ProviderContext,
          _resource: string,
          client: { clientId: string },
        ) => ({
          scope: ['openid email phone profile', ...pool.scopes].join(' '),
          audience: RESOURCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: clientOf(client.clientId).accessTokenSeconds,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    pkce: { required: () => true },
    clientBasedCORS: (_context: ProviderContext, origin: string) => origin === site,
    cookies: {
      keys: [...keys.cookies],
      names: {
        session: `session_${pool.id}`,
        interaction: `interaction_${pool.id}`,
        resume: `resume_${pool.id}`,
      },
      long: { httpOnly: true, sameSite: 'lax', path: new URL(issuer).pathname },
    },
    ttl: {
      Session: SESSION_SECONDS,
      Interaction: 1800,
      Grant: 366 * 86_400,
      AuthorizationCode: 300, // Cognito's codes live five minutes
      AccessToken: (_context: unknown, _token: unknown, client: { clientId: string }) =>
        clientOf(client.clientId).accessTokenSeconds,
      IdToken: (_context: unknown, _token: unknown, client: { clientId: string }) =>
        clientOf(client.clientId).idTokenSeconds,
      ClientCredentials: (_context: unknown, _token: unknown, client: { clientId: string }) =>
        clientOf(client.clientId).accessTokenSeconds,
      RefreshToken: (_context: unknown, _token: unknown, client: { clientId: string }) =>
        clientOf(client.clientId).refreshTokenSeconds,
    },
    // Cognito keeps refresh tokens apart from the session of its pages, and does not rotate them.
    expiresWithSession: () => false,
    rotateRefreshToken: false,
    issueRefreshToken: () => true,
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `${issuer}/interaction/${uid}` },
    // The programme's own apps: nobody is asked for a consent.
    async loadExistingGrant({ oidc }: ProviderContext) {
      const accountId = oidc.session?.accountId;
      if (accountId === undefined) return undefined;
      const grant = new provider.Grant({ accountId, clientId: oidc.client.clientId });
      const scope = oidc.params.scope ?? 'openid';
      grant.addOIDCScope(scope);
      grant.addResourceScope(RESOURCE, scope);
      await grant.save();
      return grant;
    },
    async findAccount(_context: ProviderContext, sub: string) {
      return (await options.findAccount(sub)) && { accountId: sub, claims: () => ({ sub }) };
    },
    formats: {
      customizers: {
        async jwt(context: ProviderContext, token: { accountId?: string }, parts: StructuredToken) {
          // Cognito's access tokens have no audience; the provider insists on one. This one vanishes in JSON.
          const aud = { toJSON: () => undefined };
          parts.header = { typ: undefined };
          if (token.accountId === undefined) {
            const { scopes } = clientOf(context.oidc.client.clientId);
            const occasion = occasionOf(context, parts.payload);
            // Who asks for no scope gets all that the client has; the provider drops those that nobody has.
            const scope = context.oidc.params.scope?.split(' ') ?? scopes;
            if (!scope.every((one) => scopes.includes(one))) throw new errors.InvalidScope('invalid_scope');
            parts.payload = { ...machineClaims({ ...occasion, scope }), aud };
            return;
          }
          const account = await options.findAccount(token.accountId);
          if (!account) throw new errors.InvalidRequest('User does not exist');
          const overrides = await overridesFor(context, account);
          const claims = accessClaims(account, occasionOf(context, parts.payload), overrides);
          parts.payload = { ...claims, aud };
        },
      },
    },
    renderError(context: ProviderContext, out: { error: string; error_description?: string }) {
      context.type = 'html';
      context.body = options.errorPage(out.error_description ?? out.error);
    },
  });

  // The provider lets only claims known beforehand into an ID token; those of a trigger are not.
  const { prototype } = provider.IdToken;
  const plain = prototype.payload;
  prototype.payload = async function payload(this: { ctx: ProviderContext }) {
    const standard = await plain.call(this);
    const account = await options.findAccount(String(standard.sub));
    if (!account) return standard;
    const overrides = await overridesFor(this.ctx, account);
    return { ...standard, ...idClaims(account, occasionOf(this.ctx), overrides) };
  };
  provider.on('server_error', (_context, error) => console.error('sign-in: fault', error));
  return provider;
}

const publicApp = (client: PoolClient) => ({
  client_id: client.id,
  redirect_uris: client.callbacks,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
  scope: client.scopes.filter((scope) => scope !== 'aws.cognito.signin.user.admin').join(' '),
});

const machine = (client: PoolClient, secret: string) => ({
  client_id: client.id,
  client_secret: secret,
  redirect_uris: [],
  grant_types: ['client_credentials'],
  response_types: [],
  // Cognito takes the secret in the body as well; one way is enough for portals, and this is the documented one.
  token_endpoint_auth_method: 'client_secret_basic',
  scope: client.scopes.join(' '),
});
