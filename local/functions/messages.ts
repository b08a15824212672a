import type { FunctionFailure } from './outcome.ts';

/** What a worker is told when it starts. */
export interface WorkerStart {
  readonly taskRoot: string;
  readonly handler: string;
  /** One Float64: how far ahead of the machine's clock the local cloud is, in ms. */
  readonly clock: SharedArrayBuffer;
}

/** Main thread → worker. Payloads travel as JSON text, as they do on AWS. */
export interface WorkerTask {
  readonly requestId: string;
  readonly payload: string;
  /** Epoch ms of the machine's clock. */
  readonly deadline: number;
  readonly name: string;
  readonly arn: string;
  readonly memoryMb: number;
}

/** Worker → main thread. */
export type WorkerWord =
  | { readonly kind: 'ready'; readonly initMs: number }
  | { readonly kind: 'unusable'; readonly failure: FunctionFailure }
  | { readonly kind: 'done'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'threw'; readonly requestId: string; readonly failure: FunctionFailure };
