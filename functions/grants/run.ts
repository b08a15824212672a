import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { RunStatus } from './contract.ts';
import type { Month } from './months.ts';

/** A month's run is paid whole before its files are written, so that a file never lacks what was paid. */
export const runTransitions = transitionsOf<RunStatus>()('run', {
  goOn: { from: ['RUNNING'], to: 'RUNNING', by: 'Chest' },
  goOnWriting: { from: ['PAID'], to: 'PAID', by: 'Chest' },
  close: { from: ['RUNNING'], to: 'PAID', by: 'monthly run' },
  finish: { from: ['PAID'], to: 'DONE', by: 'monthly run' },
});
export type RunMove = keyof typeof runTransitions.moves & string;

export interface PaymentFile {
  readonly carrier: string;
  readonly name: string;
  /** In the bucket of documents. */
  readonly key: string;
  readonly sha256: string;
  readonly lines: number;
  readonly sum: number;
}

/**
 * One run a month. Beside these it keeps counters for each carrier, added to in the transaction of each payment:
 * `lines:kt`, `sum:kt`, and of what came back later `returned:kt`, `returnedSum:kt`.
 */
export interface FeeRun extends StateRecord<RunStatus> {
  readonly kind: 'fee-run';
  readonly month: Month;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly doneAt?: string;
  readonly files?: readonly PaymentFile[];
}

/** A payment of a run, in the order of its payment files. Never changed but for that it came back. */
export interface RunLine {
  readonly kind: 'fee-line';
  readonly carrier: string;
  readonly plan: string;
  readonly grant: string;
  readonly reference: string;
  readonly district: string;
  readonly month: Month;
  readonly amount: number;
  /** Which of the grant's terms it was paid by: its customer number stands in the file. */
  readonly term: number;
  readonly transfer: string;
  readonly returned?: { readonly at: string; readonly reason: 'NUMBER_UNKNOWN' | 'CONTRACT_ENDED' | 'OTHER' };
}

export const runQueue = { owner: OWNERS.grant, scope: ['RUN'] } as const;

export const moveRun = (
  run: FeeRun,
  move: RunMove,
  at: string,
  set: Partial<FeeRun> = {},
): Moved<RunStatus> =>
  moveRecord(runTransitions, keys.feeRun(run.month), run, move, {
    at,
    queue: { ...runQueue, since: run.month },
    set,
  });

/** What a payment, or one that came back, adds to its run. */
export const counts = (carrier: string, amount: number) => ({
  [`lines:${carrier}`]: 1,
  [`sum:${carrier}`]: amount,
});
export const returnCounts = (carrier: string, amount: number) => ({
  [`returned:${carrier}`]: 1,
  [`returnedSum:${carrier}`]: amount,
});

export interface RunSums {
  readonly carrier: string;
  readonly lines: number;
  readonly sum: number;
  readonly returned: number;
  readonly returnedSum: number;
}

/** A run's counters, carrier by carrier. */
export function sumsOf(run: FeeRun): RunSums[] {
  const at = run as unknown as Readonly<Record<string, number | undefined>>;
  return Object.keys(run)
    .flatMap((name) => (name.startsWith('lines:') ? [name.slice('lines:'.length)] : []))
    .sort()
    .map((carrier) => ({
      carrier,
      lines: at[`lines:${carrier}`] ?? 0,
      sum: at[`sum:${carrier}`] ?? 0,
      returned: at[`returned:${carrier}`] ?? 0,
      returnedSum: at[`returnedSum:${carrier}`] ?? 0,
    }));
}
