import { randomUUID } from 'node:crypto';
import type { ScheduleDefinition } from './definition.ts';

/** One time at which a schedule is due. */
export interface Due {
  readonly schedule: ScheduleDefinition;
  /** Ms since 1970. */
  readonly at: number;
}

export interface Delivering {
  /** A call as a role, authorised by its policies; rejects with the service's error code as `name`. */
  call(roleArn: string, service: string, action: string, input: unknown): Promise<unknown>;
  now(): number;
  /** Waits, and rejects when the scheduler stops. */
  pause(ms: number): Promise<void>;
}

/** 0.2, 0.4, 0.8 … up to 30 s between tries. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;
/** Waiting does not help against these: straight to the dead letters (user guide, "Configuring a dead-letter queue"). */
const HOPELESS = ['AccessDeniedException', 'ResourceNotFoundException', 'InvalidRequestContentException'];

/** Lambda takes the event, or the queue the letter; with neither, the failure is told and nothing is left of it. */
export async function deliver({ schedule, at }: Due, by: Delivering): Promise<void> {
  const { functionArn, roleArn, attempts, maxAgeMs, deadLetters } = schedule;
  const executionId = randomUUID();
  const inputOf = (attempt: number) => filledIn(schedule, { at, executionId, attempt });
  const began = by.now();
  for (let attempt = 1; ; attempt++) {
    const input = inputOf(attempt);
    const call = { FunctionName: functionArn, InvocationType: 'Event', Payload: input };
    const failure = await by.call(roleArn, 'lambda', 'Invoke', call).then(
      () => undefined,
      (error: Error) => error,
    );
    if (!failure) return;
    console.error(`scheduler: ${schedule.name}: ${failure.message}`);
    const old = by.now() - began > maxAgeMs;
    if (HOPELESS.includes(failure.name) || attempt > attempts || old) {
      if (deadLetters === undefined) return;
      const letter = { QueueUrl: deadLetters, MessageBody: input };
      await by
        .call(roleArn, 'sqs', 'SendMessage', letter)
        .catch((error: Error) =>
          console.error(`scheduler: ${schedule.name}: no dead letter: ${error.message}`),
        );
      return;
    }
    await by.pause(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
  }
}

/** The context attributes of an input (user guide, "Adding context attributes"); others stay as they are written. */
function filledIn(
  { input, arn }: ScheduleDefinition,
  { at, executionId, attempt }: { at: number; executionId: string; attempt: number },
): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': arn,
    'scheduled-time': new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'execution-id': executionId,
    'attempt-number': String(attempt),
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => values[name] ?? whole);
}
