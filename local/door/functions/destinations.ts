import type { Authority } from '../authority.ts';
import type { Cloud, Resource } from '../cloud.ts';

/** How Lambda treats events that nobody waits for. */
export interface AsyncPolicy {
  readonly retries: number;
  readonly maxAgeMs: number;
  /** Destination after the last failure; ARN of a queue or function. */
  readonly onFailure?: string;
  readonly onSuccess?: string;
  /** The older dead letter queue, which gets the event itself. */
  readonly deadLetters?: string;
}

/** Lambda developer guide, "Error handling for asynchronous invocation". */
const RETRIES = 2;
const MAX_AGE_MS = 6 * 3600 * 1000;

interface EventConfig {
  MaximumRetryAttempts?: number;
  MaximumEventAgeInSeconds?: number;
  DestinationConfig?: { OnFailure?: { Destination: string }; OnSuccess?: { Destination: string } };
}

export function readAsyncPolicy(called: Resource, cloud: Cloud): AsyncPolicy {
  const own = cloud.ofType('AWS::Lambda::EventInvokeConfig').find(({ properties }) => {
    return properties.FunctionName === called.physicalId || properties.FunctionName === called.arn;
  });
  const config = (own?.properties ?? {}) as EventConfig;
  const { TargetArn } = (called.properties.DeadLetterConfig ?? {}) as { TargetArn?: string };
  const { OnFailure, OnSuccess } = config.DestinationConfig ?? {};
  return {
    retries: config.MaximumRetryAttempts ?? RETRIES,
    maxAgeMs:
      config.MaximumEventAgeInSeconds === undefined ? MAX_AGE_MS : config.MaximumEventAgeInSeconds * 1000,
    ...(OnFailure ? { onFailure: OnFailure.Destination } : {}),
    ...(OnSuccess ? { onSuccess: OnSuccess.Destination } : {}),
    ...(TargetArn === undefined ? {} : { deadLetters: TargetArn }),
  };
}

/**
 * Lambda sends to destinations as the function's role.
 * @throws ServiceError AccessDeniedException where that role may not; Error for a destination of another kind
 */
export function demandDestinations(authority: Authority, called: Resource, cloud: Cloud): void {
  const { onFailure, onSuccess, deadLetters } = readAsyncPolicy(called, cloud);
  for (const destination of [onFailure, onSuccess, deadLetters]) {
    if (destination === undefined) continue;
    const service = destination.split(':')[2];
    const action =
      service === 'sqs' ? 'sqs:SendMessage' : service === 'lambda' ? 'lambda:InvokeFunction' : undefined;
    if (action === undefined)
      throw new Error(`${called.logicalId}: the destination ${destination} is not implemented`);
    authority.demand(String(called.properties.Role), action, destination);
  }
}
