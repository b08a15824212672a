import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClock } from '../clock.ts';
import type { Cloud, Resource } from '../template/cloud.ts';
import { type Functions, openFunctions } from './functions.ts';
import { movedDate } from './moved-date.ts';

const CODE = `
let calls = 0;
const neighbour = require('./neighbour.js');
exports.answer = async (event, context) => ({ event, calls: ++calls, neighbour: neighbour.word, env: process.env, remaining: context.getRemainingTimeInMillis(), id: context.awsRequestId });
exports.callback = (event, context, done) => setTimeout(done, 5, null, 'called back');
exports.fails = async () => { throw new TypeError('no'); };
exports.dies = async () => { process.exit(3); };
exports.stray = async () => { setTimeout(() => { throw new Error('stray'); }, 1); await new Promise(() => {}); };
exports.sleeps = async (event) => { if (event.forever) await new Promise((r) => setTimeout(r, 60000)); return 'awake'; };
exports.nothing = async () => {};
exports.big = async () => 'x'.repeat(7 * 1024 * 1024);
exports.now = async () => [Date.now(), new Date().getTime(), new Date(0).getTime(), new Date() instanceof Date];
exports.busy = async () => { await new Promise((r) => setTimeout(r, 150)); return 1; };
exports.speaks = async () => { console.log('one line'); console.error('another'); };
exports.hungry = async () => { const all = []; for (;;) all.push(new Array(1e6).fill(Math.random())); };
`;

describe('functions in workers', () => {
  const lines: string[] = [];
  const clock = openClock();
  let functions: Functions;
  const arn = (name: string) => `arn:aws:lambda:ap-northeast-2:000000000000:function:${name}`;
  const invoke = (name: string, event: unknown = {}) => functions.invoke(arn(name), event);

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'ithope-functions-'));
    // A project around cdk.out whose .js files are modules: bundles must not care.
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const bundle = join(folder, 'asset.one');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'index.js'), CODE);
    writeFileSync(join(bundle, 'neighbour.js'), "exports.word = 'next door';");
    writeFileSync(join(bundle, 'broken.js'), "throw new Error('cannot start');");
    writeFileSync(join(bundle, 'modern.mjs'), "export const handler = async () => 'module';");
    const definition = (name: string, handler: string, more: object = {}): Resource => ({
      stack: 'S',
      logicalId: name,
      type: 'AWS::Lambda::Function',
      physicalId: name,
      arn: arn(name),
      dependsOn: [],
      properties: {
        Code: { S3Key: 'one.zip' },
        Handler: handler,
        Runtime: 'nodejs24.x',
        Role: 'arn:aws:iam::000000000000:role/r',
        Timeout: 5,
        Environment: { Variables: { COLOUR: 'green' } },
        ...more,
      },
    });
    const names = ['answer', 'callback', 'fails', 'dies', 'stray', 'nothing', 'big', 'now', 'busy', 'speaks'];
    const all = [
      ...names.map((name) => definition(name, `index.${name}`)),
      definition('sleeps', 'index.sleeps', { Timeout: 1 }),
      definition('single', 'index.busy', { ReservedConcurrentExecutions: 1 }),
      definition('hungry', 'index.hungry', { MemorySize: 32, Timeout: 20 }),
      definition('broken', 'broken.handler'),
      definition('missing', 'index.nowhere'),
      definition('modern', 'modern.handler'),
      definition('snake', 'index.handler', { Runtime: 'python3.13' }),
    ];
    const cloud: Cloud = {
      account: '000000000000',
      region: 'ap-northeast-2',
      resources: new Map(),
      outputs: {},
      ofType: (type) => all.filter((one) => one.type === type),
      asset: () => bundle,
    };
    functions = openFunctions({
      cloud,
      clock,
      door: 'http://127.0.0.1:1',
      credentialsFor: () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' }),
      log: (name, line) => lines.push(`${name}: ${line}`),
    });
  });
  afterAll(() => functions.stop());

  test('see the event, the template’s environment and nothing of the host', async () => {
    process.env.HOST_SECRET = 'leak';
    const { payload } = await invoke('answer', { a: [1, null, '가'] });
    const { env, event, neighbour, remaining } = payload as Record<string, Record<string, string>>;
    expect(event).toEqual({ a: [1, null, '가'] });
    expect(neighbour).toBe('next door');
    expect(Number(remaining)).toBeGreaterThan(3000);
    expect(env).toMatchObject({
      COLOUR: 'green',
      AWS_REGION: 'ap-northeast-2',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_LAMBDA_FUNCTION_NAME: 'answer',
    });
    expect(env).not.toHaveProperty('HOST_SECRET');
    expect(env).not.toHaveProperty('HOME');
  });

  test('stay warm between events, under any qualifier', async () => {
    const before = (await invoke('answer')).payload as { calls: number };
    const after = (await functions.invoke(`${arn('answer')}:live`, {})).payload as { calls: number };
    expect(after.calls).toBe(before.calls + 1);
  });

  test.each([
    ['callback', 'called back'],
    ['nothing', null],
    ['modern', 'module'],
  ])('%s answers %j', async (name, payload) => {
    expect(await invoke(name)).toEqual({ status: 200, payload });
  });

  test.each([
    ['fails', 'TypeError', /^no$/],
    ['dies', 'Runtime.ExitError', /exit status 3/],
    ['stray', 'Error', /^stray$/],
    ['sleeps', 'Sandbox.Timedout', /timed out after 1\.00 seconds/],
    ['big', 'Function.ResponseSizeTooLarge', /exceeded maximum/],
    ['broken', 'Error', /cannot start/],
    ['missing', 'Runtime.HandlerNotFound', /index\.nowhere/],
    ['hungry', 'Runtime.OutOfMemory', /memory/],
    ['snake', 'Runtime.NotLocal', /python3\.13/],
  ])('%s is told as %s', async (name, errorType, words) => {
    const outcome = await invoke(name, { forever: true });
    expect(outcome).toMatchObject({ status: 200, functionError: 'Unhandled', payload: { errorType } });
    expect((outcome.payload as { errorMessage: string }).errorMessage).toMatch(words);
  });

  test('a function that took too long is started afresh', async () => {
    expect(await invoke('sleeps', {})).toEqual({ status: 200, payload: 'awake' });
  });

  test('refuses events over 6 MB and unknown functions', async () => {
    expect((await invoke('answer', 'x'.repeat(7 * 1024 * 1024))).status).toBe(413);
    expect((await invoke('nobody')).status).toBe(404);
  });

  test('runs events beside each other, each environment one at a time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => invoke('busy')));
    expect(outcomes.map(({ payload }) => payload)).toEqual(Array(9).fill(1));
  });

  test('keeps to reserved concurrency', async () => {
    const outcomes = await Promise.all([invoke('single'), invoke('single')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 429]);
  });

  test('follows the clock when it is moved', async () => {
    clock.advance(7 * 86_400_000);
    const [now, made, given, isDate] = (await invoke('now')).payload as number[];
    expect(Number(now) - Date.now()).toBeGreaterThan(7 * 86_400_000 - 5000);
    expect(Number(made) - Number(now)).toBeLessThan(50);
    expect([given, isDate]).toEqual([0, true]);
  });

  test('what it prints is logged under its name', async () => {
    await invoke('speaks');
    await expect.poll(() => lines).toEqual(expect.arrayContaining(['speaks: one line', 'speaks: another']));
  });
});

test('a moved Date is a Date in every other way', () => {
  const Moved = movedDate(() => 1000);
  expect(new Moved(2026, 10, 23)).toEqual(new Date(2026, 10, 23));
  expect(Moved.UTC(2026, 1)).toBe(Date.UTC(2026, 1));
  expect(new Moved()).toBeInstanceOf(Date);
  expect(typeof (Moved as unknown as () => string)()).toBe('string');
});
