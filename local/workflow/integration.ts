import { StateFailure } from './errors.ts';
import type { TaskResource } from './resource.ts';
import type { Json } from './types.ts';

// Error prefixes are the Java SDK's client names, which Step Functions shows: "DynamoDb.…", "Sfn.…".
const sdkPrefix: Record<string, string> = {
  dynamodb: 'DynamoDb',
  sesv2: 'SesV2',
  secretsmanager: 'SecretsManager',
  eventbridge: 'EventBridge',
  cognitoidentityprovider: 'CognitoIdentityProvider',
};
const optimisedPrefix: Record<string, string> = {
  dynamodb: 'DynamoDB',
  lambda: 'Lambda',
  states: 'StepFunctions',
  sqs: 'SQS',
  sns: 'SNS',
  events: 'EventBridge',
};
// Codes the DynamoDB model does not declare: the Java SDK throws the service's base class for them.
const undeclared: Record<string, ReadonlySet<string>> = {
  dynamodb: new Set(['ValidationException', 'AccessDeniedException', 'SerializationException']),
};
const baseClass: Record<string, string> = {
  'sdk:dynamodb': 'DynamoDbException',
  'optimised:dynamodb': 'AmazonDynamoDBException',
};
// Members that carry JSON as text on the wire, but are written as JSON in the definition.
const textMembers: Record<string, string> = {
  'lambda:invoke': 'Payload',
  'states:startExecution': 'Input',
  'sqs:sendMessage': 'MessageBody',
  'sns:publish': 'Message',
};

type JsonObject = { [key: string]: Json };

/** The request as the service's API takes it: an optimised integration's JSON members become text. */
export function shapeRequest(resource: TaskResource, input: Json): Json {
  if (resource.integration === 'sdk' || !isObject(input)) return input;
  const operation = `${resource.service}:${resource.action}`;
  const request: JsonObject = { ...input };
  const member = textMembers[operation];
  if (operation === 'lambda:invoke') request.Payload ??= {};
  if (
    member &&
    request[member] !== undefined &&
    (member === 'Payload' || typeof request[member] !== 'string')
  ) {
    request[member] = JSON.stringify(request[member]);
  }
  if (operation === 'events:putEvents' && Array.isArray(request.Entries)) {
    request.Entries = request.Entries.map((entry) =>
      isObject(entry) && isObject(entry.Detail ?? null)
        ? { ...entry, Detail: JSON.stringify(entry.Detail) }
        : entry,
    );
  }
  return request;
}

/**
 * The task's result from the service's answer, as plain JSON. An optimised Lambda call gives its Payload
 * parsed and turns a function error into the error the function threw.
 * @throws StateFailure named by the function's `errorType`
 */
export function readResult(resource: TaskResource, answer: unknown): Json {
  const result = plain(answer);
  if (resource.integration === 'sdk' || resource.service !== 'lambda' || !isObject(result)) return result;
  const payload = typeof result.Payload === 'string' ? parsed(result.Payload) : (result.Payload ?? null);
  if (result.FunctionError !== undefined) {
    const type = isObject(payload) && typeof payload.errorType === 'string' ? payload.errorType : undefined;
    throw new StateFailure(type || 'Lambda.Unknown', JSON.stringify(payload));
  }
  return { ...result, Payload: payload };
}

/** The error name that Retry and Catch see for a rejected call; a name with a dot is already complete. */
export function nameError(resource: TaskResource, thrown: unknown): StateFailure {
  const { name, message } = (thrown ?? {}) as { name?: string; message?: string };
  const code = name && name !== 'Error' ? name : '';
  const cause = message ?? String(thrown);
  if (code.includes('.')) return new StateFailure(code, cause);
  const { integration, service } = resource;
  const prefix =
    integration === 'optimised'
      ? (optimisedPrefix[service] ?? service)
      : (sdkPrefix[service] ?? capital(service));
  if (code === '' || undeclared[service]?.has(code)) {
    return new StateFailure(
      `${prefix}.${baseClass[`${integration}:${service}`] ?? `${prefix}Exception`}`,
      cause,
    );
  }
  // The Java SDK's classes all end in Exception, whatever the wire code (NoSuchKey, TaskTimedOut).
  return new StateFailure(`${prefix}.${code.endsWith('Exception') ? code : `${code}Exception`}`, cause);
}

function capital(service: string): string {
  return service.slice(0, 1).toUpperCase() + service.slice(1);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** SDK answers hold Dates, byte arrays and sets; the workflow sees their JSON form. */
function plain(answer: unknown): Json {
  const written = JSON.stringify(answer ?? {}, function (this: Record<string, unknown>, key, value: unknown) {
    const raw = this[key];
    if (raw instanceof Uint8Array) return Buffer.from(raw).toString('utf8');
    if (raw instanceof Set) return [...raw];
    if (typeof raw === 'bigint') return Number(raw);
    return key === '$metadata' ? undefined : value;
  });
  return JSON.parse(written) as Json;
}
