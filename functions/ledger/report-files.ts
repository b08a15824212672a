import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readCity } from '../kernel/city.ts';
import { systemClock } from '../kernel/clock.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { openTable } from '../kernel/table.ts';
import { makeReport } from './make-report.ts';

/** Invoked asynchronously with `{ report }`; Lambda tries again, then leaves a dead letter. It needs no vault. */
const { TABLE_NAME, DOCUMENTS_BUCKET } = readEnv(['TABLE_NAME', 'DOCUMENTS_BUCKET']);
const deps = {
  table: openTable(DynamoDBDocumentClient.from(new DynamoDBClient({})), TABLE_NAME),
  documents: openObjects(DOCUMENTS_BUCKET),
  city: readCity(),
  clock: systemClock,
};

export const handler = (request: unknown): Promise<void> => makeReport(deps, request);
