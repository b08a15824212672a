import type { ServiceError } from './errors.ts';
import { ServiceError as Refused } from './errors.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** One AWS service behind the door. */
export interface Service {
  /** A signed call over HTTP; the caller's role is known, authorising the call is the service's own duty. */
  answer(request: WireRequest, roleArn: string): Promise<WireAnswer>;
  /**
   * The same call from inside, for the workflow engine.
   * @param action as the wire names it, e.g. `UpdateItem`
   * @throws ServiceError named by the service's error code
   */
  call(roleArn: string, action: string, input: Record<string, unknown>): Promise<unknown>;
}

export type Action = (input: Record<string, unknown>, roleArn: string) => Promise<unknown> | unknown;

/**
 * A service of the AWS JSON protocols.
 * @param namespace of the error codes' `__type`, or '' where the service sends the bare code
 */
export function jsonService(options: {
  name: string;
  version: '1.0' | '1.1';
  namespace: string;
  actions: Readonly<Record<string, Action>>;
}): Service {
  const perform = async (roleArn: string, action: string, input: Record<string, unknown>) => {
    const known = Object.hasOwn(options.actions, action) ? options.actions[action] : undefined;
    if (!known) throw unknownAction(options.name, action);
    return (await known(input, roleArn)) ?? {};
  };
  return {
    call: perform,
    async answer(request, roleArn) {
      try {
        const answer = await perform(roleArn, targetAction(request), readInput(request));
        return jsonAnswer(200, answer, options.version);
      } catch (error) {
        if (error instanceof Refused) return jsonError(error, options.version, options.namespace);
        throw error;
      }
    },
  };
}

/** `DynamoDB_20120810.PutItem` → `PutItem`. */
export const targetAction = (request: WireRequest): string =>
  request.headers['x-amz-target']?.split('.').at(-1) ?? '';

export function readInput(request: WireRequest): Record<string, unknown> {
  let input: unknown;
  try {
    input = JSON.parse(request.body.toString('utf8') || '{}');
  } catch {
    input = undefined;
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Refused('SerializationException', 'The request body is not a JSON object');
  return input as Record<string, unknown>;
}

export function unknownAction(service: string, action: string): ServiceError {
  console.error(`local door: not implemented: ${service}:${action}`);
  return new Refused('UnknownOperationException', `The local cloud does not implement ${service}:${action}`);
}

export const jsonAnswer = (status: number, body: unknown, version: '1.0' | '1.1'): WireAnswer => ({
  status,
  headers: { 'content-type': `application/x-amz-json-${version}` },
  body: JSON.stringify(body),
});

/** AccessDenied alone spells its text `Message`, as DynamoDB, KMS and Step Functions do. */
export function jsonError(error: ServiceError, version: '1.0' | '1.1', namespace: string): WireAnswer {
  const text =
    error.code === 'AccessDeniedException' ? { Message: error.message } : { message: error.message };
  const type = namespace === '' ? error.code : `${namespace}#${error.code}`;
  return jsonAnswer(error.status, { __type: type, ...text, ...error.details }, version);
}

/** A member that must be text. @throws ServiceError ValidationException */
export function text(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '')
    throw new Refused(
      'ValidationException',
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}
