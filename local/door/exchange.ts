import type { ServiceError } from './errors.ts';
import { ServiceError as Refused } from './errors.ts';
import { restError } from './functions/service.ts';
import { isForm } from './s3/form.ts';
import type { ObjectService } from './s3/service.ts';
import type { Service } from './service.ts';
import { jsonError } from './service.ts';
import { verifyHeader } from './signature/header.ts';
import type { Keyring } from './signature/keyring.ts';
import { isLink, verifyLink } from './signature/link.ts';
import { SignatureRefused } from './signature/refusal.ts';
import type { Signer } from './signature/scope.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** Services of the REST protocol; the others speak AWS JSON. */
const REST = new Set(['lambda', 'ses']);

export interface Exchange {
  readonly keyring: Keyring;
  readonly region: string;
  readonly now: () => number;
  readonly objects: ObjectService;
  /** By the name in the credential scope: dynamodb, states, kms … */
  readonly services: ReadonlyMap<string, Service>;
}

/** One request to the door: who signed it, for which service; then that service answers. */
export async function answerRequest(parts: Exchange, request: WireRequest): Promise<WireAnswer> {
  const { keyring, region, now, objects, services } = parts;
  const named = scopeService(request);
  const verify = async (): Promise<Signer> => {
    const signer = await (isLink(request)
      ? verifyLink(request, keyring, now())
      : verifyHeader(request, keyring, now()));
    if (signer.region !== region)
      throw new SignatureRefused(
        'wrong-signature',
        `Credential should be scoped to ${region}, not ${signer.region}.`,
      );
    return signer;
  };
  if (
    named === 's3' ||
    (named === undefined && (isLink(request) || isForm(request) || objects.bucketOf(request.path)))
  )
    return objects.exchange(request, async () => {
      const signer = await verify();
      if (signer.service !== 's3')
        throw new SignatureRefused('wrong-signature', 'the scope is not that of s3');
      return signer.roleArn;
    });
  try {
    const { roleArn, service } = await verify();
    const backend = services.get(service);
    if (!backend) {
      console.error(`local door: not implemented: the service ${service}`);
      throw new Refused(
        'UnknownOperationException',
        `The local cloud does not implement the service ${service}`,
      );
    }
    return await backend.answer(request, roleArn);
  } catch (error) {
    if (error instanceof SignatureRefused) return refusal(refusedSignature(error), named);
    if (error instanceof Refused) return refusal(error, named);
    throw error;
  }
}

function scopeService(request: WireRequest): string | undefined {
  return /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
}

function refusal(error: ServiceError, service: string | undefined): WireAnswer {
  return service !== undefined && REST.has(service)
    ? restError(new Refused(error.code, error.message, 403))
    : jsonError(error, '1.0', 'com.amazon.coral.service');
}

function refusedSignature({ kind, message }: SignatureRefused): ServiceError {
  switch (kind) {
    case 'missing':
      return new Refused('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    case 'malformed':
      return new Refused('IncompleteSignatureException', message);
    case 'unknown-key':
    case 'wrong-token':
      return new Refused(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      );
    default:
      return new Refused('InvalidSignatureException', message);
  }
}
