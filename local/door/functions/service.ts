import type { Authority } from '../authority.ts';
import type { Cloud, Resource } from '../cloud.ts';
import { ServiceError } from '../errors.ts';
import type { Service } from '../service.ts';
import { unknownAction } from '../service.ts';
import type { WireAnswer } from '../wire.ts';
import type { EventQueue, InvokeFunction } from './events.ts';

const SYNC_BYTES = 6 * 1024 ** 2; // Lambda quotas: 6 MB for a call that is waited for
const EVENT_BYTES = 1024 ** 2; // and 1 MB for an event

/** Lambda's Invoke, in both of its types. */
export function openFunctionService(parts: {
  authority: Authority;
  cloud: Cloud;
  invoke: InvokeFunction;
  events: EventQueue;
}): Service {
  const { authority, cloud, invoke, events } = parts;

  async function perform(roleArn: string, name: string, type: string, payload: Buffer) {
    const called = findFunction(cloud, name);
    authority.demand(roleArn, 'lambda:InvokeFunction', qualified(called, name));
    const most = type === 'Event' ? EVENT_BYTES : SYNC_BYTES;
    if (payload.length > most)
      throw new ServiceError('RequestTooLargeException', `Request must be smaller than ${most} bytes`, 413);
    const event = readPayload(payload);
    if (type === 'Event') {
      events.accept(called.arn, event);
      return { status: 202, text: '', error: undefined };
    }
    if (type !== 'RequestResponse')
      throw new ServiceError('InvalidParameterValueException', `InvocationType ${type} is not implemented`);
    const outcome = await invoke(called.arn, event, 'RequestResponse');
    if (outcome.status === 429) throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429);
    return { status: 200, text: JSON.stringify(outcome.payload ?? null), error: outcome.functionError };
  }

  return {
    async answer(request, roleArn): Promise<WireAnswer> {
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.path)?.[1];
      try {
        if (request.method !== 'POST' || name === undefined)
          throw unknownAction('lambda', `${request.method} ${request.path}`);
        const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
        const { status, text, error } = await perform(roleArn, decodeURIComponent(name), type, request.body);
        return {
          status,
          headers: {
            'content-type': 'application/json',
            'x-amz-executed-version': '$LATEST',
            ...(error === undefined ? {} : { 'x-amz-function-error': error }),
          },
          body: text,
        };
      } catch (error) {
        if (error instanceof ServiceError) return restError(error);
        throw error;
      }
    },
    async call(roleArn, action, input) {
      if (action !== 'Invoke') throw unknownAction('lambda', action);
      const { Payload, InvocationType, FunctionName } = input;
      const text = typeof Payload === 'string' ? Payload : JSON.stringify(Payload ?? {});
      const type = String(InvocationType ?? 'RequestResponse');
      const outcome = await perform(roleArn, String(FunctionName), type, Buffer.from(text));
      return {
        StatusCode: outcome.status,
        ExecutedVersion: '$LATEST',
        ...(outcome.text === '' ? {} : { Payload: outcome.text }),
        ...(outcome.error === undefined ? {} : { FunctionError: outcome.error }),
      };
    },
  };
}

/** Errors of Lambda's and SES's REST protocol: the code in a header, AccessDenied with 403. */
export function restError(error: ServiceError): WireAnswer {
  const denied = error.code === 'AccessDeniedException';
  return {
    status: denied ? 403 : error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify(denied ? { Message: error.message } : { message: error.message, ...error.details }),
  };
}

/** By name, ARN, or either with a version or alias behind it. */
export function findFunction(cloud: Cloud, name: string): Resource {
  const found = cloud.ofType('AWS::Lambda::Function').find(({ arn, physicalId }) => {
    return [arn, physicalId].some((own) => name === own || name.startsWith(`${own}:`));
  });
  if (!found) throw new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  return found;
}

const qualified = (called: Resource, name: string): string => {
  const qualifier = [called.arn, called.physicalId].find((own) => name.startsWith(`${own}:`));
  return qualifier === undefined ? called.arn : `${called.arn}${name.slice(qualifier.length)}`;
};

function readPayload(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8') || '{}');
  } catch (error) {
    throw new ServiceError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
}
