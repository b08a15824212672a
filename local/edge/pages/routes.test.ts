import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openClock } from '../../clock.ts';
import type { Mail } from '../../door/mail/mailbox.ts';
import { aheadWords } from './clock.ts';
import { openLocalPages } from './routes.ts';

const mail = (changes: Partial<Mail>): Mail => ({
  ...{ id: 'one', channel: 'mail', at: '2026-11-23T05:00:00.000Z', from: 'a@x.example', to: ['b@x.example'] },
  ...{ cc: [], bcc: [], replyTo: [], subject: 'S', attachments: [], tags: {}, headers: {} },
  ...changes,
});

describe('the local pages', () => {
  let server: Server;
  let door: string;
  let mails: Mail[] = [];
  let ready = true;
  const clock = openClock(undefined, () => Date.parse('2026-11-23T05:00:00Z'));

  beforeAll(async () => {
    const pages = { answer: (_request: unknown, _response: unknown): boolean => false };
    server = createServer((request, response) => {
      if (!pages.answer(request, response)) response.writeHead(418).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    door = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answer = openLocalPages({
      ...{ clock, timeZone: 'Asia/Seoul', fontFolder: 'web/fonts', apiFolder: 'docs/api' },
      addresses: { site: 'http://127.0.0.1:1', door },
      mailbox: () => ({
        list: () => mails,
        get: (id) => mails.find((one) => one.id === id),
        clear: () => undefined,
      }),
      isReady: () => ready,
      status: () => ({ streams: [] }),
      portals: () => [],
      advance: async (ms) => clock.advance(ms),
    });
    pages.answer = answer as typeof pages.answer;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    mails = [];
    ready = true;
  });
  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${door}${path}`, { redirect: 'manual', ...init });

  test('leave every other address to the door', async () => {
    for (const path of ['/', '/bucket/key', '/_localhost', '/_signin/x'])
      expect((await get(path)).status).toBe(418);
  });

  test('say whether the cloud is ready', async () => {
    expect((await get('/_local/ready')).status).toBe(200);
    ready = false;
    expect((await get('/_local/ready')).status).toBe(503);
  });

  test('show what was sent as text, with links, never as markup of their own', async () => {
    mails = [
      mail({
        subject: '<b>굵게</b>',
        text: 'see http://127.0.0.1:1/follow/?a=1&b=2 <script>alert(1)</script>',
      }),
      mail({ id: 'two', html: '<p style="color:red">안녕</p>', subject: 'H' }),
    ];
    const answer = await get('/_local/mail');
    const html = await answer.text();
    expect(html).toContain('&#60;b&#62;굵게');
    expect(html).toContain('<a href="http://127.0.0.1:1/follow/?a=1&#38;b=2">');
    expect(html).not.toContain('<script>');
    expect(html).toContain('2026. 11. 23. (월) 14:00:00');
    expect(html.indexOf('id="one"')).toBeLessThan(html.indexOf('id="two"'));
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const framed = await get('/_local/mail/two.html');
    expect(framed.headers.get('content-security-policy')).toMatch(/^sandbox /);
    expect(await framed.text()).toContain('안녕');
    expect((await get('/_local/mail/one.html')).status).toBe(404);
    expect(await (await get('/_local/mail.json')).json()).toMatchObject([{ id: 'one' }, { id: 'two' }]);
  });

  test('hand attachments over as files', async () => {
    const content = Buffer.from('%PDF-').toString('base64');
    mails = [mail({ attachments: [{ name: '영수증.pdf', type: 'application/pdf', content }] })];
    const answer = await get('/_local/mail/one/0');
    expect(await answer.text()).toBe('%PDF-');
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('영수증.pdf'));
    for (const path of ['/_local/mail/one/1', '/_local/mail/none/0', '/_local/mail/../x'])
      expect((await get(path)).status).toBe(404);
  });

  test('show the clock in the city’s time, and move it by button and by program', async () => {
    expect(await (await get('/_local/clock')).text()).toContain('2026. 11. 23. (월) 14:00:00');
    const button = await get('/_local/clock/advance', {
      method: 'POST',
      headers: { origin: door },
      body: new URLSearchParams({ ms: '3600000' }),
    });
    expect([button.status, button.headers.get('location')]).toEqual([303, '/_local/clock']);
    const program = await get('/_local/clock/advance', { method: 'POST', body: '{"ms":86400000}' });
    expect(await program.json()).toMatchObject({ offsetMs: 90_000_000 });
    expect(await (await get('/_local/clock')).text()).toContain('2026. 11. 24. (화) 15:00:00');
  });

  test.each([
    ['a negative amount', '{"ms":-1}', undefined, 400],
    ['half a millisecond', '{"ms":0.5}', undefined, 400],
    ['a text', '{"ms":"1"}', undefined, 400],
    ['no JSON', 'ms', undefined, 400],
    ['null', 'null', undefined, 400],
    ['a century', '{"ms":3155760000000}', undefined, 400],
    ['another site', '{"ms":1}', 'https://evil.example', 403],
  ])('do not move the clock for %s', async (_name, body, origin, status) => {
    const before = clock.offsetMs();
    const headers: Record<string, string> = origin === undefined ? {} : { origin };
    expect((await get('/_local/clock/advance', { method: 'POST', headers, body })).status).toBe(status);
    expect(clock.offsetMs()).toBe(before);
  });

  test('serve the API document and the font, and take no other method than GET', async () => {
    expect((await get('/_local/api')).status).toBe(308);
    expect(await (await get('/_local/api/')).text()).toContain('API');
    expect(await (await get('/_local/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    expect((await get('/_local/hangul.woff2')).headers.get('content-type')).toBe('font/woff2');
    expect((await get('/_local/mail', { method: 'DELETE' })).status).toBe(405);
    expect((await get('/_local/nowhere')).status).toBe(404);
  });
});

test.each([
  [0, '이 컴퓨터의 시계와 같음 · same as this machine'],
  [3 * 86_400_000 + 4 * 3_600_000, '이 컴퓨터보다 3일 4시간 빠름 · 3 d 4 h ahead'],
  [-84 * 86_400_000, '이 컴퓨터보다 84일 느림 · 84 d behind'],
  [90_000, '이 컴퓨터보다 2분 빠름 · 2 min ahead'],
])('%i ms ahead in words', (ms, words) => expect(aheadWords(ms)).toBe(words));
