import type { Cloud, Resource } from '../template/cloud.ts';

/** An app that may sign people in at a pool. Times in seconds, as Cognito counts them. */
export interface PoolClient {
  readonly id: string;
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
    return {
      id: pool.physicalId,
      arn: pool.arn,
      groups: own('AWS::Cognito::UserPoolGroup').map(({ physicalId }) => physicalId),
      clients: own('AWS::Cognito::UserPoolClient').map(readClient),
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

function readClient({ properties, physicalId, logicalId }: Resource): PoolClient {
  const flows = (properties.AllowedOAuthFlows ?? []) as string[];
  if (flows.some((flow) => flow !== 'code') || properties.GenerateSecret === true)
    throw new Error(`client ${logicalId}: the local cloud does the code flow of public clients only`);
  const units = (properties.TokenValidityUnits ?? {}) as Record<string, string>;
  const seconds = (name: string, fallback: number, unit: string) =>
    properties[`${name}Validity`] === undefined
      ? fallback
      : Number(properties[`${name}Validity`]) * (UNITS[units[name] ?? unit] ?? 1);
  return {
    id: physicalId,
    callbacks: (properties.CallbackURLs ?? []) as string[],
    logouts: (properties.LogoutURLs ?? []) as string[],
    scopes: (properties.AllowedOAuthScopes ?? ['openid']) as string[],
    accessTokenSeconds: seconds('AccessToken', 3600, 'hours'), // Cognito's defaults: an hour …
    idTokenSeconds: seconds('IdToken', 3600, 'hours'),
    refreshTokenSeconds: seconds('RefreshToken', 30 * 86_400, 'days'), // … and 30 days
  };
}
