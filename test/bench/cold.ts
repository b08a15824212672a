import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { bundleFunctions } from '../../lib/bundle.ts';
import { DOMAINS } from '../../lib/domains.ts';
import { openLocalTable } from '../support/dynamo.ts';
import { median, type Row, rounded } from './row.ts';

/** numbers.md: every API function at most 480 KB minified … */
const LARGEST_KB = 480;
/** … and import + first database call at most 1.25 times that of the bare handler, measured in the same run. */
const SLOWEST = 1.25;
const ROUNDS = 9;

/** The bare handler of numbers.md: client-dynamodb + lib-dynamodb and one read. */
const BARE = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const handler = async () => {
  await client.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key: { pk: 'NONE', sk: 'NONE' } }));
  return { statusCode: 200 };
};`;

/** Runs in a process of its own: time from before the require to after the first call. */
const PROBE = `
const { performance } = require('node:perf_hooks');
const event = JSON.parse(process.env.PROBE_EVENT);
console.log = () => {};
const start = performance.now();
const { handler } = require(process.env.PROBE_FILE);
handler(event, { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10000 }).then((answer) => {
  process.stdout.write(JSON.stringify({ ms: performance.now() - start, status: answer.statusCode }));
});`;

async function bareBundle(folder: string): Promise<string> {
  const outfile = join(folder, 'index.js');
  await build({
    stdin: { contents: BARE, resolveDir: process.cwd(), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
}

/** An event that makes a function of this domain and audience read the table once. */
const ID = '01J0000000000000000000000A';
const FIRST_READS: Readonly<
  Record<string, readonly [string, Record<string, string>, Record<string, string>?]>
> = {
  'donations-public': ['GET /api/public/donations/{reference}', { reference: '000000000A' }],
  'donations-staff': ['GET /api/staff/donations/{id}', { id: `don_${ID}` }],
  'receipts-public': ['GET /api/public/donations/{reference}/receipt', { reference: '000000000A' }],
  'receipts-staff': ['GET /api/staff/receipts/{year}/{number}', { year: '2026', number: '1' }],
  'devices-public': ['GET /api/public/donations/{reference}/devices', { reference: '000000000A' }],
  'devices-staff': ['GET /api/staff/devices/{id}', { id: `dev_${ID}` }],
  'applications-public': ['GET /api/public/applications/{reference}', { reference: '000000000A' }],
  'applications-staff': ['GET /api/staff/applications/{id}', { id: `app_${ID}` }],
  'allotments-staff': ['GET /api/staff/allotments/{id}', { id: `alt_${ID}` }],
  'deliveries-staff': ['GET /api/staff/deliveries/{id}', { id: `dlv_${ID}` }],
  'fund-staff': ['GET /api/staff/statements/{id}', { id: `stm_${ID}` }],
  'gifts-staff': ['GET /api/staff/gifts/{id}', { id: `gft_${ID}` }],
  'grants-staff': ['GET /api/staff/grants/{id}', { id: `grt_${ID}` }],
  'ledger-staff': ['GET /api/staff/ledger/accounts', {}],
  'points-citizen': ['GET /api/citizen/points/membership', {}],
  'points-staff': ['GET /api/staff/points/members/{reference}', { reference: '000000000A' }],
  'privacy-staff': ['GET /api/staff/people/{id}', { id: `per_${ID}` }],
};

function eventFor(name: string): string | undefined {
  const [routeKey, pathParameters] = FIRST_READS[name] ?? [];
  if (!routeKey) return undefined;
  const [method, rawPath] = routeKey.split(' ');
  const groups = '[programme chest repair repair-lead district auditor]';
  return JSON.stringify({
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { 'x-follow-session': 'none' },
    pathParameters,
    requestContext: {
      http: { method, path: rawPath },
      authorizer: { jwt: { claims: { sub: 'bench', 'cognito:groups': groups } } },
    },
    isBase64Encoded: false,
  });
}

function probe(file: string, event: string, env: Record<string, string>): number {
  const run = spawnSync(process.execPath, ['-e', PROBE], {
    env: { ...env, PROBE_FILE: file, PROBE_EVENT: event, LAMBDA_TASK_ROOT: resolve(file, '..') },
    encoding: 'utf8',
    timeout: 20_000,
  });
  try {
    return (JSON.parse(run.stdout) as { ms: number }).ms;
  } catch {
    throw new Error(`${file}: ${run.stderr || run.stdout}`);
  }
}

/** Bundles, sizes and cold starts of the API functions. */
export async function coldRows(): Promise<Row[]> {
  const { folder } = await bundleFunctions('seoul');
  const temporary = mkdtempSync(join(tmpdir(), 'ithope-bench-'));
  const local = await openLocalTable();
  const address = 'https://sign-in.example/pool';
  const env = {
    TABLE_NAME: local.name,
    VAULT_KEY: 'bench',
    HASH_KEY: 'bench',
    REGISTRATION_KEY: 'bench',
    DONOR_KEY: 'bench',
    DOCUMENTS_BUCKET: 'documents',
    UPLOADS_BUCKET: 'uploads',
    STAFF_AUTHORITY: address,
    CITIZEN_AUTHORITY: address,
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: local.endpoint,
  };
  try {
    const bare = await bareBundle(temporary);
    const names = Object.entries(DOMAINS).flatMap(([domain, { api }]) =>
      Object.keys(api).map((a) => `${domain}-${a}`),
    );
    const files = names.map((name) => ({ name, file: resolve(folder, name, 'index.js') }));
    const measured = new Map<string, number[]>([['bare', []]]);
    // Interleaved, so that whatever else the machine does falls on all alike.
    for (let round = 0; round < ROUNDS; round++) {
      measured.get('bare')?.push(probe(bare, '{}', env));
      for (const { name, file } of files) {
        const event = eventFor(name);
        if (event) measured.set(name, [...(measured.get(name) ?? []), probe(file, event, env)]);
      }
    }
    const bareMs = median(measured.get('bare') ?? []);
    return [
      { part: 'functions', what: 'bare handler, cold', value: rounded(bareMs), unit: 'ms' },
      ...files.map(({ name, file }): Row => {
        const kb = rounded(statSync(file).size / 1024);
        return { part: 'functions', what: `${name}, bundle`, value: kb, unit: 'KB', budget: LARGEST_KB };
      }),
      ...[...measured].slice(1).map(([name, times]): Row => {
        const ratio = rounded(median(times) / bareMs, 2);
        return {
          part: 'functions',
          what: `${name}, cold against bare`,
          value: ratio,
          unit: '×',
          budget: SLOWEST,
        };
      }),
    ];
  } finally {
    await local.stop();
    rmSync(temporary, { recursive: true });
  }
}
