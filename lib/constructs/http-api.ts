import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Audience, type Contract, type Route, routeKey } from '../../functions/kernel/contract.ts';
import { accept } from './accept.ts';
import type { DomainFunction } from './domain-function.ts';

/** Who issued the tokens of an audience, and to whom; with scopes, a token needs one of them. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly clients: readonly string[];
  readonly scopes?: readonly string[];
}
type Known = Exclude<Audience, 'public'>;
export interface ApiRoutesProps {
  readonly apiId: string;
  /** A city without portals has none for them. */
  readonly tokens: Readonly<Record<Known, TokenIssuer | undefined>>;
}

/** Per second and route; WAF bounds each address long before (lib/waf-stack.ts). */
const RATE = { steady: 50, burst: 100 };

/** The routes of all contracts, each with its function and, unless it is public, the authorizer of its audience. */
export class ApiRoutes extends Construct {
  readonly stage: CfnStage;
  readonly #apiId: string;
  readonly #tokens: ApiRoutesProps['tokens'];
  readonly #authorizers = new Map<Known, CfnAuthorizer>();

  constructor(scope: Construct, id: string, props: ApiRoutesProps) {
    super(scope, id);
    this.#apiId = props.apiId;
    this.#tokens = props.tokens;
    const log = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new CfnStage(this, 'Stage', {
      apiId: props.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: RATE.steady,
        throttlingBurstLimit: RATE.burst,
        detailedMetricsEnabled: true,
      },
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
    });
  }

  /** Every route of one audience of a contract, served by one function. */
  serve(contract: Contract, audience: Audience, by: DomainFunction): void {
    const integration = new CfnIntegration(by, 'Integration', {
      apiId: this.#apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: by.function.functionArn,
      payloadFormatVersion: '2.0',
      timeoutInMillis: 15_000,
    });
    by.function.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.#apiId,
        resourceName: `*/*/api/${audience}/*`,
      }),
    });
    for (const [name, route] of Object.entries(contract.routes)) {
      if (route.access.audience === audience) this.#route(by, name, route, integration);
    }
  }

  #route(by: DomainFunction, name: string, route: Route, integration: CfnIntegration): void {
    const { audience } = route.access;
    const made = new CfnRoute(by, `Route-${name}`, {
      apiId: this.#apiId,
      routeKey: routeKey(route),
      target: `integrations/${integration.ref}`,
      ...(audience === 'public' ? { authorizationType: 'NONE' } : this.#authorization(audience)),
    });
    if (audience === 'public') accept(made, 'APIG4', `Open to everyone by its contract: ${route.summary}`);
  }

  /** An authorizer is made with the first route that wants it. */
  #authorization(audience: Known) {
    const tokens = this.#tokens[audience];
    if (!tokens) throw new Error(`nobody issues tokens for ${audience}`);
    const made =
      this.#authorizers.get(audience) ??
      new CfnAuthorizer(this, `Authorizer-${audience}`, {
        apiId: this.#apiId,
        name: audience,
        authorizerType: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwtConfiguration: { issuer: tokens.issuer, audience: [...tokens.clients] },
      });
    this.#authorizers.set(audience, made);
    const scopes = tokens.scopes ? { authorizationScopes: [...tokens.scopes] } : {};
    return { authorizationType: 'JWT', authorizerId: made.ref, ...scopes };
  }
}

/** Identifiers and figures only: no address of the caller, no path with its parameters, no header. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integration: '$context.integrationErrorMessage',
  authorizer: '$context.authorizer.error',
};
