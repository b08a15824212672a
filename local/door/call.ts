import { notImplemented } from './errors.ts';
import type { Service } from './service.ts';

/** Names of services in workflow integrations → names in credential scopes. */
const SERVICES: Readonly<Record<string, string>> = {
  dynamodb: 'dynamodb',
  kms: 'kms',
  lambda: 'lambda',
  s3: 's3',
  sesv2: 'ses',
  sfn: 'states',
  sqs: 'sqs',
  states: 'states',
};

/**
 * A call from inside, as a role: the workflow engine's SDK integrations.
 * @param service as in the integration's ARN, e.g. `dynamodb`, `sfn`
 * @param action e.g. `updateItem`
 * @param input members in PascalCase, as integrations write them; the answer's are too
 * @throws ServiceError named by the service's error code, e.g. ConditionalCheckFailedException
 */
export async function callService(
  services: ReadonlyMap<string, Service>,
  { roleArn, service, action, input }: { roleArn: string; service: string; action: string; input: unknown },
): Promise<unknown> {
  const name = SERVICES[service];
  const backend = name === undefined ? undefined : services.get(name);
  if (!backend) throw notImplemented(`the integration ${service}:${action}`);
  const named = action.charAt(0).toUpperCase() + action.slice(1);
  const given = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
  // Step Functions alone has camelCase on the wire and PascalCase in its SDK integration.
  if (name !== 'states') return backend.call(roleArn, named, given);
  const answer = await backend.call(roleArn, named, rename(given, 'toLowerCase'));
  return rename(answer as Record<string, unknown>, 'toUpperCase');
}

const rename = (members: Record<string, unknown>, to: 'toLowerCase' | 'toUpperCase') =>
  Object.fromEntries(
    Object.entries(members).map(([key, value]) => [key.charAt(0)[to]() + key.slice(1), value]),
  );
