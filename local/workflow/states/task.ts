import { randomUUID } from 'node:crypto';
import { StateFailure } from '../errors.ts';
import { evaluateTemplate } from '../expression.ts';
import { type Frame, scopeOf } from '../frame.ts';
import { shapeRequest } from '../integration.ts';
import { readWhole } from '../number.ts';
import { readResource, type TaskResource } from '../resource.ts';
import { mintToken } from '../token.ts';
import { checkedSize } from '../transition.ts';
import type { Json } from '../types.ts';

/** The resource of a Task; a definition with an unknown one is never deployed. */
export function resourceOf({ state, activation }: Pick<Frame, 'state' | 'activation'>): TaskResource {
  const resource = readResource(state.Resource ?? '');
  if (!resource)
    throw new StateFailure('States.Runtime', `The state '${activation.state}' has no known Resource.`);
  return resource;
}

/** Task: evaluates one attempt's request, then waits for the call to be made and answered. */
export async function workTask(frame: Frame): Promise<void> {
  const { run, thread, activation, state } = frame;
  const resource = resourceOf(frame);
  if (resource.waitForToken) activation.token = mintToken(run.secret, run.key);
  const scope = scopeOf(frame);
  const input = await evaluateTemplate(state.Arguments ?? {}, scope, 'Arguments');
  const parameters = checkedSize(input, activation.state);
  const timeout = await seconds(frame, 'TimeoutSeconds');
  const heartbeat = await seconds(frame, 'HeartbeatSeconds');
  if (timeout !== undefined) activation.timeoutAt = run.now + timeout * 1000;
  if (heartbeat !== undefined) {
    activation.heartbeatSeconds = heartbeat;
    activation.heartbeatAt = run.now + heartbeat * 1000;
  }
  activation.request = shapeRequest(resource, input);
  activation.callId = randomUUID();
  activation.phase = 'calling';
  const { resourceType, resource: name } = resource;
  run.record(thread, 'TaskScheduled', {
    taskScheduledEventDetails: {
      resourceType,
      resource: name,
      region: run.execution.arn.split(':')[3] ?? '',
      parameters,
      ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
      ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
    },
  });
  run.record(thread, 'TaskStarted', { taskStartedEventDetails: { resourceType, resource: name } });
}

async function seconds(
  frame: Frame,
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
): Promise<number | undefined> {
  const value = frame.state[field];
  return value === undefined ? undefined : readWhole(value, scopeOf(frame), field, { least: 1 });
}

/** Records a Task's event with its resource and, where there is one, its outcome. */
export function recordTask(frame: Frame, event: string, details: Record<string, Json> = {}): void {
  const { resourceType, resource } = resourceOf(frame);
  const member = `${event.slice(0, 1).toLowerCase()}${event.slice(1)}EventDetails`;
  frame.run.record(frame.thread, event, { [member]: { resourceType, resource, ...details } });
}
