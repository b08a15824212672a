import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mapping, QUEUE, role, roleArn, STREAM, sampleCloud, statement, TABLE } from '../sample-cloud.ts';
import type { SampleDoor } from '../sample-door.ts';
import { sampleDoor } from '../sample-door.ts';
import type { StreamRecord } from './delivery.ts';

type Payload = { Records: StreamRecord[] };
const keysOf = (payload: unknown) => (payload as Payload).Records.map(({ dynamodb }) => dynamodb.Keys.pk?.S);
const writer = role('Writer', statement('dynamodb:*', TABLE));
const put = (sample: SampleDoor, pk: string, more: object = {}) =>
  sample.door.call(roleArn('Writer'), 'dynamodb', 'putItem', {
    TableName: 'Records',
    Item: { pk: { S: pk }, sk: { S: 'x' }, ...more },
  });

let open: SampleDoor[] = [];
async function start(...args: Parameters<typeof sampleDoor>): Promise<SampleDoor> {
  const sample = await sampleDoor(...args);
  open.push(sample);
  return sample;
}
afterEach(async () => {
  await Promise.all(open.map((sample) => sample.close()));
  open = [];
});

describe('a stream', () => {
  it('brings records to the function as AWS does, within moments', async () => {
    const seen: Payload[] = [];
    const sample = await start(sampleCloud(writer, mapping('Projector', { BatchSize: 2 })), {
      invokeFunction: async (_, payload) => {
        seen.push(payload as Payload);
        return { status: 200, payload: null };
      },
    });
    await put(sample, 'a', { n: { N: '1' } });
    await put(sample, 'a', { n: { N: '2' } });
    await sample.door.settled();
    expect(seen.flatMap(({ Records }) => Records)).toMatchObject([
      {
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        awsRegion: 'ap-northeast-2',
        eventSourceARN: STREAM,
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        dynamodb: { Keys: { pk: { S: 'a' } }, NewImage: { n: { N: '1' } } },
      },
      { eventName: 'MODIFY', dynamodb: { OldImage: { n: { N: '1' } }, NewImage: { n: { N: '2' } } } },
    ]);
  });

  it('passes only what the filter lets through, in batches of the given size', async () => {
    const batches: unknown[][] = [];
    const filter = {
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { t: { S: ['y'] } } } }) }],
      },
    };
    const sample = await start(sampleCloud(writer, mapping('Projector', { BatchSize: 2, ...filter })), {
      invokeFunction: async (_, payload) => {
        batches.push(keysOf(payload));
        return { status: 200, payload: null };
      },
    });
    for (const pk of ['a', 'b', 'c', 'd', 'e']) await put(sample, pk, { t: { S: pk === 'c' ? 'n' : 'y' } });
    await sample.door.settled();
    expect(batches.flat()).toEqual(['a', 'b', 'd', 'e']);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(2);
  });

  it('puts aside what the function never takes, and goes on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const taken: unknown[] = [];
    const more = {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    };
    const sample = await start(sampleCloud(writer, mapping('Projector', more)), {
      invokeFunction: async (_, payload) => {
        if (keysOf(payload).includes('bad'))
          return { status: 200, payload: { errorType: 'Odd' }, functionError: 'Unhandled' };
        taken.push(...keysOf(payload));
        return { status: 200, payload: null };
      },
    });
    for (const pk of ['a', 'bad', 'c']) await put(sample, pk);
    await sample.door.settled();
    expect(taken).toEqual(['a', 'c']);
    const [letter] = sample.door.queues.messages(QUEUE);
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 1 },
      DDBStreamBatchInfo: {
        batchSize: 1,
        startSequenceNumber: '2',
        endSequenceNumber: '2',
        streamArn: STREAM,
      },
    });
    expect(sample.door.status().queues).toMatchObject([{ name: 'Failed', messages: 1 }]);
  });

  it('marks what the time to live removed', async () => {
    const removed: StreamRecord[] = [];
    const sample = await start(sampleCloud(writer, mapping('Projector')), {
      invokeFunction: async (_, payload) => {
        removed.push(...(payload as Payload).Records.filter(({ eventName }) => eventName === 'REMOVE'));
        return { status: 200, payload: null };
      },
    });
    const ttl = { N: String(Math.floor(sample.clock.now() / 1000) - 1) };
    await put(sample, 'old', { ttl });
    await put(sample, 'dropped', { ttl: { N: '99999999999' } });
    const Key = { pk: { S: 'dropped' }, sk: { S: 'x' } };
    await sample.door.call(roleArn('Writer'), 'dynamodb', 'deleteItem', { TableName: 'Records', Key });
    await sample.door.sweep();
    await sample.door.settled();
    const service = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
    const byKey = new Map(removed.map(({ dynamodb, userIdentity }) => [dynamodb.Keys.pk?.S, userIdentity]));
    expect(byKey).toEqual(
      new Map<unknown, unknown>([
        ['dropped', undefined],
        ['old', service],
      ]),
    );
  });

  it('goes on where it stopped, after a restart in the middle of a batch', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'door-'));
    const cloud = sampleCloud(
      writer,
      mapping('Projector', { BatchSize: 1 }),
      mapping('Late', { StartingPosition: 'LATEST' }),
    );
    const seen: unknown[] = [];
    let hanging = 0;
    const options = { folder, memory: false };
    const first = await sampleDoor(cloud, {
      ...options,
      invokeFunction: async (_, payload) => {
        if (keysOf(payload).includes('b')) {
          hanging++;
          await new Promise(() => {});
        } else seen.push(...keysOf(payload));
        return { status: 200, payload: null };
      },
    });
    await put(first, 'a');
    await vi.waitFor(() => expect(seen).toEqual(['a', 'a']));
    seen.length = 0;
    for (const pk of ['b', 'c']) await put(first, pk);
    await vi.waitFor(() => expect(hanging).toBe(2));
    await first.close();
    const second = await sampleDoor(cloud, {
      ...options,
      invokeFunction: async (arn, payload) => {
        seen.push(...keysOf(payload));
        return { status: 200, payload: arn };
      },
    });
    await put(second, 'd');
    await second.door.settled();
    // Both mappings see b, c and d; none sees a again, which was done before.
    expect([...seen].sort()).toEqual(['b', 'b', 'c', 'c', 'd', 'd']);
    await second.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    [
      'a role that may not read',
      { FunctionName: 'arn:aws:lambda:ap-northeast-2:000000000000:function:Api' },
      /GetRecords|DescribeStream/,
    ],
    ['a source that is no table', { EventSourceArn: QUEUE }, /not a table's stream/],
    [
      'a window that is not implemented',
      { TumblingWindowInSeconds: 5 },
      /TumblingWindowInSeconds is not implemented/,
    ],
    ['no starting position', { StartingPosition: 'AT_TIMESTAMP' }, /StartingPosition/],
  ])('does not start for %s', async (_, more, message) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await expect(sampleDoor(sampleCloud(writer, mapping('Projector', more)))).rejects.toThrow(message);
  });
});
