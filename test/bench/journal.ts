import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { searchFor } from '../../functions/audit/domain.ts';
import { journalRepository } from '../../functions/audit/repository.ts';
import type { EventItem } from '../../functions/kernel/events.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import type { Meter } from './meter.ts';
import { type Row, rounded } from './row.ts';

const ZONE = 'Asia/Seoul';
/** Write units of one event's copies: the day's, the actor's, and one for each record it concerns (4 to 5). */
const A_COPY = 6;
/** 20 whole lines of under half a kilobyte, whatever the journal's length. */
const A_PAGE = 2;
/** A filter that finds nothing looks at 1,000 lines at most. */
const A_SEARCH = 75;

/** Copies the events of a whole way once more and counts what that writes, for one event on average. */
export async function copyingRow(local: LocalTable, units: Meter): Promise<Row> {
  const events = ((await local.everything()) as unknown as EventItem[]).filter(
    ({ kind }) => kind === 'event',
  );
  const journal = journalRepository(local.table);
  units.read();
  for (const event of events) await journal.append(event, ZONE);
  const value = rounded(units.read().writes / events.length);
  return { part: 'database', what: 'the journal, for one event', value, unit: 'WRU', budget: A_COPY };
}

async function fill(client: DynamoDBDocumentClient, name: string, day: string, count: number): Promise<void> {
  const item = (n: number) => {
    const at = new Date(Date.parse(`${day}T00:00:00.000Z`) + n * 100).toISOString();
    const subject = `dev_01K${String(n).padStart(23, '0')}`;
    const line = {
      type: 'device.passCheck',
      by: { kind: 'staff', id: 'a'.repeat(36) },
      from: 'OS_INSTALLED',
      to: 'READY',
    };
    const refs = { donation: `don_${'0'.repeat(26)}`, giver: `per_${'0'.repeat(26)}` };
    return {
      pk: `AUD#DAY#${day}`,
      sk: `${at}#${subject}#${n}`,
      kind: 'line',
      at,
      subject,
      key: String(n),
      ...line,
      refs,
    };
  };
  for (let from = 0; from < count; from += 25) {
    const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: item(from + i) } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
  }
}

/** What a page of the journal costs in a short day and in a long one, with and without a filter that finds nothing. */
export async function journalRows(
  local: LocalTable,
  units: Meter,
  lengths: readonly number[],
): Promise<Row[]> {
  const journal = journalRepository(local.table);
  const rows: Row[] = [];
  for (const [i, length] of lengths.entries()) {
    const day = `2030-01-0${i + 1}`;
    await fill(local.client, local.name, day, length);
    const reads = async (what?: string) => {
      const question = { from: day, to: day, order: 'newest', ...(what ? { what } : {}) } as const;
      units.read();
      await journal.search(searchFor(question, ZONE), { limit: 20 });
      return rounded(units.read().reads);
    };
    const of = `of ${length.toLocaleString('en')} lines of the journal`;
    rows.push(
      { part: 'lists', what: `20 ${of}`, value: await reads(), unit: 'RRU', budget: A_PAGE },
      {
        part: 'lists',
        what: `none ${of}, by a filter`,
        value: await reads('receipt'),
        unit: 'RRU',
        budget: A_SEARCH,
      },
    );
  }
  return rows;
}

/** `node test/bench/journal.ts`: these rows alone. */
if (import.meta.main) {
  const { meter } = await import('./meter.ts');
  const local = await openLocalTable();
  const units = meter(local.client);
  console.table(await journalRows(local, units, [1_000, 100_000]));
  await local.stop();
}
