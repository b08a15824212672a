import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readEnv } from '../functions/kernel/env.ts';
import { openTable } from '../functions/kernel/table.ts';
import { rebuild } from '../functions/workflow/rebuild.ts';
import { rebuildAllotments } from '../functions/workflow/rebuild-allotments.ts';
import { operatorOf } from '../local/operator.ts';

/**
 * Starts lost executions again from the table, with one line for each. Safe to run at any time and twice.
 * On AWS: `TABLE_NAME=… DELIVERY_WORKFLOW=… ALLOTMENT_WORKFLOW=… npm run workflow:rebuild`, with the operator's
 * credentials. Without the three, or with `-- --local`: on the local cloud that runs (PORT as for `npm start`).
 */
interface Place {
  readonly table: string;
  readonly machine: string;
  readonly allotments: string;
  /** How far the place's clock is from this machine's, ms. */
  readonly offsetMs: number;
}

async function localPlace(port: number): Promise<Place> {
  const operator = await operatorOf(`http://127.0.0.1:${port + 1}`);
  Object.assign(process.env, operator.env);
  const { offsetMs } = operator;
  return {
    table: operator.output('TableName'),
    machine: operator.output('DeliveryWorkflow'),
    allotments: operator.output('AllotmentWorkflow'),
    offsetMs,
  };
}

function awsPlace(): Place {
  const env = readEnv(['TABLE_NAME', 'DELIVERY_WORKFLOW', 'ALLOTMENT_WORKFLOW']);
  const { TABLE_NAME, DELIVERY_WORKFLOW, ALLOTMENT_WORKFLOW } = env;
  return { table: TABLE_NAME, machine: DELIVERY_WORKFLOW, allotments: ALLOTMENT_WORKFLOW, offsetMs: 0 };
}

async function run(): Promise<void> {
  const words = process.argv.slice(2);
  const unknown = words.filter((word) => word !== '--local');
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(' ')} (there is --local)`);
  const { TABLE_NAME, DELIVERY_WORKFLOW, ALLOTMENT_WORKFLOW, PORT = '8080' } = process.env;
  const isLocal = words.includes('--local') || !(TABLE_NAME || DELIVERY_WORKFLOW || ALLOTMENT_WORKFLOW);
  const { table, machine, allotments, offsetMs } = isLocal ? await localPlace(Number(PORT)) : awsPlace();
  const clock = { systemClockOffset: offsetMs };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clock), {
    marshallOptions: { removeUndefinedValues: true },
  });
  let count = 0;
  const parts = { table: openTable(client, table), workflow: new SFNClient(clock) };
  const now = () => new Date(Date.now() + offsetMs);
  // Each start is logged by whoever starts it.
  for await (const _ of rebuild({ ...parts, machine, now })) count += 1;
  for await (const _ of rebuildAllotments({ ...parts, allotments })) count += 1;
  console.log(`${count} executions started`);
}

run().catch((error: Error) => {
  console.error(`workflow:rebuild: ${error.message}`);
  process.exitCode = 1;
});
