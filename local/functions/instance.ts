import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './definition.ts';
import type { WorkerStart, WorkerTask, WorkerWord } from './messages.ts';
import { failed, type Outcome } from './outcome.ts';
import { within } from './within.ts';

/** Lambda allows 10 s for the initialisation; a small machine starting many at once is given three times that. */
const INIT_MS = 30_000;
/** Lambda's limit of a synchronous answer: 6 MB. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;

/** One execution environment. It runs one event at a time and is thrown away after a failure of the runtime. */
export interface Instance {
  /** False once the worker has ended: nothing more can be run in it. */
  readonly usable: boolean;
  /** Resolves when it has started, or failed to. */
  readonly ready: Promise<unknown>;
  invoke(payload: string): Promise<Outcome>;
  stop(): Promise<void>;
}

export type LogLine = (functionName: string, line: string) => void;

export function startInstance(options: {
  definition: FunctionDefinition;
  environment: Record<string, string>;
  clock: SharedArrayBuffer;
  log: LogLine;
}): Instance {
  const { definition, log } = options;
  const data: WorkerStart = {
    taskRoot: definition.taskRoot,
    handler: definition.handler,
    clock: options.clock,
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    env: options.environment,
    workerData: data,
    execArgv: [],
    stdout: true,
    stderr: true,
    name: definition.name,
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
  });
  relayLines(worker.stdout, (line) => log(definition.name, line));
  relayLines(worker.stderr, (line) => log(definition.name, line));

  let usable = true;
  let settle: ((outcome: Outcome) => void) | undefined;
  let crash: Outcome | undefined;
  const end = (outcome: Outcome) => {
    usable = false;
    crash ??= outcome;
    settle?.(crash);
    settle = undefined;
    initialised.resolve(true);
  };
  const initialised = Promise.withResolvers<true>();
  worker.on('error', (error: NodeJS.ErrnoException) => {
    const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    log(definition.name, `ended: ${error.stack ?? error}`);
    end(failed(memory ? 'Runtime.OutOfMemory' : (error.name ?? 'Error'), error.message ?? String(error)));
  });
  worker.on('exit', (code) =>
    end(failed('Runtime.ExitError', `Runtime exited with error: exit status ${code}`)),
  );
  worker.on('message', (word: WorkerWord) => {
    if (word.kind === 'ready') {
      log(definition.name, `INIT ${word.initMs.toFixed(1)} ms`);
      initialised.resolve(true);
    } else if (word.kind === 'unusable') {
      log(definition.name, `INIT failed: ${(word.failure.trace ?? [word.failure.errorMessage]).join('\n')}`);
      end(failed(word.failure.errorType, word.failure.errorMessage, word.failure.trace));
    } else {
      settle?.(outcomeOf(word));
      settle = undefined;
    }
  });

  return {
    get usable() {
      return usable;
    },
    ready: initialised.promise,
    async invoke(payload) {
      const begun = await within(INIT_MS, initialised.promise);
      if (!begun) {
        end(failed('Sandbox.Timedout', `Init timed out after ${INIT_MS / 1000} seconds`));
        await worker.terminate();
      }
      if (crash) return crash;
      const requestId = randomUUID();
      const task: WorkerTask = {
        requestId,
        payload,
        deadline: Date.now() + definition.timeoutMs,
        name: definition.name,
        arn: definition.arn,
        memoryMb: definition.memoryMb,
      };
      const answered = new Promise<Outcome>((resolve) => {
        settle = resolve;
      });
      const began = performance.now();
      worker.postMessage(task);
      const outcome = await within(definition.timeoutMs, answered);
      const took = performance.now() - began;
      log(definition.name, `REPORT ${requestId} ${took.toFixed(1)} ms`);
      if (outcome) return outcome;
      const seconds = (definition.timeoutMs / 1000).toFixed(2);
      end(
        failed('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`),
      );
      await worker.terminate();
      return crash ?? failed('Sandbox.Timedout', 'Task timed out');
    },
    async stop() {
      usable = false;
      await worker.terminate();
    },
  };
}

function outcomeOf(word: Extract<WorkerWord, { requestId: string }>): Outcome {
  if (word.kind === 'threw')
    return failed(word.failure.errorType, word.failure.errorMessage, word.failure.trace);
  const size = Buffer.byteLength(word.payload);
  if (size > PAYLOAD_LIMIT)
    return failed(
      'Function.ResponseSizeTooLarge',
      `Response payload size (${size} bytes) exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
    );
  return { status: 200, payload: JSON.parse(word.payload) as unknown };
}

function relayLines(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') take(line);
  });
}
