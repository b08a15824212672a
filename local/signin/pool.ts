import type { Cloud, Resource } from '../template/cloud.ts';

/** An app that may sign people in at a pool, or a machine with a secret. Times in seconds, as Cognito counts them. */
export interface PoolClient {
  readonly id: string;
  readonly grant: 'code' | 'client_credentials';
  readonly callbacks: readonly string[];
  readonly logouts: readonly string[];
  readonly scopes: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

export interface Pool {
  readonly id: string;
  readonly arn: string;
  /** Pools with groups are for the programme's own people; others for anyone with an e-mail address. */
  readonly groups: readonly string[];
  readonly clients: readonly PoolClient[];
  /** What resource servers bring: `ithope/portal.seoul-portal`. */
  readonly scopes: readonly string[];
  /** The function that Cognito asks before it makes a token (event V2_0). */
  readonly trigger?: string;
}

const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Triggers that would change who may sign in, or how: without them the local sign-in would not be the real one. */
const IGNORED_TRIGGERS = ['CustomMessage'];

/** @throws Error naming what of a pool the local cloud does not do */
export function readPools(cloud: Cloud): Pool[] {
  return cloud.ofType('AWS::Cognito::UserPool').map((pool) => {
    const own = (type: string) =>
      cloud.ofType(type).filter(({ properties }) => properties.UserPoolId === pool.physicalId);
    const trigger = readTrigger(pool);
    const scopes = own('AWS::Cognito::UserPoolResourceServer').flatMap(readScopes);
    return {
      id: pool.physicalId,
      arn: pool.arn,
      groups: own('AWS::Cognito::UserPoolGroup').map(({ physicalId }) => physicalId),
      clients: own('AWS::Cognito::UserPoolClient').map((client) => readClient(client, scopes)),
      scopes,
      ...(trigger === undefined ? {} : { trigger }),
    };
  });
}

function readTrigger({ properties, logicalId }: Resource): string | undefined {
  const { PreTokenGeneration, PreTokenGenerationConfig, ...others } = (properties.LambdaConfig ?? {}) as {
    PreTokenGeneration?: string;
    PreTokenGenerationConfig?: { LambdaArn: string; LambdaVersion: string };
  };
  const unknown = Object.keys(others).filter((name) => !IGNORED_TRIGGERS.includes(name));
  if (unknown.length > 0)
    throw new Error(`user pool ${logicalId}: the local cloud does not call the trigger ${unknown}`);
  if (PreTokenGenerationConfig?.LambdaVersion === 'V2_0') return PreTokenGenerationConfig.LambdaArn;
  if (PreTokenGeneration ?? PreTokenGenerationConfig)
    throw new Error(`user pool ${logicalId}: the local cloud sends PreTokenGeneration events of V2_0 only`);
  return undefined;
}

const readScopes = ({ properties }: Resource): string[] =>
  ((properties.Scopes ?? []) as { ScopeName: string }[]).map(
    ({ ScopeName }) => `${String(properties.Identifier)}/${ScopeName}`,
  );

/** A person's app has no secret; a machine has one, and only scopes of resource servers (AWS refuses it otherwise). */
function readGrant({ properties, logicalId }: Resource, served: readonly string[]): PoolClient['grant'] {
  const flows = (properties.AllowedOAuthFlows ?? []) as string[];
  const hasSecret = properties.GenerateSecret === true;
  if (flows.every((flow) => flow === 'code') && !hasSecret) return 'code';
  if (flows.join() !== 'client_credentials' || !hasSecret)
    throw new Error(
      `client ${logicalId}: the local cloud does the code flow of public clients, or client credentials with a secret`,
    );
  const unknown = ((properties.AllowedOAuthScopes ?? []) as string[]).filter((one) => !served.includes(one));
  if (unknown.length > 0) throw new Error(`client ${logicalId}: no resource server has the scope ${unknown}`);
  return 'client_credentials';
}

function readClient(client: Resource, served: readonly string[]): PoolClient {
  const { properties, physicalId } = client;
  const units = (properties.TokenValidityUnits ?? {}) as Record<string, string>;
  const seconds = (name: string, fallback: number, unit: string) =>
    properties[`${name}Validity`] === undefined
      ? fallback
      : Number(properties[`${name}Validity`]) * (UNITS[units[name] ?? unit] ?? 1);
  return {
    id: physicalId,
    grant: readGrant(client, served),
    callbacks: (properties.CallbackURLs ?? []) as string[],
    logouts: (properties.LogoutURLs ?? []) as string[],
    scopes: (properties.AllowedOAuthScopes ?? ['openid']) as string[],
    accessTokenSeconds: seconds('AccessToken', 3600, 'hours'), // Cognito's defaults: an hour …
    idTokenSeconds: seconds('IdToken', 3600, 'hours'),
    refreshTokenSeconds: seconds('RefreshToken', 30 * 86_400, 'days'), // … and 30 days
  };
}
