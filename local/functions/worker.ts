/** Runs inside a worker thread: one execution environment of one function, as Lambda's Node runtime is. */
import { createRequire, registerHooks } from 'node:module';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerStart, WorkerTask, WorkerWord } from './messages.ts';
import { movedDate } from './moved-date.ts';
import type { FunctionFailure } from './outcome.ts';

type Callback = (error: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: unknown, callback: Callback) => unknown;

const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread only');
const start = workerData as WorkerStart;
const say = (word: WorkerWord) => port.postMessage(word);

const offset = new Float64Array(start.clock);
const machineNow = Date.now;
globalThis.Date = movedDate(() => offset[0] ?? 0);

/** Lambda's task root lies in no package: its .js files are CommonJS whatever the project around cdk.out says. */
const root = pathToFileURL(`${start.taskRoot}/`).href;
registerHooks({
  load: (url, context, next) =>
    next(url, url.startsWith(root) && url.endsWith('.js') ? { ...context, format: 'commonjs' } : context),
});

async function loadHandler(): Promise<Handler> {
  const dot = start.handler.lastIndexOf('.');
  const [file, name] = [start.handler.slice(0, dot), start.handler.slice(dot + 1)];
  const load = createRequire(root);
  let loaded: Record<string, unknown>;
  try {
    loaded = load(`./${file}.js`) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    loaded = (await import(new URL(`./${file}.mjs`, root).href)) as Record<string, unknown>;
  }
  const handler = loaded[name];
  if (typeof handler !== 'function')
    throw Object.assign(new Error(`${start.handler} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    });
  return handler as Handler;
}

function failureOf(error: unknown): FunctionFailure {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

function contextOf(task: WorkerTask): Record<string, unknown> {
  return {
    awsRequestId: task.requestId,
    functionName: task.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: task.arn,
    memoryLimitInMB: String(task.memoryMb),
    logGroupName: `/aws/lambda/${task.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, task.deadline - machineNow()),
  };
}

/** Handlers answer by promise or by callback; whichever comes first counts. */
function run(handler: Handler, task: WorkerTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answer = handler(JSON.parse(task.payload), contextOf(task), (error, result) =>
      error === null || error === undefined ? resolve(result) : reject(error),
    );
    if (answer instanceof Promise || typeof (answer as { then?: unknown })?.then === 'function')
      (answer as Promise<unknown>).then(resolve, reject);
  });
}

try {
  const began = performance.now();
  const handler = await loadHandler();
  port.on('message', (task: WorkerTask) => {
    Promise.resolve()
      .then(() => run(handler, task))
      .then((result) => JSON.stringify(result ?? null) ?? 'null')
      .then(
        (payload) => say({ kind: 'done', requestId: task.requestId, payload }),
        (error) => say({ kind: 'threw', requestId: task.requestId, failure: failureOf(error) }),
      );
  });
  say({ kind: 'ready', initMs: performance.now() - began });
} catch (error) {
  say({ kind: 'unusable', failure: failureOf(error) });
}
