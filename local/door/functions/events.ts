import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';
import type { Queues } from '../queues/store.ts';
import type { AsyncPolicy } from './destinations.ts';

export type InvokeFunction = (
  functionArn: string,
  payload: unknown,
  type: 'RequestResponse' | 'Event',
) => Promise<{ status: number; payload: unknown; functionError?: string }>;

/** Events on their way to functions that nobody waits for. */
export interface EventQueue {
  /** Takes the event; it is on disk when this returns, so that a restart delivers it. */
  accept(functionArn: string, payload: unknown): void;
  /** Takes up what the last run left. */
  resume(): void;
  /** Nothing is under way. */
  idle(): boolean;
  /** Resolves when nothing is. */
  settled(): Promise<void>;
  stop(): void;
}

interface QueuedEvent {
  id: string;
  functionArn: string;
  payload: unknown;
  at: number;
}

/** AWS waits one and two minutes before its two retries; here a second stands for a minute. */
const MINUTE_MS = 1000;

export function openEventQueue(options: {
  folder: string;
  now: () => number;
  invoke: InvokeFunction;
  policyOf: (functionArn: string) => AsyncPolicy;
  queues: Queues;
}): EventQueue {
  const { folder, now, invoke, policyOf, queues } = options;
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  mkdirSync(folder, { recursive: true });
  const file = (id: string) => join(folder, `${id}.json`);

  async function deliver(event: QueuedEvent): Promise<void> {
    const policy = policyOf(event.functionArn);
    for (let tries = 1; !stopped; tries++) {
      const outcome = await invoke(event.functionArn, event.payload, 'Event').catch((error: Error) => ({
        status: 500,
        payload: { errorMessage: error.message },
        functionError: 'Unhandled',
      }));
      if (stopped) return; // kept on disk for the next start
      const failed = outcome.functionError !== undefined || outcome.status >= 300;
      const throttled = outcome.status === 429;
      const old = now() - event.at > policy.maxAgeMs;
      if (!failed || old || (!throttled && tries > policy.retries)) {
        conclude(event, policy, outcome, { failed, tries, old });
        return rmSync(file(event.id), { force: true });
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(tries, 5) * MINUTE_MS).unref());
    }
  }

  function conclude(
    event: QueuedEvent,
    policy: AsyncPolicy,
    outcome: { status: number; payload: unknown; functionError?: string },
    { failed, tries, old }: { failed: boolean; tries: number; old: boolean },
  ): void {
    const condition = failed ? (old ? 'EventAgeExceeded' : 'RetriesExhausted') : 'Success';
    const record = {
      version: '1.0',
      timestamp: new Date(now()).toISOString(),
      requestContext: {
        requestId: event.id,
        functionArn: `${event.functionArn}:$LATEST`,
        condition,
        approximateInvokeCount: tries,
      },
      requestPayload: event.payload,
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(outcome.functionError === undefined ? {} : { functionError: outcome.functionError }),
      },
      responsePayload: outcome.payload,
    };
    const destination = failed ? policy.onFailure : policy.onSuccess;
    if (failed) console.error(`local door: event for ${event.functionArn} given up after ${tries} tries`);
    if (destination !== undefined) send(destination, JSON.stringify(record), record);
    if (failed && policy.deadLetters !== undefined)
      send(policy.deadLetters, JSON.stringify(event.payload), event.payload);
  }

  function send(destination: string, body: string, payload: unknown): void {
    if (destination.split(':')[2] === 'lambda') accept(destination, payload);
    else queues.send(destination, body);
  }

  function take(event: QueuedEvent): void {
    const delivery = deliver(event)
      .catch((error: Error) => console.error(`local door: event ${event.id}: ${error.message}`))
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  }

  function accept(functionArn: string, payload: unknown): void {
    const event = { id: randomUUID(), functionArn, payload, at: now() };
    writeWhole(file(event.id), JSON.stringify(event));
    take(event);
  }

  return {
    accept,
    resume() {
      for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
        const event = readJson<QueuedEvent>(join(folder, name));
        if (event) take(event);
      }
    },
    idle: () => underWay.size === 0,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      stopped = true;
    },
  };
}
