import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { businessCheckDigit, residentCheckDigit } from '../../functions/kernel/registration-number.ts';
import { type Running, startLocalCloud } from '../../local/start.ts';
import { textOf } from '../journeys/papers.ts';
import { type Answer, anOffer, type Caller, callerOf } from '../support/caller.ts';

/**
 * Registration numbers planted through the real API of a local cloud that keeps everything in files; then every file
 * of every store and every log is searched for them: as digits, as they are printed, in base 64 and as UTF-16.
 */
vi.setConfig({ testTimeout: 120_000 });
const resident = (first: string) => `${first.slice(0, 6)}-${first.slice(6)}${residentCheckDigit(first)}`;
const business = (first: string) =>
  `${first.slice(0, 3)}-${first.slice(3, 5)}-${first.slice(5)}${businessCheckDigit(first)}`;
/** Made-up numbers that pass every check. */
const PLANTED = {
  printed: resident('810907123457'),
  replaced: business('214870135'),
  byOffice: business('219880246'),
  declined: resident('770419223468'),
  withdrawn: resident('930228134679'),
  money: resident('840615134680'),
  moneyByOffice: business('220810357'),
} as const;
/** Refused: their check digit is one too high. */
const wrong = (number: string) => number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10);
const REFUSED = {
  public: wrong(resident('880808223357')),
  staff: wrong(business('301820468')),
  money: wrong(resident('751224134691')),
} as const;
const ALL = [...Object.values(PLANTED), ...Object.values(REFUSED)];

/** Every way in which a number could lie in a file; three offsets of base 64, less the letters that hang on neighbours. */
function spellings(number: string): string[] {
  const digits = number.replaceAll('-', '');
  const base64 = (text: string) =>
    [0, 1, 2].map((shift) =>
      Buffer.from('x'.repeat(shift) + text)
        .toString('base64')
        .replace(/=+$/, '')
        .slice(shift === 0 ? 0 : 2 * shift, -2),
    );
  return [number, digits, encodeURIComponent(number), ...base64(number), ...base64(digits)];
}
const patterns = (number: string): Buffer[] => [
  ...spellings(number).map((text) => Buffer.from(text)),
  ...[number, number.replaceAll('-', '')].map((text) => Buffer.from(text, 'utf16le')),
];

let folder: string;
let cloud: Running;
let api: Caller;
const answers: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ithope-numbers-'));
  cloud = await startLocalCloud({
    folder,
    env: { ...process.env, LOCAL_LOG: join(folder, 'functions.log') },
  });
  api = callerOf(cloud);
}, 180_000);
afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const heard = (answer: Answer): Answer => {
  answers.push(JSON.stringify(answer.body));
  return answer;
};
async function staff(path: string, body?: object): Promise<Answer> {
  const token = await api.token('chest.kim');
  const path2 = `/api/staff/${path}`;
  return heard(await api.ask(body ? 'POST' : 'GET', path2, { token, ...(body ? { body } : {}) }));
}
async function does(path: string, body: object = {}): Promise<Answer['body']> {
  const answer = await staff(path, body);
  expect([answer.status < 300, answer.body], path).toEqual([true, answer.body]);
  return answer.body;
}
const offer = async (registrationNumber: string, changes: Record<string, unknown> = {}) =>
  heard(
    await api.ask('POST', '/api/public/donations', {
      body: anOffer('giver@example.com', { registrationNumber, ...changes }),
    }),
  );
const company = {
  giver: {
    kind: 'corporation',
    organisation: '한빛전자',
    contact: { name: '한나눔', email: 'giver@example.com', language: 'ko' },
  },
};
const gift = async (registrationNumber?: string, changes: Record<string, unknown> = {}) =>
  heard(
    await api.ask('POST', '/api/public/gifts', {
      body: {
        giver: { ...company.giver, address: { postcode: '61234', street: '나눔로 1' }, ...changes },
        ...{ amount: 50_000, wantsReceipt: true, consents: { privacy: true, news: false } },
        ...(registrationNumber ? { registrationNumber } : {}),
      },
    }),
  );
const person = { kind: 'person', organisation: undefined };
const tomorrow = async () => new Date((await cloud.clock.now()) + 33 * 3_600_000).toISOString().slice(0, 10);

/** From the offer to the acceptance. */
async function accept(id: string): Promise<number> {
  await does(`donations/${id}/screening`);
  await does(`donations/${id}/collection`, { day: await tomorrow(), slot: 'morning' });
  await does(`donations/${id}/arrival`, { received: [{ kind: 'desktop', count: 1 }] });
  const whole = (await staff(`donations/${id}`)).body as { giverKind: string };
  const book = whole.giverKind === 'corporation';
  await does(`donations/${id}/valuation`, {
    lines: [{ kind: 'desktop', ...(book ? { book: 150_000 } : { market: 150_000 }) }],
    evidence: [{ kind: book ? 'ASSET_REGISTER' : 'PRICE_COMPARISON', text: '확인함' }],
  });
  const { receipt } = (await does(`donations/${id}/acceptance`)) as { receipt: { number: number } };
  return receipt.number;
}

const path = (id: string) => `donations/${id}`;
const token = async () => api.token('chest.kim');

beforeAll(async () => {
  const printed = String((await offer(PLANTED.printed)).body.id);
  const replaced = String((await offer(PLANTED.replaced, company)).body.id);
  const declined = String((await offer(PLANTED.declined)).body.id);
  const left = (await offer(PLANTED.withdrawn)).body;
  await does(`${path(replaced)}/registration`, { registrationNumber: PLANTED.byOffice });

  expect((await gift(PLANTED.money, person)).status).toBe(201);
  const money = `gifts/${(await gift()).body.id}`;
  await does(`${money}/registration`, { registrationNumber: PLANTED.moneyByOffice });
  await staff(money);

  // What is refused, in every way in which it can be sent.
  const refused = [
    await offer(REFUSED.public),
    await offer(REFUSED.public, { wantsReceipt: false }),
    await offer(`${REFUSED.public} ${'0'.repeat(30)}`),
    heard(
      await api.ask('POST', '/api/public/donations', { raw: `{"registrationNumber":"${REFUSED.public}"` }),
    ),
    heard(
      await api.ask('POST', '/api/public/donations', {
        body: { registrationNumber: { deep: REFUSED.public } },
      }),
    ),
    await gift(REFUSED.money, person),
    heard(await api.ask('POST', '/api/public/gifts', { raw: `{"registrationNumber":"${REFUSED.money}"` })),
    await staff(`${money}/registration`, { registrationNumber: REFUSED.money }),
    await staff(`${path(replaced)}/registration`, { registrationNumber: REFUSED.staff }),
    await staff(`${path(replaced)}/registration`, { registrationNumber: REFUSED.staff, more: REFUSED.staff }),
    heard(
      await api.ask('POST', `/api/staff/${path(replaced)}/registration`, {
        token: await token(),
        raw: `registrationNumber=${REFUSED.staff}`,
      }),
    ),
  ];
  for (const { status } of refused) expect([400, 422]).toContain(status);

  await does(`${path(declined)}/refusal`, { reason: 'TOO_OLD' });
  const about = { subject: 'donation', reference: String(left.reference) };
  heard(await api.ask('POST', '/api/public/follow/codes', { body: about }));
  const code = await api.codeFor('giver@example.com');
  const { body } = await api.ask('POST', '/api/public/follow/sessions', { body: { ...about, code } });
  const session = String(body.token);
  const followed = `/api/public/donations/${about.reference}`;
  expect(heard(await api.ask('GET', followed, { session })).body.registration).toEqual({
    of: 'resident',
    masked: '******-*******',
  });
  expect(heard(await api.ask('POST', `${followed}/withdrawal`, { session, body: {} })).status).toBe(200);

  expect([await accept(printed), await accept(replaced)]).toEqual([1, 2]);
  await cloud.settled();
  for (const id of [printed, replaced]) await staff(path(id));
  await staff('receipts?year=2026');
  ids = { printed, replaced, declined, withdrawn: String(left.id) };
}, 180_000);
let ids: Record<'printed' | 'replaced' | 'declined' | 'withdrawn', string>;

/** Every file below a folder with what is in it. */
const files = (): { name: string; data: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: file.slice(folder.length + 1), data: readFileSync(file) }));
const isReceipt = (name: string) => /^s3\/.*receipts.*\.pdf/.test(name);

describe('a number that was given', () => {
  test('is in no file of any store and in no log: table, stream, index, workflow, mail, queues, objects', () => {
    const all = files();
    const stores = new Set(all.map(({ name }) => name.split('/')[0]));
    for (const store of ['dynamodb', 's3', 'mail', 'kms', 'functions.log']) expect(stores).toContain(store);
    // The search finds what is there: ids in the table and the log, the address in the mail.
    const holding = (text: string) => all.filter(({ data }) => data.includes(text)).map(({ name }) => name);
    expect(holding(ids.printed).join()).toMatch(/dynamodb/);
    expect(holding('registration.read').join()).toMatch(/dynamodb/);
    expect(holding('registration_read')).toContain('functions.log');
    expect(holding('giver@example.com').join()).toMatch(/mail/);
    for (const number of ALL)
      for (const pattern of patterns(number))
        for (const { name, data } of all) expect(data.includes(pattern), `${number} in ${name}`).toBe(false);
  });

  test('is in no answer but the paper: problem documents, pages of staff and giver', () => {
    expect(answers.length).toBeGreaterThan(25);
    for (const number of ALL)
      for (const spelling of spellings(number))
        for (const answer of answers) expect(answer).not.toContain(spelling);
  });

  test('is on the receipt it was given for, in full, and no other is', async () => {
    const papers = files().filter(({ name }) => name.endsWith('.pdf') || isReceipt(name));
    const texts = await Promise.all(
      files()
        .filter(({ data }) => data.subarray(0, 5).toString() === '%PDF-')
        .map(({ data }) => textOf(data)),
    );
    expect(texts.length, papers.map(({ name }) => name).join()).toBe(2);
    const holding = (number: string) => texts.filter((text) => text.includes(number)).length;
    expect(ALL.map(holding)).toEqual(
      ALL.map((number) => (([PLANTED.printed, PLANTED.byOffice] as string[]).includes(number) ? 1 : 0)),
    );
  });
});

describe('who may open one', () => {
  interface Stored {
    Item?: { sealed: { M: { k: { S: string } } }; ttl: { N: string } };
  }
  const roles = () => cloud.cloud.ofType('AWS::IAM::Role').map(({ arn, logicalId }) => ({ arn, logicalId }));
  const paper = () => roles().find(({ logicalId }) => /receiptpaper/i.test(logicalId))?.arn ?? '';
  const table = () => String(cloud.cloud.ofType('AWS::DynamoDB::GlobalTable')[0]?.arn.split('/').at(-1));
  const personOf = async (id: string) => String((await staff(path(id))).body.personId);
  const stored = async (id: string): Promise<Stored> => {
    const Key = { pk: { S: `REG#${(await personOf(id)).slice(4)}` }, sk: { S: 'NUMBER' } };
    return (await cloud.doorway.call(paper(), 'dynamodb', 'getItem', { TableName: table(), Key })) as Stored;
  };

  test('the paper of the receipt; every other role is denied by the key, and by the table', async () => {
    const person = await personOf(ids.printed);
    const sealed = (await stored(ids.printed)).Item?.sealed.M.k.S ?? '';
    // The door tells of every refusal.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const opens: string[] = [];
    const reads: string[] = [];
    for (const { arn, logicalId } of roles()) {
      const input = { CiphertextBlob: sealed, EncryptionContext: { registration: person } };
      const Key = { pk: { S: `REG#${person.slice(4)}` }, sk: { S: 'NUMBER' } };
      await cloud.doorway.call(arn, 'kms', 'decrypt', input).then(
        () => opens.push(logicalId),
        (error: Error) => expect(error.name).toMatch(/AccessDenied/),
      );
      await cloud.doorway.call(arn, 'dynamodb', 'getItem', { TableName: table(), Key }).then(
        () => reads.push(logicalId),
        (error: Error) => expect(error.name).toMatch(/AccessDenied/),
      );
    }
    expect(roles().length).toBeGreaterThan(20);
    const allowed = /^(receiptpaper|receiptfiling|receiptsfiling|filing|yearfiling)/i;
    expect(opens.length).toBeGreaterThan(0);
    for (const name of [...opens, ...reads]) expect(name).toMatch(allowed);
    // Nor for whoever says that it is about somebody else.
    const other = { CiphertextBlob: sealed, EncryptionContext: { registration: 'per_other' } };
    await expect(cloud.doorway.call(paper(), 'kms', 'decrypt', other)).rejects.toThrow();
    const unnamed = { CiphertextBlob: sealed, EncryptionContext: { person } };
    await expect(cloud.doorway.call(paper(), 'kms', 'decrypt', unnamed)).rejects.toMatchObject({
      name: expect.stringMatching(/AccessDenied/),
    });
  });

  test('what was declined or withdrawn is gone; what is on a receipt is kept five years, then gone too', async () => {
    for (const id of [ids.declined, ids.withdrawn]) expect((await stored(id)).Item).toBeUndefined();
    const end = Number((await stored(ids.printed)).Item?.ttl.N) * 1000;
    const years = (end - (await cloud.clock.now())) / (365.25 * 86_400_000);
    expect(years).toBeGreaterThan(4.99);
    expect(years).toBeLessThan(5.01);
    cloud.localClock.advance(end - (await cloud.clock.now()) + 1000);
    await cloud.doorway.sweep();
    const { Item } = (await cloud.doorway.call(paper(), 'dynamodb', 'getItem', {
      TableName: table(),
      Key: { pk: { S: `REG#${person5.slice(4)}` }, sk: { S: 'NUMBER' } },
    })) as Stored;
    expect(Item).toBeUndefined();
  });
  let person5 = '';
  beforeAll(async () => {
    person5 = await personOf(ids.printed);
  });
});
