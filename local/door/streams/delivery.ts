import type { StreamMapping } from './mapping.ts';

/** A record of a stream, as functions see it. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  dynamodb: {
    SequenceNumber: string;
    ApproximateCreationDateTime: number;
    Keys: Record<string, Record<string, unknown>>;
    OldImage?: Record<string, Record<string, unknown>>;
    NewImage?: Record<string, Record<string, unknown>>;
    [member: string]: unknown;
  };
  [member: string]: unknown;
}

export interface Outcome {
  readonly status: number;
  readonly payload: unknown;
  readonly functionError?: string;
}

/** Why a batch was given up, in the words of Lambda's failure records. */
export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface Delivery {
  invoke(records: readonly StreamRecord[]): Promise<Outcome>;
  /** Called once for what was given up; then the stream goes on. */
  discard(records: readonly StreamRecord[], why: GivenUp, tries: number): void;
  /** Everything up to this record is done. */
  commit(record: StreamRecord): void;
  /** Waits, and rejects when the poller stops. */
  pause(ms: number): Promise<void>;
  /** Age of a record in milliseconds. */
  age(record: StreamRecord): number;
}

type Policy = Pick<StreamMapping, 'bisect' | 'retries' | 'maxAgeMs' | 'partialFailures'>;

/** 0.2, 0.4, 0.8 … up to 30 s between tries. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Brings a batch to its function until it is done or given up, in order (Lambda developer guide, "Retain records
 * that could not be processed": bisecting does not count as a retry; a throttled call is not a failure).
 */
export async function deliver(records: readonly StreamRecord[], policy: Policy, by: Delivery): Promise<void> {
  let rest = records;
  for (let tries = 1, pauses = 0; rest.length > 0; ) {
    const young = rest.filter((record) => by.age(record) <= policy.maxAgeMs);
    if (young.length < rest.length) {
      const old = rest.filter((record) => !young.includes(record));
      by.discard(old, 'RecordAgeExceeded', tries - 1);
      if (young.length === 0) return by.commit(rest.at(-1) as StreamRecord);
      rest = young;
    }
    const outcome = await by.invoke(rest);
    if (outcome.status === 429) {
      await by.pause(pauseAfter(pauses++));
      continue;
    }
    const failed = firstFailure(outcome, rest, policy.partialFailures);
    if (failed === undefined) return by.commit(rest.at(-1) as StreamRecord);
    if (failed > 0) {
      // The function told where it stopped: what came before is done.
      by.commit(rest[failed - 1] as StreamRecord);
      rest = rest.slice(failed);
      if (tries > policy.retries) return giveUp(rest, tries, by);
      tries++;
    } else if (policy.bisect && rest.length > 1) {
      const half = Math.ceil(rest.length / 2);
      await by.pause(pauseAfter(0));
      await deliver(rest.slice(0, half), policy, by);
      return deliver(rest.slice(half), policy, by);
    } else {
      if (tries > policy.retries) return giveUp(rest, tries, by);
      tries++;
    }
    await by.pause(pauseAfter(pauses++));
  }
}

function giveUp(rest: readonly StreamRecord[], tries: number, by: Delivery): void {
  by.discard(rest, 'RetryAttemptsExhausted', tries);
  by.commit(rest.at(-1) as StreamRecord);
}

const pauseAfter = (pauses: number) => Math.min(FIRST_PAUSE_MS * 2 ** pauses, LONGEST_PAUSE_MS);

/** Position of the first record not done; undefined when all are, 0 when none is. */
function firstFailure(
  outcome: Outcome,
  records: readonly StreamRecord[],
  partial: boolean,
): number | undefined {
  if (outcome.functionError !== undefined || outcome.status >= 300) return 0;
  if (!partial || outcome.payload === null || outcome.payload === undefined) return undefined;
  const { batchItemFailures } = outcome.payload as {
    batchItemFailures?: { itemIdentifier?: string }[] | null;
  };
  if (!batchItemFailures || batchItemFailures.length === 0) return undefined;
  const positions = batchItemFailures.map(({ itemIdentifier }) =>
    records.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
  );
  // An identifier that is none of the batch's fails the whole batch.
  return Math.max(0, Math.min(...positions));
}
