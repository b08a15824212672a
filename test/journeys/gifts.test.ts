import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { textOf } from './papers.ts';

/** A gift of money from its announcement to its receipt, under the rights of the deployed functions. */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
}, 180_000);
afterAll(() => cloud?.stop(), 60_000);

const DAY = 86_400_000;
const today = async () => localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
const announcement = (email: string, changes: object = {}) => ({
  giver: {
    kind: 'person',
    contact: { name: '한나눔', email, language: 'ko' },
    address: { postcode: '61234', street: '나눔로 1' },
  },
  amount: 50_000,
  purpose: 'internet',
  wantsReceipt: true,
  consents: { privacy: true, news: false },
  ...changes,
});
/** Oldest first. */
const mailsTo = async (address: string) => {
  await cloud.settled();
  return (await cloud.mail()).filter(({ to }) => to.includes(address)).reverse();
};
const staff = async (method: string, path: string, body?: object, who = 'chest.kim') =>
  cloud.ask(method, `/api/staff/${path}`, { token: await cloud.token(who), ...(body ? { body } : {}) });

/** The holder of a gift's code. */
async function holder(reference: string, email: string): Promise<string> {
  const asked = { subject: 'gift', reference };
  expect((await cloud.ask('POST', '/api/public/follow/codes', { body: asked })).status).toBe(202);
  const code = await cloud.codeFor(email);
  const opened = await cloud.ask('POST', '/api/public/follow/sessions', { body: { ...asked, code } });
  return String(opened.body.token);
}

/** The bank's file of these deposits, booked as the accountant does. */
async function importsStatement(deposits: readonly { amount: number; text: string; by: string }[]) {
  const day = await today();
  const rows = deposits.map(({ amount, text, by }) => `${day},${text},${by},0,${amount}`);
  const file = ['거래일자,적요,보낸분,출금액,입금액', ...rows].join('\r\n');
  const fileName = 'statement.csv';
  const size = Buffer.byteLength(file);
  const { body } = await staff('POST', 'statement-uploads', { fileName, size });
  const { statement, url, fields } = body as {
    statement: string;
    url: string;
    fields: Record<string, string>;
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file]), fileName);
  expect((await fetch(url, { method: 'POST', body: form })).ok).toBe(true);
  const added = await staff('POST', 'statements', { statement, fileName, isOurs: true });
  expect([added.status, added.body.code]).toEqual([201, undefined]);
  for (let done = 0, of = 1; done < of; ) {
    const { body: progress } = await staff('POST', `statements/${statement}/booking`, {});
    ({ done, of } = progress as { done: number; of: number });
  }
}

test('announced, told how to transfer, come with the bank’s file, thanked with the receipt, made void and issued again', async () => {
  const email = 'giver@example.com';
  const announced = await cloud.ask('POST', '/api/public/gifts', { body: announcement(email) });
  expect(announced.status).toBe(201);
  const [id, reference] = [String(announced.body.id), String(announced.body.reference)];
  const [told] = await mailsTo(email);
  for (const said of [
    (announced.body.transfer as { number: string }).number,
    '₩50,000',
    `${reference.slice(0, 5)}-${reference.slice(5)}`,
  ])
    expect(told?.text).toContain(said);

  const session = await holder(reference, email);
  const follow = () => cloud.ask('GET', `/api/public/gifts/${reference}`, { session });
  expect((await follow()).body).toMatchObject({ status: 'ANNOUNCED', mayWithdraw: true });

  await importsStatement([{ amount: 50_000, text: reference, by: '한나눔' }]);
  await cloud.settled();
  expect((await follow()).body).toMatchObject({
    status: 'RECEIPTED',
    booked: { amount: 50_000, day: await today() },
    receipt: { number: 1 },
  });
  const receipt = await cloud.ask('GET', `/api/public/gifts/${reference}/receipt`, { session });
  const { url } = receipt.body.paper as { url: string };
  const paper = (await textOf(new Uint8Array(await (await fetch(url)).arrayBuffer()))).replace(/\s+/g, ' ');
  for (const said of ['한나눔', '(61234) 나눔로 1', '금전', '기부금 - - 50,000'])
    expect(paper).toContain(said);
  expect((await mailsTo(email)).at(-1)?.subject).toContain('영수증이 나왔습니다');

  const gift = await staff('GET', `gifts/${id}`, undefined, 'audit.jang');
  expect(gift.body).toMatchObject({ status: 'RECEIPTED', moves: [], receipt: { number: 1 } });
  const year = (await today()).slice(0, 4);
  expect((await staff('POST', `receipts/${year}/1/void`, { reason: 'GIVER_WRONG' })).status).toBe(200);
  expect((await staff('PUT', `people/${gift.body.personId}`, { name: '한고침' })).status).toBe(200);
  expect((await staff('POST', `receipts/${year}/1/reissue`, {})).body).toMatchObject({ number: 2 });
  await cloud.settled();
  const again = await cloud.ask('GET', `/api/public/gifts/${reference}/receipt`, { session });
  const second = await fetch((again.body.paper as { url: string }).url);
  expect(await textOf(new Uint8Array(await second.arrayBuffer()))).toContain('한고침');
  expect((await mailsTo(email)).map(({ subject }) => subject.replace(/ \(.*|\d{6}$/, ''))).toEqual([
    '기부금 보내시는 방법',
    '확인번호 ',
    '기부금을 잘 받았습니다. 영수증이 나왔습니다',
    '기부금영수증이 취소되었습니다',
    '기부금영수증을 다시 발급했습니다',
  ]);
}, 180_000);

test('withdrawn by its giver; written down for somebody on the phone; let go at night when the money does not come', async () => {
  const email = 'other@example.com';
  const announced = await cloud.ask('POST', '/api/public/gifts', {
    body: announcement(email, { registrationNumber: '900101-1234568' }),
  });
  const reference = String(announced.body.reference);
  const session = await holder(reference, email);
  const path = `/api/public/gifts/${reference}`;
  expect((await cloud.ask('POST', `${path}/withdrawal`, { session, body: {} })).body.status).toBe(
    'WITHDRAWN',
  );
  expect((await cloud.ask('GET', path, { session })).body).toMatchObject({ status: 'WITHDRAWN' });

  const phoned = await staff('POST', 'gifts', { ...announcement('phone@example.com'), note: '전화' });
  expect(phoned.status).toBe(201);
  const id = String(phoned.body.id);
  const number = await staff('POST', `gifts/${id}/registration`, { registrationNumber: '900101-1234568' });
  expect(number.body).toMatchObject({ registration: { of: 'resident' } });
  expect((await staff('GET', 'gifts?status=ANNOUNCED')).body.items).toMatchObject([{ id, way: 'phone' }]);
  await cloud.advance(32 * DAY);
  await cloud.settled();
  expect((await staff('GET', `gifts/${id}`)).body).toMatchObject({ status: 'LAPSED' });
  expect((await staff('GET', 'gifts?status=ANNOUNCED')).body.items).toEqual([]);
}, 180_000);
