import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';

/** A statement's way by the deployed function with its own rights, through the front door. */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
}, 240_000);
afterAll(() => cloud?.stop(), 60_000);

/** As a Korean bank exports it: newest first, a preamble, a row of totals. */
const EXPORT = [
  '우리은행 거래내역조회',
  '계좌번호,1005-000-000000',
  '',
  '거래일시,적요,기재내용,찾으신금액(원),맡기신금액(원),거래후잔액(원)',
  '2026.01.06 10:11,대체,문구점,5000,0,45000',
  '2026.01.05 09:30,인터넷,홍길동,0,50000,50000',
  '합계,,,5000,50000,',
].join('\r\n');

test('an export is uploaded, read, shown, booked, placed and reconciled', { timeout: 240_000 }, async () => {
  const token = await cloud.token('chest.kim');
  const ask = async <A>(method: string, path: string, body?: object) => {
    const answer = await cloud.ask(method, `/api/staff/${path}`, { token, ...(body ? { body } : {}) });
    expect([path, answer.status < 300 ? 200 : answer.body]).toEqual([path, 200]);
    return answer.body as unknown as A;
  };
  const fileName = '거래내역.csv';
  const upload = { fileName, size: Buffer.byteLength(EXPORT) };
  const form = await ask<{ statement: string; url: string; fields: Record<string, string> }>(
    'POST',
    'statement-uploads',
    upload,
  );
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', new Blob([EXPORT]), 'x.csv');
  expect((await fetch(form.url, { method: 'POST', body: data })).status).toBeLessThan(300);
  const { statement } = form;
  expect(await ask('POST', 'statements', { statement, fileName })).toMatchObject({ status: 'READ' });
  const shown = await ask<{ items: object[] }>('GET', `statements/${statement}/entries`);
  expect(shown.items).toMatchObject([
    { day: '2026-01-05', amount: 50_000, verdict: 'new' },
    { day: '2026-01-06', amount: -5_000, verdict: 'new' },
  ]);
  const booked = await ask('POST', `statements/${statement}/booking`, {});
  expect(booked).toMatchObject({ status: 'BOOKED', done: 2, of: 2 });
  const queue = await ask<{ items: { id: string; words: object }[] }>(
    'GET',
    'bank-entries?status=WAITING&words=yes',
  );
  expect(queue.items).toMatchObject([{ amount: 50_000, words: { counterparty: '홍길동' } }]);
  const id = queue.items[0]?.id ?? '';
  const giver = {
    giver: { kind: 'person', contact: { name: '홍길동', email: 'hong@example.com', language: 'ko' } },
    consents: { privacy: true, news: false },
  };
  const placed = await ask('POST', `bank-entries/${id}/assignment`, {
    as: 'GIFT',
    purpose: 'computers',
    ...giver,
  });
  expect(placed).toMatchObject({ status: 'BOOKED', rest: 0 });
  const out = await ask<{ items: { id: string }[] }>('GET', 'bank-entries?status=UNEXPLAINED');
  const explained = await ask('POST', `bank-entries/${out.items[0]?.id}/explanation`, {
    as: 'PURCHASE',
    purpose: 'computers',
  });
  expect(explained).toMatchObject({ status: 'EXPLAINED' });
  const books = await ask('GET', 'reconciliation');
  expect(books).toMatchObject({ bank: 45_000, difference: 0, suspense: 0, unidentified: 0, waiting: false });
  expect(
    await ask('POST', `bank-entries/${id}/undoing`, { part: 1, reason: '시험' }).catch(() => 'spent'),
  ).toBe('spent');
  const link = await ask<{ url: string }>('POST', 'bank-entries/report', {
    ...{ format: 'csv', language: 'ko', from: '2026-01-01', to: '2026-01-31' },
  });
  const file = await (await fetch(link.url)).text();
  expect(file).toContain('2026-01-05,50000,');
  expect(file).not.toContain('홍길동');
});
