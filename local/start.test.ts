import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemIds } from '../functions/kernel/ids.ts';
import { readyWord, type Spawned, spawnLocalCloud } from './spawn.ts';

const folder = mkdtempSync(join(tmpdir(), 'ithope-start-'));
let running: Spawned | undefined;
afterAll(() => running?.kill());

const offer = {
  giver: {
    kind: 'person',
    contact: {
      name: '김하나',
      email: 'hana@example.com',
      language: 'ko',
      address: { postcode: '08319', road: '서울특별시 구로구 가마산로 245' },
    },
  },
};

test('npm start: ready, killed in the middle, and on again with its data', async () => {
  running = await spawnLocalCloud({ folder });
  const { site, door } = running;
  expect(running.output()).toContain(readyWord);
  expect(running.output()).toContain(`${site}/staff/`);
  const page = await fetch(`${site}/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html lang="ko"')]);

  // The real code flow, a token that the authorizer takes, a function that answers by the token's groups.
  const { accessToken } = await running.signIn('guro.jung');
  const authorization = `Bearer ${accessToken}`;
  const me = await (await fetch(running.api('/api/staff/me'), { headers: { authorization } })).json();
  expect(me).toMatchObject({ groups: ['district'], district: '11530' });
  const other = await fetch(running.api('/api/citizen/me'), { headers: { authorization } });
  expect(other.status).toBe(401);
  const citizen = await running.signInCitizen('hana@example.com');
  const own = { authorization: `Bearer ${citizen.accessToken}` };
  expect((await fetch(running.api('/api/citizen/me'), { headers: own })).status).toBe(200);

  // Time moves for functions and pages alike, and stays moved.
  const before = await running.clock.now();
  await running.clock.advance(86_400_000);
  expect((await running.clock.now()) - before).toBeGreaterThanOrEqual(86_400_000);

  // What is said of bad input is said by the deployed function, behind the deployed route.
  const headers = { 'content-type': 'application/json', 'idempotency-key': systemIds.ulid() };
  const refused = await fetch(running.api('/api/public/donations'), {
    ...{ method: 'POST', headers },
    body: JSON.stringify(offer),
  });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);

  const second = await spawnLocalCloud({ folder }).catch((error: Error) => error.message);
  expect(second).toMatch(/npm start: /); // one cloud per data folder
  await running.kill();
  await expect(fetch(`${door}/_local/ready`)).rejects.toThrow();

  running = await spawnLocalCloud({ folder, port: Number(new URL(site).port) });
  expect((await running.clock.now()) - before).toBeGreaterThanOrEqual(86_400_000);
  // The keys were kept: a token from before the kill is still good.
  const again = await fetch(running.api('/api/staff/me'), { headers: { authorization } });
  expect(again.status).toBe(200);
  expect(await running.stop()).toBe(0);
  running = undefined;
}, 240_000);

test.each([
  [['--emtpy'], {}, /unknown: --emtpy/],
  [[], { PORT: 'eighty' }, /PORT: eighty is not a port/],
])('npm start %j %j is refused in one line', (words, env, expected) => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/local.ts', ...words], {
    env: { ...process.env, LOCAL_DATA: folder, ...env },
    encoding: 'utf8',
  });
  expect([status, stderr.trim().split('\n').length]).toEqual([1, 1]);
  expect(stderr).toMatch(expected);
});
