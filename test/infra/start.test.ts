import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { BUNDLES } from '../../lib/folders.ts';
import { API_FUNCTIONS, FUNCTIONS } from '../../lib/functions.ts';
import type { Assembly } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await synthesize();
}, 120_000);

/** Loads a bundle as Lambda does and tells which variables it asked for, before and during an empty call. */
const PROBE = `
  const [file, names] = JSON.parse(process.argv[1]);
  const { PATH, ...env } = process.env;
  const asked = new Set();
  process.env = new Proxy(env, { get: (all, name) => (asked.add(String(name)), all[name]) });
  const { handler } = require(file);
  if (typeof handler !== 'function') throw new Error('no handler');
  const call = async () => handler({ Records: [], headers: {}, requestContext: {}, request: { userAttributes: {} } }, {});
  call().catch(() => {}).finally(() => {
    console.log(JSON.stringify(names.filter((name) => !asked.has(name))));
    process.exit(0);
  });
`;

/** The template's value where it is plain, something of the right kind where it is made at deploy time. */
const stand = (value: unknown): string =>
  typeof value === 'string' ? value : 'https://made.at.deployment.example/';

test.each(FUNCTIONS.map(({ name }) => name))('%s starts with its environment and needs all of it', (name) => {
  const deployed = assembly
    .ofType('AWS::Lambda::Function')
    .find(
      ({ path }) =>
        [`${name}/Function`, `${name}/Function/Function`].includes(path) || path === claimsPath(name),
    );
  expect(deployed, name).toBeDefined();
  const { Variables = {} } = (deployed?.properties.Environment ?? {}) as {
    Variables?: Record<string, unknown>;
  };
  const folder = resolve(BUNDLES, name);
  const printed = execFileSync(
    process.execPath,
    ['-e', PROBE, JSON.stringify([join(folder, 'index.js'), Object.keys(Variables)])],
    {
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, stand(value)])),
        LAMBDA_TASK_ROOT: folder,
        AWS_REGION: 'ap-northeast-2',
      },
    },
  );
  // What the function logged comes before.
  expect(JSON.parse(printed.trim().split('\n').at(-1) ?? '')).toEqual([]);
});

const claimsPath = (name: string) => (name === 'identity-claims' ? 'Claims/Function' : undefined);

/** docs/numbers: an API function weighs at most 480 KB, minified. */
test.each(API_FUNCTIONS.map(({ name }) => name))('%s is small enough to start fast', (name) => {
  expect(statSync(join(BUNDLES, name, 'index.js')).size / 1024).toBeLessThanOrEqual(480);
});
