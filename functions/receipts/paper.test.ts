import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { anOffer, chest, donationsOn } from '../donations/testing.ts';
import { serve } from '../kernel/serve.ts';
import { call, fakeDependencies } from '../kernel/testing.ts';
import { receiptsContract } from './contract.ts';
import { addressLine, giverName } from './giver.ts';
import { receiptHandlers } from './http.ts';
import { issuePaper } from './issue-paper.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

/** A bucket in memory that remembers how often it was written to. */
function bucket() {
  const files = new Map<string, Uint8Array>();
  let puts = 0;
  return {
    files,
    puts: () => puts,
    async put(key: string, body: Uint8Array | string) {
      puts++;
      files.set(key, Buffer.from(body as Uint8Array));
    },
    readLink: async (key: string, seconds: number, fileName: string) =>
      `https://documents.example/${key}?ends=${seconds}&name=${encodeURIComponent(fileName)}`,
  };
}

function open() {
  const documents = bucket();
  const deps = { ...fakeDependencies({ table: local.table }), documents };
  const publicApi = serve(receiptsContract, 'public', () => receiptHandlers(deps));
  const staffApi = serve(receiptsContract, 'staff', () => receiptHandlers(deps));
  return {
    deps,
    documents,
    donations: donationsOn(deps),
    follow: (reference: string, session: string) =>
      call(publicApi, 'GET /api/public/donations/{reference}/receipt', { params: { reference }, session }),
    read: (year: string, number: string) =>
      call(staffApi, 'GET /api/staff/receipts/{year}/{number}', { params: { year, number }, staff: chest }),
    list: (query: Record<string, string>) =>
      call(staffApi, 'GET /api/staff/receipts', { query, staff: chest }),
  };
}
let office: ReturnType<typeof open>;
let id: string;
let session: string;
beforeAll(async () => {
  office = open();
  id = await office.donations.valued([{ kind: 'laptop', count: 3 }]);
  session = await office.donations.session(id.slice(-10));
});

describe('from the acceptance to the paper', () => {
  test('before the acceptance there is no receipt, before the paper no link', async () => {
    const reference = id.slice(-10);
    const early = await office.follow(reference, session);
    expect([early.status, early.body.code]).toEqual([409, 'RECEIPT_NOT_READY']);
    await office.donations.staff('acceptance', id);
    const accepted = await office.follow(reference, session);
    expect(receiptsContract.routes.followReceipt.answer.parse(accepted.body)).toMatchObject({
      year: '2026',
      number: 1,
      total: 450_000,
    });
    expect(accepted.body).not.toHaveProperty('paper');
    expect((await office.read('2026', '1')).body).not.toHaveProperty('paper');
  });

  test('the paper is made out to the giver, stored, and the donation is RECEIPTED; twice changes nothing', async () => {
    await Promise.all([
      issuePaper(office.deps, { gift: id }),
      issuePaper(office.deps, { year: '2026', number: 1 }),
    ]);
    const file = office.documents.files.get('receipts/2026/000001.pdf');
    const { text } = await extractText(new Uint8Array(file ?? []), { mergePages: true });
    expect(text).toContain(anOffer().giver.contact.name);
    expect(text.replace(/\s+/g, ' ')).toContain('(08375) 서울특별시 구로구 카나리로 77 비밀동 404호');
    expect(text).toContain('일금 사십오만원정');
    const read = await office.donations.read(id);
    expect(read.body.status).toBe('RECEIPTED');
    const events = (read.body.history as { type: string; by: object }[]).filter(
      (line) => line.type === 'donation.issueReceipt',
    );
    expect(events).toEqual([expect.objectContaining({ by: { kind: 'system' }, to: 'RECEIPTED' })]);
    const puts = office.documents.puts();
    await issuePaper(office.deps, { gift: id });
    expect(office.documents.puts()).toBe(puts);
  });

  test('giver and office get a link that ends', async () => {
    const followed = await office.follow(id.slice(-10), session);
    const { paper } = receiptsContract.routes.followReceipt.answer.parse(followed.body);
    expect(paper?.url).toContain('/receipts/2026/000001.pdf?ends=900&name=');
    const ends = Date.parse(paper?.expiresAt ?? '') - office.deps.clock.now().getTime();
    expect(ends).toBe(15 * 60_000);
    expect((await office.read('2026', '1')).body).toMatchObject({ paper: { url: paper?.url } });
    expect((await office.read('2026', '99')).status).toBe(404);
    expect((await office.follow(id.slice(-10), 'foreign')).status).toBe(401);
  });

  test.each([{}, { gift: 'don_1' }, { year: '2026', number: 0 }, { year: '26', number: 1 }, null])(
    '%j is not a request',
    async (input) => {
      await expect(issuePaper(office.deps, input)).rejects.toThrow();
    },
  );
});

test('the year is listed by number, page by page', async () => {
  for (let i = 0; i < 4; i++) {
    const next = await office.donations.valued();
    await office.donations.staff('acceptance', next);
  }
  const first = (await office.list({ year: '2026', limit: '3' })).body;
  expect(receiptsContract.routes.listReceipts.answer.parse(first).items.map((r) => r.number)).toEqual([
    1, 2, 3,
  ]);
  expect(first.next).toBe(3);
  const second = (await office.list({ year: '2026', limit: '3', after: '3' })).body;
  expect((second.items as { number: number }[]).map((r) => r.number)).toEqual([4, 5]);
  expect(second).not.toHaveProperty('next');
  expect((await office.list({ year: '2025' })).body).toEqual({ items: [] });
});

describe('who it is made out to', () => {
  const contact = { name: '홍길동', organisation: '길동상사' };
  test.each([
    ['person', '홍길동'],
    ['business', '길동상사 (홍길동)'],
    ['corporation', '길동상사'],
  ] as const)('a %s', (giverKind, name) => {
    expect(giverName({ giverKind } as Parameters<typeof giverName>[0], contact)).toBe(name);
  });
  test.each([
    ['디지털로 300', '(08375) 서울특별시 구로구 디지털로 300 3층'],
    ['서울특별시 구로구 디지털로 300', '(08375) 서울특별시 구로구 디지털로 300 3층'],
  ])('%s', (street, line) => {
    const address = { district: '11530', postcode: '08375', street, detail: '3층' };
    expect(addressLine(address, office.deps.city)).toBe(line);
  });
});
