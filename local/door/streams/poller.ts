import { setTimeout as wait } from 'node:timers/promises';
import type { LocalClock } from '../../clock.ts';
import type { DatabaseClient } from '../dynamodb/client.ts';
import type { Sweeper } from '../dynamodb/expiry.ts';
import { cutBatch } from './batch.ts';
import type { GivenUp, Outcome, StreamRecord } from './delivery.ts';
import { deliver } from './delivery.ts';
import { failureRecord } from './failure.ts';
import type { StreamMapping } from './mapping.ts';
import type { Positions } from './positions.ts';
import type { StreamSource } from './reader.ts';
import { asDelivered, findStream, iteratorAfter, newestRecord, PAGE, readPage } from './reader.ts';

export interface Poller {
  readonly mapping: StreamMapping;
  /** Begins to read; resolves when the position is known, so that nothing written later is missed. */
  start(): Promise<void>;
  /** Something was written: look now. */
  nudge(): void;
  /** Ends at once; a batch under way is not done, and is delivered again at the next start. */
  stop(): Promise<void>;
  state(): PollerState;
}

export interface PollerState {
  readonly mapping: string;
  readonly functionArn: string;
  /** Nothing read is waiting, and nothing new was there at the last look. */
  readonly idle: boolean;
  readonly delivered: number;
  readonly discarded: number;
  readonly lastError?: string;
}

export interface PollerParts {
  readonly client: DatabaseClient;
  readonly mapping: StreamMapping;
  readonly positions: Positions;
  readonly sweeper: Pick<Sweeper, 'expired'>;
  readonly clock: LocalClock;
  readonly region: string;
  invoke(functionArn: string, payload: unknown): Promise<Outcome>;
  /** Told of a batch that was given up, with Lambda's own failure record. */
  discard(mapping: StreamMapping, failure: Record<string, unknown>): void;
}

/** Writes through the door nudge the poller; what else may have written is found within a second. */
const LOOK_AGAIN_MS = 1000;
const RETRY_READ_MS = 500;

export function openPoller(parts: PollerParts): Poller {
  const { client, mapping, positions, clock } = parts;
  const stopping = new AbortController();
  const state = { idle: false, delivered: 0, discarded: 0, lastError: undefined as string | undefined };
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason));
  });
  stopped.catch(() => {}); // nobody may be waiting for it
  let wake = () => {};
  let nudged = false;
  let running: Promise<void> | undefined;
  /** When a record was written by the machine's clock: moving the local clock does not age records. */
  const written = new Map<string, number>();

  /** Waits for a nudge or the time to pass; rejects when the poller stops. */
  async function rest(ms: number): Promise<void> {
    if (nudged) return;
    const timer = new AbortController();
    try {
      const asleep = wait(ms, undefined, { signal: AbortSignal.any([timer.signal, stopping.signal]) });
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([asleep, woken]);
    } finally {
      timer.abort();
    }
  }

  async function begin(): Promise<{ source: StreamSource; done: string }> {
    const source = await findStream(client, mapping.tableName);
    const before = positions.get(mapping.id);
    if (before?.stream === source.label) return { source, done: before.done };
    const done = mapping.start === 'LATEST' ? await newestRecord(client, source) : '';
    // Kept at once: what is written between now and the first batch belongs to this mapping, also after a restart.
    positions.set(mapping.id, { stream: source.label, done });
    return { source, done };
  }

  async function run(source: StreamSource, from: string): Promise<void> {
    let done = from;
    const commit = (record: StreamRecord) => {
      done = record.dynamodb.SequenceNumber;
      written.delete(done);
      positions.set(mapping.id, { stream: source.label, done });
    };
    let iterator = await iteratorAfter(client, source, done);
    let gathered: StreamRecord[] = [];
    let since = 0;
    while (!stopping.signal.aborted) {
      // Told of a write: until this look has found nothing more, there is something to deliver.
      if (nudged) state.idle = false;
      nudged = false;
      const page = await readPage(client, iterator, PAGE);
      iterator =
        page.next ??
        (await iteratorAfter(client, source, page.records.at(-1)?.dynamodb.SequenceNumber ?? done));
      if (page.records.length > 0) state.idle = false;
      if (gathered.length === 0) since = Date.now();
      gathered.push(...accepted(page.records));
      const due = Date.now() - since >= mapping.windowMs;
      while (gathered.length >= mapping.batchSize || (due && gathered.length > 0)) {
        const batch = cutBatch(gathered, mapping.batchSize);
        await deliver(batch, mapping, delivery(source, commit));
        gathered = gathered.slice(batch.length);
        state.delivered += batch.length;
      }
      if (page.records.length === PAGE) continue;
      state.idle = gathered.length === 0 && page.records.length === 0;
      if (page.records.length > 0 && gathered.length === 0) continue; // look once more before resting
      const left = gathered.length > 0 ? Math.max(1, since + mapping.windowMs - Date.now()) : LOOK_AGAIN_MS;
      await rest(Math.min(left, LOOK_AGAIN_MS));
    }
  }

  function accepted(records: readonly StreamRecord[]): StreamRecord[] {
    const place = { region: parts.region, offsetMs: clock.offsetMs() };
    return records.flatMap((record) => {
      const { Keys, OldImage } = record.dynamodb;
      const expired =
        record.eventName === 'REMOVE' && parts.sweeper.expired(mapping.tableName, Keys, OldImage);
      const delivered = asDelivered(record, mapping, { ...place, expired });
      if (!mapping.accepts(delivered)) return [];
      written.set(record.dynamodb.SequenceNumber, record.dynamodb.ApproximateCreationDateTime * 1000);
      return [delivered];
    });
  }

  const delivery = (source: StreamSource, commit: (record: StreamRecord) => void) => ({
    async invoke(records: readonly StreamRecord[]): Promise<Outcome> {
      stopping.signal.throwIfAborted();
      const call = parts
        .invoke(mapping.functionArn, { Records: records })
        .catch((error: Error) => ({ status: 500, payload: null, functionError: error.message }));
      const outcome = await Promise.race([call, stopped]);
      // A stop in the middle ends the function's worker: that is no failure of the batch.
      stopping.signal.throwIfAborted();
      if (outcome.functionError !== undefined) state.lastError = describe(outcome);
      return outcome;
    },
    discard(records: readonly StreamRecord[], why: GivenUp, tries: number) {
      state.discarded += records.length;
      parts.discard(mapping, failureRecord(mapping, source, records, { why, tries, now: clock.now() }));
    },
    commit,
    pause: (ms: number) => wait(ms, undefined, { signal: stopping.signal }),
    age: (record: StreamRecord) => Date.now() - (written.get(record.dynamodb.SequenceNumber) ?? Date.now()),
  });

  /** Reading goes on whatever happens: a database that is away for a moment must not end the stream. */
  async function keepRunning(source: StreamSource, from: string): Promise<void> {
    for (let done = from; !stopping.signal.aborted; ) {
      try {
        await run(source, done);
      } catch (error) {
        if (stopping.signal.aborted) return;
        state.lastError = (error as Error).message;
        console.error(`local door: stream of ${mapping.id}: ${state.lastError}`);
        await wait(RETRY_READ_MS, undefined, { signal: stopping.signal }).catch(() => {});
        done = positions.get(mapping.id)?.done ?? '';
      }
    }
  }

  return {
    mapping,
    async start() {
      const { source, done } = await begin();
      running = keepRunning(source, done);
    },
    nudge() {
      nudged = true;
      wake();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    state: () => ({
      mapping: mapping.id,
      functionArn: mapping.functionArn,
      idle: state.idle && !nudged,
      delivered: state.delivered,
      discarded: state.discarded,
      ...(state.lastError === undefined ? {} : { lastError: state.lastError }),
    }),
  };
}

function describe({ payload, functionError }: Outcome): string {
  const { errorType, errorMessage } = (payload ?? {}) as { errorType?: string; errorMessage?: string };
  return errorType ? `${errorType}: ${errorMessage}` : (functionError ?? '');
}
