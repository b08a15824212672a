/** A task's resource: which call it makes and whether it then waits for a callback. */
export interface TaskResource {
  /** `sdk`: any call of the AWS SDK; `optimised`: one of the few with a shape of their own. */
  integration: 'sdk' | 'optimised';
  service: string;
  action: string;
  waitForToken: boolean;
  /** As in history events: `aws-sdk:dynamodb`, `lambda`. */
  resourceType: string;
  /** As in history events: `updateItem.waitForTaskToken`. */
  resource: string;
}

/** The optimised integrations that the interpreter implements, as `service:action`. */
export const optimised: ReadonlySet<string> = new Set([
  'lambda:invoke',
  'dynamodb:getItem',
  'dynamodb:putItem',
  'dynamodb:updateItem',
  'dynamodb:deleteItem',
  'states:startExecution',
  'sqs:sendMessage',
  'sns:publish',
  'events:putEvents',
]);

// The partition is whatever the template's token was replaced with.
const pattern = /^arn:[^:]+:states:::(aws-sdk:)?([a-z0-9]+):([A-Za-z0-9]+)(\.[A-Za-z0-9:]+)?$/;

/** Reads a Resource; undefined when the interpreter has no such integration (`.sync`, activities, HTTP). */
export function readResource(arn: string): TaskResource | undefined {
  const match = pattern.exec(arn);
  if (!match) return undefined;
  const [, sdk, service = '', action = '', suffix] = match;
  if (suffix !== undefined && suffix !== '.waitForTaskToken') return undefined;
  if (!sdk && !optimised.has(`${service}:${action}`)) return undefined;
  return {
    integration: sdk ? 'sdk' : 'optimised',
    service,
    action,
    waitForToken: suffix !== undefined,
    resourceType: `${sdk ?? ''}${service}`,
    resource: `${action}${suffix ?? ''}`,
  };
}
