import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { LOG } from './log.ts';
import { type Change, inOrder } from './stream.ts';

const record = (sequence: string, eventName: 'INSERT' | 'MODIFY' | 'REMOVE', sk: string) => ({
  eventName,
  dynamodb: {
    SequenceNumber: sequence,
    ...(eventName === 'REMOVE'
      ? {}
      : {
          NewImage: {
            pk: { S: 'DON#1' },
            sk: { S: sk },
            n: { N: '7' },
            facts: { M: { a: { L: [{ S: 'x' }] } } },
          },
        }),
  },
});
const batch = {
  Records: [record('1', 'INSERT', 'EVT#1'), record('2', 'REMOVE', 'x'), record('3', 'MODIFY', 'STATE')],
} as unknown as DynamoDBStreamEvent;

test('changes are taken in order, unmarshalled; what was removed is nobody’s', async () => {
  const taken: Change[] = [];
  const result = await inOrder(batch, LOG.STREAM_FAILED, async (change) => void taken.push(change));
  expect(result).toEqual({ batchItemFailures: [] });
  expect(taken).toEqual([
    {
      pk: 'DON#1',
      sk: 'EVT#1',
      inserted: true,
      item: { pk: 'DON#1', sk: 'EVT#1', n: 7, facts: { a: ['x'] } },
    },
    {
      pk: 'DON#1',
      sk: 'STATE',
      inserted: false,
      item: { pk: 'DON#1', sk: 'STATE', n: 7, facts: { a: ['x'] } },
    },
  ]);
});

test('the first that fails is named, what follows waits for it', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const taken: string[] = [];
  const result = await inOrder(batch, LOG.STREAM_FAILED, async ({ sk }) => {
    taken.push(sk);
    throw new Error('away');
  });
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  expect(taken).toEqual(['EVT#1']);
  expect(JSON.parse(String(said.mock.calls[0]?.[0]))).toMatchObject({
    event: 'stream_failed',
    sequence: '1',
    error: 'Error',
  });
});
