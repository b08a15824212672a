import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome, StreamRecord } from './delivery.ts';
import { deliver } from './delivery.ts';

const records = (count: number): StreamRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    eventID: `e${index}`,
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(index + 1), ApproximateCreationDateTime: 0, Keys: {} },
  }));
const numbers = (some: readonly StreamRecord[]) =>
  some.map((record) => Number(record.dynamodb.SequenceNumber));
const plain = { bisect: false, retries: 2, maxAgeMs: 1000, partialFailures: false };
const failure: Outcome = { status: 200, payload: null, functionError: 'Unhandled' };
const success: Outcome = { status: 200, payload: null };

/** Delivers and tells what happened: calls, what was given up, and how far the stream was done. */
async function run(
  count: number,
  policy: typeof plain,
  answer: (batch: number[], call: number) => Outcome,
  ages: Record<number, number> = {},
) {
  const calls: number[][] = [];
  const given: { records: number[]; why: string; tries: number }[] = [];
  const done: number[] = [];
  let paused = 0;
  await deliver(records(count), policy, {
    invoke: async (batch) => {
      calls.push(numbers(batch));
      return answer(numbers(batch), calls.length);
    },
    discard: (batch, why, tries) => given.push({ records: numbers(batch), why, tries }),
    commit: (record) => done.push(Number(record.dynamodb.SequenceNumber)),
    pause: async (ms) => {
      paused += ms;
    },
    age: (record) => ages[Number(record.dynamodb.SequenceNumber)] ?? 0,
  });
  return { calls, given, done, paused };
}

describe('delivering a batch', () => {
  it('is done after one good call', async () => {
    expect(await run(3, plain, () => success)).toEqual({
      calls: [[1, 2, 3]],
      given: [],
      done: [3],
      paused: 0,
    });
  });

  it('tries again with growing pauses, then gives the batch up and goes on', async () => {
    expect(await run(2, plain, () => failure)).toEqual({
      calls: [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      given: [{ records: [1, 2], why: 'RetryAttemptsExhausted', tries: 3 }],
      done: [2],
      paused: 200 + 400,
    });
  });

  it('does not count throttling as a failure', async () => {
    const result = await run(1, { ...plain, retries: 0 }, (_, call) =>
      call <= 5 ? { status: 429, payload: null } : success,
    );
    expect([result.calls.length, result.given]).toEqual([6, []]);
  });

  it('bisects down to the record that fails, and delivers all others in order', async () => {
    const result = await run(8, { ...plain, bisect: true, retries: 1 }, (batch) =>
      batch.includes(6) ? failure : success,
    );
    expect(result.given).toEqual([{ records: [6], why: 'RetryAttemptsExhausted', tries: 2 }]);
    expect(result.done).toEqual([4, 5, 6, 8]);
    expect(result.calls).toEqual([
      [1, 2, 3, 4, 5, 6, 7, 8],
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [5, 6],
      [5],
      [6],
      [6],
      [7, 8],
    ]);
  });

  it('goes on at the first record that the function names', async () => {
    const partial = { ...plain, partialFailures: true };
    const result = await run(4, partial, (_, call) =>
      call === 1
        ? { status: 200, payload: { batchItemFailures: [{ itemIdentifier: '4' }, { itemIdentifier: '3' }] } }
        : { status: 200, payload: { batchItemFailures: [] } },
    );
    expect([result.calls, result.done]).toEqual([
      [
        [1, 2, 3, 4],
        [3, 4],
      ],
      [2, 4],
    ]);
  });

  it.each([[{ batchItemFailures: [{ itemIdentifier: 'x' }] }], [{ batchItemFailures: [{}] }]])(
    'takes %j for the failure of the whole batch',
    async (payload) => {
      const partial = { ...plain, partialFailures: true, retries: 0 };
      const result = await run(2, partial, () => ({ status: 200, payload }));
      expect(result.given).toMatchObject([{ records: [1, 2] }]);
    },
  );

  it('gives up what is too old', async () => {
    const result = await run(3, plain, () => success, { 1: 2000, 2: 2000 });
    expect(result.given).toEqual([{ records: [1, 2], why: 'RecordAgeExceeded', tries: 0 }]);
    expect([result.calls, result.done]).toEqual([[[3]], [3]]);
  });

  it('loses nothing and repeats nothing that was done, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.boolean(),
        async (count, failures, bisect) => {
          const delivered: number[] = [];
          const result = await run(count, { ...plain, bisect }, (batch, call) => {
            if (failures[call]) return failure;
            delivered.push(...batch);
            return success;
          });
          const lost = result.given.flatMap((one) => one.records);
          const all = [...delivered, ...lost].sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: count }, (_, i) => i + 1));
          expect(delivered).toEqual([...delivered].sort((a, b) => a - b));
          expect(result.done.at(-1)).toBe(count);
        },
      ),
    );
  });
});
