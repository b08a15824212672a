import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readCity } from '../kernel/city.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { openTable } from '../kernel/table.ts';
import { issueCertificate } from './issue-certificate.ts';

/** Invoked asynchronously with `{ device }`; Lambda tries again, then leaves a dead letter. */
const { TABLE_NAME, DOCUMENTS_BUCKET } = readEnv(['TABLE_NAME', 'DOCUMENTS_BUCKET']);
const deps = {
  table: openTable(DynamoDBDocumentClient.from(new DynamoDBClient({})), TABLE_NAME),
  documents: openObjects(DOCUMENTS_BUCKET),
  city: readCity(),
};

export const handler = (request: unknown): Promise<void> => issueCertificate(deps, request);
