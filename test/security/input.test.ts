import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemIds } from '../../functions/kernel/ids.ts';
import { type Answer, type Ask, anOffer, openTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
let reference: string;
let donation: string;
beforeAll(async () => {
  cloud = await openTestCloud();
  const { status, body } = await offer({ body: anOffer('holder@example.com') });
  expect(status).toBe(201);
  reference = String(body.reference);
  donation = String(body.id);
  // The gauge that the tests below read moves when something is written.
  expect(cloud.written()).toBeGreaterThan(0);
}, 120_000);
afterAll(() => cloud?.stop(), 60_000);

const offer = (what: Ask) => cloud.ask('POST', '/api/public/donations', what);
const codeOf = ({ status, body }: Answer) => [status, body.code];

/** Asks, and sees that nothing was written for it. */
async function refused(ask: () => Promise<Answer>): Promise<Answer> {
  await cloud.settled();
  const before = cloud.written();
  const answer = await ask();
  expect(cloud.written()).toBe(before);
  return answer;
}

describe('a body that is not what it should be', () => {
  const whole = anOffer('someone@example.com');
  const cases: readonly [string, Ask, number, string, string?][] = [
    ['malformed JSON', { raw: '{"giver":' }, 400, 'NOT_JSON'],
    ['a list', { raw: '[]' }, 400, 'INVALID_REQUEST'],
    ['nothing', { raw: '{}' }, 400, 'INVALID_REQUEST', 'giver'],
    ['a wrong type', { body: { ...whole, wantsReceipt: 'yes' } }, 400, 'INVALID_REQUEST', 'wantsReceipt'],
    ['an unknown field', { body: { ...whole, admin: true } }, 400, 'INVALID_REQUEST', 'admin'],
    [
      'a name that is too long',
      {
        body: {
          ...whole,
          giver: {
            kind: 'person',
            contact: { name: '가'.repeat(61), email: 'a@example.com', language: 'ko' },
          },
        },
      },
      400,
      'INVALID_REQUEST',
      'giver.contact.name',
    ],
    [
      'neither phone nor mail',
      { body: { ...whole, giver: { kind: 'person', contact: { name: '가', language: 'ko' } } } },
      400,
      'INVALID_REQUEST',
      'giver.contact.email',
    ],
    [
      'a consent that was not given',
      { body: { ...whole, consents: { privacy: false, erasure: true, news: false } } },
      400,
      'INVALID_REQUEST',
      'consents.privacy',
    ],
    [
      'minus one PC',
      { body: { ...whole, items: [{ kind: 'desktop', count: -1, condition: 'works' }] } },
      400,
      'INVALID_REQUEST',
      'items.0.count',
    ],
    [
      'a district of another code system',
      { body: { ...whole, pickup: { district: '11010', postcode: '03045', street: '길 1' } } },
      422,
      'DISTRICT_UNKNOWN',
      'pickup.district',
    ],
    ['no idempotency key', { body: whole, key: null }, 400, 'KEY_REQUIRED'],
    ['a key that is no ULID', { body: whole, key: 'abc' }, 400, 'KEY_REQUIRED'],
    ['more than 256 KB', { raw: `{"x":"${'x'.repeat(300_000)}"}` }, 413, 'TOO_LARGE'],
  ];
  test.each(cases)('%s', async (_name, ask, status, code, path) => {
    const answer = await refused(() => offer(ask));
    expect(codeOf(answer)).toEqual([status, code]);
    if (path) expect(answer.body.errors?.map((e) => e.path)).toContain(path);
  });

  test('over 10 MB is refused before a function sees it', async () => {
    const answer = await fetch(cloud.api('/api/public/donations'), {
      method: 'POST',
      body: 'x'.repeat(10 * 1024 * 1024 + 1),
    });
    expect(answer.status).toBe(413);
  });
});

test('the same key and body gives the same answer; another body under it is refused', async () => {
  const key = systemIds.ulid();
  const body = anOffer('twice@example.com');
  const first = await offer({ key, body });
  expect(await offer({ key, body })).toEqual(first);
  const other = await offer({ key, body: anOffer('twice@example.com', { wantsReceipt: false }) });
  expect(codeOf(other)).toEqual([422, 'KEY_REUSED']);
});

describe('staff', () => {
  test('an illegal move names the state', async () => {
    const token = await cloud.token('chest.kim');
    const answer = await refused(() =>
      cloud.ask('POST', `/api/staff/donations/${donation}/acceptance`, { token, body: {} }),
    );
    expect(codeOf(answer)).toEqual([409, 'ILLEGAL_MOVE']);
    expect(answer.body.detail).toMatchObject({ status: 'OFFERED' });
  });

  test("another district's application is refused and not in the list", async () => {
    const applied = await cloud.ask('POST', '/api/public/applications/organisations', {
      body: {
        organisation: { name: '구로센터', kind: 'CHILD_CENTRE' },
        contact: { name: '담당', email: 'centre@example.org', language: 'ko' },
        address: { district: '11530', postcode: '08307', street: '구로중앙로 89' },
        computers: 1,
        purpose: '수업',
        peopleReached: 10,
        place: { name: '배움터', network: 'wired' },
        needs: { kind: 'any', screenReader: false, largeScreen: false, internet: true },
        consents: { privacy: true },
      },
    });
    expect(applied.status).toBe(201);
    const path = `/api/staff/applications/${applied.body.id}`;
    const gangdong = await cloud.token('gangdong.han');
    for (const ask of [
      () => cloud.ask('GET', path, { token: gangdong }),
      () => cloud.ask('POST', `${path}/eligibility`, { token: gangdong, body: { evidence: 'LOOK_UP' } }),
      () => cloud.ask('GET', '/api/staff/applications?status=SUBMITTED&district=11530', { token: gangdong }),
    ]) {
      expect(codeOf(await refused(ask))).toEqual([403, 'OTHER_DISTRICT']);
    }
    const list = async (who: string) =>
      (
        (
          await cloud.ask('GET', '/api/staff/applications?status=SUBMITTED', {
            token: await cloud.token(who),
          })
        ).body.items as { id: string }[]
      ).map(({ id }) => id);
    expect(await list('gangdong.han')).not.toContain(applied.body.id);
    expect(await list('guro.jung')).toContain(applied.body.id);
  });

  test('a cursor that was made up is refused', async () => {
    const token = await cloud.token('chest.kim');
    const cursor = `${Buffer.from('{"pk":"DON#X"}').toString('base64url')}.${'0'.repeat(32)}`;
    const answer = await cloud.ask('GET', `/api/staff/donations?status=OFFERED&cursor=${cursor}`, { token });
    expect(codeOf(answer)).toEqual([400, 'BAD_CURSOR']);
  });
});

describe('the one-time code', () => {
  const request = (ref: string) =>
    cloud.ask('POST', '/api/public/follow/codes', { body: { subject: 'donation', reference: ref } });
  const open = (ref: string, code: string) =>
    cloud.ask('POST', '/api/public/follow/sessions', { body: { subject: 'donation', reference: ref, code } });
  const offered = async (email: string) => String((await offer({ body: anOffer(email) })).body.reference);

  test('answers alike whether the reference exists or not', async () => {
    expect(await request('0000000000')).toEqual(await request(await offered('alike@example.com')));
  });

  test('opens its own record and no other', async () => {
    expect((await request(reference)).status).toBe(202);
    const { status, body } = await open(reference, await cloud.codeFor('holder@example.com'));
    expect(status).toBe(201);
    const session = String(body.token);
    expect((await cloud.ask('GET', `/api/public/donations/${reference}`, { session })).status).toBe(200);
    const foreign = await offered('foreign@example.com');
    const answer = await refused(() => cloud.ask('GET', `/api/public/donations/${foreign}`, { session }));
    expect(codeOf(answer)).toEqual([401, 'SESSION_REQUIRED']);
  });

  test('five wrong ones lock it, also for the right one', async () => {
    const mine = await offered('locked@example.com');
    await request(mine);
    const right = await cloud.codeFor('locked@example.com');
    const wrong = right === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) expect((await open(mine, wrong)).status).toBeGreaterThanOrEqual(422);
    expect(codeOf(await open(mine, right))).toEqual([429, 'CODE_LOCKED']);
  });

  test('ends after ten minutes', async () => {
    const mine = await offered('late@example.com');
    await request(mine);
    const code = await cloud.codeFor('late@example.com');
    await cloud.advance(11 * 60 * 1000);
    expect((await open(mine, code)).body.code).toBe('CODE_EXPIRED');
  });
});

describe('an upload', () => {
  let device: string;
  let token: string;
  beforeAll(async () => {
    const chest = await cloud.token('chest.kim');
    const path = `/api/staff/donations/${donation}`;
    const day = new Date(await cloud.clock.now()).toISOString().slice(0, 10);
    await cloud.ask('POST', `${path}/screening`, { token: chest, body: {} });
    await cloud.ask('POST', `${path}/collection`, {
      token: chest,
      body: { day: `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`, slot: 'morning' },
    });
    const arrived = await cloud.ask('POST', `${path}/arrival`, {
      token: chest,
      body: { received: [{ kind: 'desktop', count: 1 }] },
    });
    device = String((arrived.body.devices as { id: string }[])[0]?.id);
    token = await cloud.token('repair.lee');
  });

  const form = async () =>
    (
      await cloud.ask('POST', `/api/staff/devices/${device}/uploads`, {
        token,
        body: { fileName: 'x.json', size: 10 },
      })
    ).body as unknown as { upload: string; url: string; fields: Record<string, string> };
  async function send(
    bytes: string,
    change: (fields: Record<string, string>) => Record<string, string> = (f) => f,
  ) {
    const made = await form();
    const data = new FormData();
    for (const [name, value] of Object.entries(change(made.fields))) data.append(name, value);
    data.append('file', new Blob([bytes]), 'x.json');
    return { made, answer: await fetch(made.url, { method: 'POST', body: data }) };
  }

  test('announced with more than 10 MB gets no form', async () => {
    const answer = await refused(() =>
      cloud.ask('POST', `/api/staff/devices/${device}/uploads`, {
        token,
        body: { fileName: 'x', size: 10 * 1024 * 1024 + 1 },
      }),
    );
    expect(codeOf(answer)).toEqual([400, 'INVALID_REQUEST']);
  });

  test('of more than 10 MB, of another type, to another place, or with another signature is refused by the store', async () => {
    expect((await send('x'.repeat(10 * 1024 * 1024 + 1))).answer.status).toBe(400);
    expect((await send('x', (f) => ({ ...f, 'content-type': 'text/html' }))).answer.status).toBe(403);
    expect((await send('x', (f) => ({ ...f, key: 'evidence/elsewhere' }))).answer.status).toBe(403);
    expect((await send('x', (f) => ({ ...f, 'x-amz-signature': '0'.repeat(64) }))).answer.status).toBe(403);
  });

  test('that is not what it says is refused with file, place and reason', async () => {
    const { made, answer } = await send('%PDF-1.7 not a log');
    expect(answer.status).toBeLessThan(300);
    const read = await refused(() =>
      cloud.ask('POST', `/api/staff/devices/${device}/evidence`, {
        token,
        body: { upload: made.upload, fileName: 'x.json' },
      }),
    );
    expect(codeOf(read)).toEqual([422, 'UNREADABLE_FILE']);
    expect(read.body.detail).toMatchObject({
      file: 'x.json',
      place: expect.any(String),
      reason: expect.any(String),
    });
  });

  test('that never came is unknown', async () => {
    const { upload } = await form();
    const read = await refused(() =>
      cloud.ask('POST', `/api/staff/devices/${device}/evidence`, {
        token,
        body: { upload, fileName: 'x.json' },
      }),
    );
    expect(codeOf(read)).toEqual([404, 'UPLOAD_UNKNOWN']);
  });
});
