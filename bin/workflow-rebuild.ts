import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readEnv } from '../functions/kernel/env.ts';
import { openTable } from '../functions/kernel/table.ts';
import { rebuild } from '../functions/workflow/rebuild.ts';

/**
 * `TABLE_NAME=… DELIVERY_WORKFLOW=… npm run workflow:rebuild`, with the operator's credentials: starts lost
 * executions again from the table, and prints one line for each. Safe to run at any time and twice.
 */
const env = readEnv(['TABLE_NAME', 'DELIVERY_WORKFLOW']);
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});
let count = 0;
const started = rebuild({
  table: openTable(client, env.TABLE_NAME),
  workflow: new SFNClient({}),
  machine: env.DELIVERY_WORKFLOW,
  now: () => new Date(),
});
for await (const { device, step, round, attempt } of started) {
  count += 1;
  console.log(JSON.stringify({ device, step, round, attempt }));
}
console.log(`${count} executions started`);
