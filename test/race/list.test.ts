import { afterAll, beforeAll, expect, test } from 'vitest';
import { aList, aPledge } from '../../functions/partners/testing.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';

/** The largest list there may be, by the deployed functions with their own rights, through the front door. */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
}, 120_000);
afterAll(() => cloud?.stop(), 60_000);

const ROWS = 5_000;
/** Issue 3: up to 5,000 rows in under 20 s on this machine; CI's has two cores as well. */
const SECONDS = 20;

test(`${ROWS} rows are imported in under ${SECONDS} s`, async () => {
  const ask = async <A>(method: string, path: string, body?: object, who = 'sds.moon') => {
    const answer = await cloud.ask(method, `/api/staff/${path}`, {
      token: await cloud.token(who),
      ...(body ? { body } : {}),
    });
    expect([path, answer.status < 300 ? 200 : answer.body]).toEqual([path, 200]);
    return answer.body as unknown as A;
  };
  const { id: pledge } = await ask<{ id: string }>(
    'POST',
    'pledges',
    aPledge({ count: ROWS, by: '2030-12-31' }),
  );
  const file = aList(ROWS, 'BULK');
  const upload = { fileName: 'bulk.csv', size: Buffer.byteLength(file) };
  const form = await ask<{ list: string; url: string; fields: Record<string, string> }>(
    'POST',
    `pledges/${pledge}/list-uploads`,
    upload,
  );
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', new Blob([file]), 'bulk.csv');
  expect((await fetch(form.url, { method: 'POST', body: data })).status).toBeLessThan(300);
  const { list } = form;
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  await ask('POST', `pledges/${pledge}/lists`, { list, fileName: 'bulk.csv' });
  const { mapping } = await ask<{ mapping: object }>('GET', `lists/${list}`);
  const { counts } = await ask<{ counts: object }>('POST', `lists/${list}/check`, { mapping });
  expect(counts).toEqual({ rows: ROWS, accepted: ROWS, doubtful: 0, refused: 0 });
  const checked = seconds();
  await ask('POST', `lists/${list}/import-start`, { include: [] });
  let calls = 0;
  for (let status = 'IMPORTING'; status === 'IMPORTING'; calls++)
    ({ status } = await ask<{ status: string }>('POST', `lists/${list}/import`, {}));
  const imported = seconds();
  console.info(
    `${ROWS} rows: read and checked in ${checked.toFixed(1)} s, imported in ${(imported - checked).toFixed(1)} s by ${calls} calls`,
  );
  expect(imported).toBeLessThan(SECONDS);
  const { items, total } = await ask<{ items: { assetNumber: string }[]; total: number }>(
    'GET',
    `lists/${list}/units?from=4990&limit=10`,
  );
  expect([total, items.length]).toEqual([ROWS, 10]);
}, 120_000);
