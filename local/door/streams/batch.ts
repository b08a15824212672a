import type { StreamRecord } from './delivery.ts';

/** Lambda's payload limit is 6 MB; a batch is cut well below it. */
const PAYLOAD = 5_000_000;

/** The first records that fit one call. */
export function cutBatch(records: readonly StreamRecord[], batchSize: number): StreamRecord[] {
  let bytes = 0;
  const batch = [];
  for (const record of records.slice(0, batchSize)) {
    bytes += JSON.stringify(record).length;
    if (batch.length > 0 && bytes > PAYLOAD) break;
    batch.push(record);
  }
  return batch;
}
