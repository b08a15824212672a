import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  OAuthScope,
  ResourceServerScope,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PORTAL_SERVER, portalScope } from '../../functions/kernel/actor.ts';
import type { Portals } from '../../functions/kernel/city-portals.ts';
import { accept } from './accept.ts';
import type { TokenIssuer } from './http-api.ts';
import { NOT_PLUS, SignInDomain } from './sign-in-domain.ts';

const NOBODY =
  'Nobody signs in here: the pool has no users and no client through which one could (docs/adr/0019).';

/** The city's portals, machines with client credentials: a pool without people (docs/adr/0019). */
export class PortalPool extends Construct {
  readonly pool: UserPool;
  readonly domain: SignInDomain;
  /** What a portal's token is recognised by. */
  readonly tokens: TokenIssuer;

  constructor(scope: Construct, id: string, props: { prefix: string; portals: Portals }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(this.pool, 'COG2', NOBODY);
    accept(this.pool, 'COG8', NOT_PLUS);
    this.domain = new SignInDomain(this, 'Domain', { pool: this.pool, prefix: props.prefix });
    const scopes = props.portals.map(
      (portal) =>
        new ResourceServerScope({
          scopeName: portalScope(portal.id),
          scopeDescription: `Reports as ${portal.id}`,
        }),
    );
    const server = this.pool.addResourceServer('Server', { identifier: PORTAL_SERVER, scopes });
    const clients = props.portals.map((portal, i) =>
      this.pool.addClient(portal.id, {
        userPoolClientName: portal.id,
        generateSecret: true,
        oAuth: {
          flows: { clientCredentials: true },
          scopes: [OAuthScope.resourceServer(server, scopes[i] as ResourceServerScope)],
        },
        accessTokenValidity: Duration.hours(1),
        enableTokenRevocation: true,
        preventUserExistenceErrors: true,
      }),
    );
    this.tokens = {
      issuer: this.domain.issuer,
      clients: clients.map(({ userPoolClientId }) => userPoolClientId),
      scopes: props.portals.map((portal) => `${PORTAL_SERVER}/${portalScope(portal.id)}`),
    };
  }
}
