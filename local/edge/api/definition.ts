import { matchesPattern } from '../../door/policy/pattern.ts';
import type { Cloud, Resource } from '../../template/cloud.ts';
import type { AuthorizerDefinition } from './authorizer.ts';

/** A route of an HTTP API with everything that its template says about it. */
export interface ApiRoute {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly authorizerId?: string;
  readonly scopes: readonly string[];
  readonly timeoutMs: number;
  /** Whether a permission lets API Gateway invoke the function for this route; without it the route answers 500. */
  readonly permitted: boolean;
}

export interface ApiDefinition {
  readonly id: string;
  readonly account: string;
  readonly domainName: string;
  readonly stage: string;
  readonly routes: readonly ApiRoute[];
  readonly authorizers: ReadonlyMap<string, AuthorizerDefinition>;
}

/** HTTP APIs allow an integration at most 30 s. */
const LONGEST_MS = 30_000;

/** @throws Error naming what of the API the local cloud does not do */
export function readApi(cloud: Cloud, api: Resource): ApiDefinition {
  const own = (type: string) =>
    cloud.ofType(`AWS::ApiGatewayV2::${type}`).filter((one) => one.properties.ApiId === api.physicalId);
  const refuse = (what: string): never => {
    throw new Error(`HTTP API ${api.logicalId}: the local cloud does not do ${what}`);
  };
  if (api.properties.ProtocolType !== 'HTTP') refuse(`the protocol ${String(api.properties.ProtocolType)}`);
  if (api.properties.CorsConfiguration !== undefined)
    refuse('CORS of the API: its pages have its own origin');
  const stages = own('Stage').map(({ physicalId }) => physicalId);
  if (stages.length !== 1 || stages[0] !== '$default') refuse(`stages other than $default (${stages})`);
  const integrations = new Map(own('Integration').map((one) => [one.physicalId, one]));
  const authorizers = new Map(own('Authorizer').map((one) => [one.physicalId, readAuthorizer(one)]));
  const [, , , region] = api.arn.split(':');
  const routes = own('Route').map((route): ApiRoute => {
    const {
      RouteKey,
      Target,
      AuthorizationType = 'NONE',
      AuthorizerId,
      AuthorizationScopes,
    } = route.properties;
    const routeKey = String(RouteKey);
    const integration = integrations.get(String(Target).replace('integrations/', ''));
    if (!integration) return refuse(`the route ${routeKey} without an integration`);
    if (AuthorizationType !== 'NONE' && AuthorizationType !== 'JWT')
      refuse(`the authorization ${String(AuthorizationType)} of ${routeKey}`);
    if (AuthorizationType === 'JWT' && !authorizers.has(String(AuthorizerId)))
      refuse(`the authorizer ${String(AuthorizerId)} of ${routeKey}`);
    const functionArn = functionOf(integration, refuse);
    const source = `arn:aws:execute-api:${region}:${cloud.account}:${api.physicalId}/$default/${sourcePath(routeKey)}`;
    return {
      routeKey,
      functionArn,
      ...(AuthorizationType === 'JWT' ? { authorizerId: String(AuthorizerId) } : {}),
      scopes: (AuthorizationScopes as string[] | undefined) ?? [],
      timeoutMs: Math.min(Number(integration.properties.TimeoutInMillis ?? LONGEST_MS), LONGEST_MS),
      permitted: mayInvoke(cloud, 'apigateway.amazonaws.com', functionArn, source),
    };
  });
  const domainName = `${api.physicalId}.execute-api.${region}.amazonaws.com`;
  return { id: api.physicalId, account: cloud.account, domainName, stage: '$default', routes, authorizers };
}

function functionOf({ properties, logicalId }: Resource, refuse: (what: string) => never): string {
  const { IntegrationType, IntegrationUri, PayloadFormatVersion } = properties;
  if (IntegrationType !== 'AWS_PROXY') refuse(`${String(IntegrationType)} (${logicalId})`);
  if (PayloadFormatVersion !== '2.0')
    refuse(`the payload format ${String(PayloadFormatVersion)} (${logicalId})`);
  // Either the function's ARN, or that of its invocation as REST APIs write it.
  return /functions\/(arn:[^/]+)\/invocations$/.exec(String(IntegrationUri))?.[1] ?? String(IntegrationUri);
}

function readAuthorizer({ properties, logicalId }: Resource): AuthorizerDefinition {
  if (properties.AuthorizerType !== 'JWT')
    throw new Error(`authorizer ${logicalId}: the local cloud does JWT authorizers only`);
  const { Issuer, Audience = [] } = properties.JwtConfiguration as { Issuer: string; Audience?: string[] };
  return { issuer: Issuer, audience: Audience, identitySource: properties.IdentitySource as string[] };
}

/** `GET /a/{b}` → `GET/a/{b}`, as the permissions of API Gateway name a route. */
const sourcePath = (routeKey: string): string =>
  routeKey === '$default' ? '$default' : routeKey.replace(' ', '');

/** Whether an AWS::Lambda::Permission lets a service invoke a function on behalf of `source`. */
export function mayInvoke(cloud: Cloud, service: string, functionArn: string, source: string): boolean {
  return cloud.ofType('AWS::Lambda::Permission').some(({ properties }) => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties;
    const name = String(FunctionName);
    return (
      (Action === 'lambda:InvokeFunction' || Action === 'lambda:*') &&
      Principal === service &&
      (name === functionArn || functionArn.endsWith(`:function:${name}`)) &&
      (SourceArn === undefined || matchesPattern(String(SourceArn), source)) &&
      (SourceAccount === undefined || SourceAccount === cloud.account)
    );
  });
}
