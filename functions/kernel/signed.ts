import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * Signed calls to S3 and KMS without their full SDK clients, which would push an API function past its 480 KB.
 * The signing itself is AWS's own library. Credentials and region come from the Lambda environment.
 */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export function credentials(env: NodeJS.ProcessEnv = process.env): Credentials {
  return {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
  };
}

export const region = (env: NodeJS.ProcessEnv = process.env): string => env.AWS_REGION ?? 'ap-northeast-2';

/** The service's address: `AWS_ENDPOINT_URL` where set (the local cloud), AWS's own otherwise. */
export function endpoint(service: 's3' | 'kms', bucket?: string, env: NodeJS.ProcessEnv = process.env): URL {
  const override = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? env.AWS_ENDPOINT_URL;
  if (override) return new URL(bucket ? `/${bucket}` : '/', override);
  const host = `${service}.${region(env)}.amazonaws.com`;
  return new URL(bucket ? `https://${bucket}.${host}/` : `https://${host}/`);
}

export const signer = (service: 's3' | 'kms') =>
  new SignatureV4({
    service,
    region: region(),
    credentials: async () => credentials(),
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  });

export function requestTo(
  url: URL,
  init: { method: string; headers?: Record<string, string>; body?: string | Uint8Array },
): HttpRequest {
  return new HttpRequest({
    method: init.method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port ? { port: Number(url.port) } : {}),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, ...init.headers },
    body: init.body,
  });
}

/** Three tries for throttling and 5xx, at 50 and 100 ms; everything else is the caller's to judge. */
const TRIES = 3;

export async function signedFetch(
  service: 's3' | 'kms',
  url: URL,
  init: { method: string; headers?: Record<string, string>; body?: string | Uint8Array },
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const signed = await signer(service).sign(requestTo(url, init));
    const response = await fetch(url, {
      method: init.method,
      headers: signed.headers,
      ...(init.body === undefined ? {} : { body: init.body as BodyInit }),
    });
    if ((response.status < 500 && response.status !== 429) || attempt === TRIES) return response;
    await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
  }
}
