import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, type ExecutionDescription, type Invoke, openEngine } from './engine.ts';

/** An engine for tests: its own folder, a clock that stands until moved, calls that a script answers. */
export interface Rehearsal {
  engine: Engine;
  folder: string;
  calls: { roleArn: string; service: string; action: string; input: unknown }[];
  now(): number;
  /** Moves the clock and lets everything that was due happen, calls included. */
  pass(seconds: number): Promise<void>;
  /** Waits until nothing moves without the clock or a callback. */
  rest(): Promise<void>;
  deploy(definition: object, name?: string): string;
  /** Deploys, starts and rests. */
  run(definition: object, input?: unknown): Promise<ExecutionDescription>;
  describe(arn: string): Promise<ExecutionDescription>;
  /** A new engine over the same folder, nothing deployed; the old one is stopped, or with `killed` just forgotten. */
  reopen(how?: { killed?: boolean; invoke?: Invoke }): Promise<void>;
}

const folders: string[] = [];

/** Removes every rehearsal's folder; for `afterAll`. */
export function clearRehearsals(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

export const roleArn = 'arn:aws:iam::000000000000:role/workflow';
const morning = Date.parse('2026-11-23T00:00:00.000Z');

export function rehearse(invoke: Invoke = async () => ({})): Rehearsal {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-'));
  folders.push(folder);
  const calls: Rehearsal['calls'] = [];
  let time = morning;
  let count = 0;
  const open = (answer: Invoke): Engine =>
    openEngine({
      folder,
      now: () => time,
      // Only the test moves time.
      setTimer: () => () => undefined,
      random: () => 0.5,
      invoke: (call) => {
        calls.push(call);
        return answer(call);
      },
    });
  const rehearsal: Rehearsal = {
    engine: open(invoke),
    folder,
    calls,
    now: () => time,
    async pass(seconds) {
      time += seconds * 1000;
      await rehearsal.engine.tick();
      await rehearsal.rest();
    },
    async rest() {
      await new Promise((resolve) => setImmediate(resolve));
      await rehearsal.engine.idle();
    },
    deploy(definition, name = `machine-${++count}`) {
      const arn = `arn:aws:states:ap-northeast-2:000000000000:stateMachine:${name}`;
      rehearsal.engine.deploy({ arn, name, roleArn, definition });
      return arn;
    },
    async run(definition, input = {}) {
      const stateMachineArn = rehearsal.deploy(definition);
      const started = await rehearsal.engine.startExecution({
        stateMachineArn,
        input: JSON.stringify(input),
      });
      await rehearsal.rest();
      return rehearsal.describe(started.executionArn);
    },
    describe: (arn) => rehearsal.engine.describeExecution(arn),
    async reopen({ killed = false, invoke: answer = invoke } = {}) {
      if (!killed) await rehearsal.engine.stop();
      rehearsal.engine = open(answer);
      await rehearsal.rest();
    },
  };
  return rehearsal;
}

/** The token that the n-th call was given as `Arguments.token`. */
export function tokenOf(calls: Rehearsal['calls'], n = 0): string {
  const input = calls[n]?.input as { token?: string } | undefined;
  if (!input?.token) throw new Error(`Call ${n} carries no token`);
  return input.token;
}

/** A machine of the JSONata dialect from its states; the first one named is where it starts. */
export function machine(states: Record<string, object>, more: object = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

export const update = 'arn:aws:states:::aws-sdk:dynamodb:updateItem';
export const awaited = 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken';
