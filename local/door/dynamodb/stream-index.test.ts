import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabaseClient } from './client.ts';
import { startDatabase } from './server.ts';
import { indexStream } from './stream-index.ts';

/** As dynoxide asks it at every write. */
const GREATEST =
  'SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 AS next FROM _stream_records WHERE table_name = ?';
/** As it reads on from a place. */
const NEXT = `SELECT event_name FROM _stream_records WHERE table_name = ? AND shard_id = ?
  AND CAST(sequence_number AS INTEGER) > ? ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 1000`;

test('the stream’s numbers and places are found by an index, on a new folder and on an old one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ithope-index-'));
  for (const count of [1, 2]) {
    const server = await startDatabase(folder, {});
    const client = openDatabaseClient(server.endpoint, 'ap-northeast-2');
    if (count === 1) {
      await client.call('CreateTable', {
        TableName: 'Things',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
    }
    await client.call('PutItem', { TableName: 'Things', Item: { pk: { S: `${count}` } } });
    client.close();
    await server.stop();
    const database = new DatabaseSync(join(folder, 'tables.db'));
    const plan = (text: string, ...values: (string | number)[]) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all(...values)
        .map(({ detail }) => String(detail))
        .join('; ');
    expect(plan(GREATEST, 'Things')).toContain('ithope_stream_order');
    expect(plan(NEXT, 'Things', 's', 0)).toContain('ithope_stream_order');
    expect(plan(NEXT, 'Things', 's', 0)).not.toContain('TEMP B-TREE');
    expect(database.prepare(GREATEST).get('Things')?.next).toBe(count + 1);
    database.close();
  }
  rmSync(folder, { recursive: true });
});

test('a server that keeps its tables elsewhere is told', () => {
  expect(() => indexStream('/nowhere/tables.db')).toThrow('/nowhere/tables.db');
});
