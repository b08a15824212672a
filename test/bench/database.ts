import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { listQueue } from '../../functions/kernel/cursor.ts';
import { fakeDependencies } from '../../functions/kernel/testing.ts';
import { openLocalTable } from '../support/dynamo.ts';
import { giftRows } from './gifts.ts';
import { copyingRow, journalRows } from './journal.ts';
import { meter } from './meter.ts';
import { moneyRows } from './money.ts';
import { pointsRows } from './points.ts';
import { type Row, rounded } from './row.ts';
import { walk } from './way.ts';

/**
 * Write units of each deed as counted when this was written, so that none grows silently; beside them the figures of
 * numbers.md. Where ours are higher, docs/adr/0013 counts item by item what for.
 */
const BUDGETS: Readonly<Record<string, { readonly budget: number; readonly reference?: number }>> = {
  'offer a PC': { budget: 7, reference: 5 },
  'accept + gapless receipt number': { budget: 12, reference: 8 },
  'erase and test': { budget: 6, reference: 6 },
  allot: { budget: 13, reference: 9 },
  depart: { budget: 10 },
  deliver: { budget: 13, reference: 5 },
};
/** The whole way, every deed of it. */
const WHOLE_WAY = 180;
/** numbers.md: half a read unit for the 20 keys of a work queue, whatever its length. */
const LIST_RRU = 0.5;
const LENGTHS = [1_000, 100_000] as const;

async function fill(client: DynamoDBDocumentClient, name: string, q: string, count: number): Promise<void> {
  const batch = (from: number) => ({
    RequestItems: {
      [name]: Array.from({ length: 25 }, (_, i) => {
        const n = String(from + i).padStart(8, '0');
        return { PutRequest: { Item: { pk: `DEV#${q}${n}`, sk: 'STATE', q, qs: n, fill: 'x'.repeat(200) } } };
      }),
    },
  });
  for (let from = 0; from < count; from += 25) await client.send(new BatchWriteCommand(batch(from)));
}

/** Counted units, as the database itself reports them. */
export async function databaseRows(): Promise<Row[]> {
  const local = await openLocalTable();
  try {
    const units = meter(local.client);
    const deps = fakeDependencies({ table: local.table });
    const way = await walk(deps, units);
    const total = way.reduce((sum, { writes }) => sum + writes, 0);
    const rows: Row[] = way.map(({ deed, writes }) => ({
      part: 'database',
      what: deed,
      value: rounded(writes),
      unit: 'WRU',
      ...BUDGETS[deed],
    }));
    rows.push({
      part: 'database',
      what: "a PC's whole way, every deed",
      value: rounded(total),
      unit: 'WRU',
      budget: WHOLE_WAY,
    });
    rows.push(...(await pointsRows(local.table, units)));
    rows.push(...(await giftRows(deps, units)));
    rows.push(...(await moneyRows(local, units)));
    rows.push(await copyingRow(local, units));
    // The local database's stream grows slower with each record; the lists need none.
    const off = { TableName: local.name, StreamSpecification: { StreamEnabled: false } };
    await local.client.send(new UpdateTableCommand(off));
    for (const length of LENGTHS) {
      const q = `DEV#Q#BENCH${length}`;
      await fill(local.client, local.name, q, length);
      units.read();
      await local.table.queuePage(q, { limit: 20 });
      const keysOnly = units.read().reads;
      await listQueue(deps, q, { limit: 20 });
      const withItems = units.read().reads;
      rows.push(
        {
          part: 'lists',
          what: `20 of ${length.toLocaleString('en')} from a work queue, keys`,
          value: keysOnly,
          unit: 'RRU',
          budget: LIST_RRU,
          reference: 0.5,
        },
        {
          part: 'lists',
          what: `20 of ${length.toLocaleString('en')} from a work queue, with items`,
          value: withItems,
          unit: 'RRU',
          budget: 20,
        },
      );
    }
    rows.push(...(await journalRows(local, units, LENGTHS)));
    return rows;
  } finally {
    await local.stop();
  }
}
