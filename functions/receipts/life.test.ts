import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { anOffer, PROVEN } from '../donations/testing.ts';
import { readSheet } from '../kernel/tabular/read.ts';
import { receiptsContract } from './contract.ts';
import { type ReceiptOffice, receiptOffice } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

async function accepted(office: ReceiptOffice, body?: unknown): Promise<string> {
  const id = await office.donations.valued([{ kind: 'laptop', count: 2 }], body);
  expect((await office.donations.staff('acceptance', id)).status).toBe(200);
  await office.paper({ gift: id });
  return id;
}
const statusOf = async (office: ReceiptOffice, id: string) => (await office.donations.read(id)).body.status;
const textOf = async (office: ReceiptOffice, key: string) => {
  const { text } = await extractText(new Uint8Array(office.documents.files.get(key) ?? []), {
    mergePages: true,
  });
  return text.replace(/\s+/g, ' ');
};
const anonymous = () => {
  const offer = anOffer({ wantsReceipt: false });
  return { ...offer, giver: { ...offer.giver, anonymous: true } };
};

describe('void and issued again', () => {
  test('the number stays taken, totals and states follow in one transaction, the old leads to the new', async () => {
    const office = receiptOffice(local.table, 'life-void');
    const id = await accepted(office);
    const session = await office.donations.session(id.slice(-10));
    expect((await office.follow(id.slice(-10), session)).body).toHaveProperty('paper');

    expect((await office.cancel(1, 'GIVER_WRONG')).body).toEqual({ year: '2026', number: 1, gift: id });
    expect(await statusOf(office, id)).toBe('RECEIPT_VOIDED');
    expect((await office.books()).series).toMatchObject({
      ...{ last: 1, count: 1, total: 300_000, voids: 1, voidTotal: 300_000 },
    });
    const followed = (await office.follow(id.slice(-10), session)).body;
    expect(receiptsContract.routes.followReceipt.answer.parse(followed)).toMatchObject({
      number: 1,
      void: true,
    });
    expect(followed, 'no paper to the giver').not.toHaveProperty('paper');

    await office.paper({ year: '2026', number: 1, void: true });
    expect(await textOf(office, 'receipts/2026/000001-void.pdf')).toContain('취소된 영수증입니다');
    const marked = receiptsContract.routes.readReceipt.answer.parse((await office.read(1)).body);
    expect(marked).toMatchObject({
      void: { reason: 'GIVER_WRONG', by: 'chest-2' },
      moves: ['reissueReceipt'],
      retainUntil: '2031-11-23',
      paper: { url: expect.stringContaining('000001-void.pdf') },
    });

    expect((await office.again(1)).body).toEqual({
      year: '2026',
      number: 2,
      replaces: { year: '2026', number: 1 },
    });
    await office.paper({ gift: id });
    expect(await statusOf(office, id)).toBe('RECEIPTED');
    expect(await textOf(office, 'receipts/2026/000002.pdf')).toContain('2026-000001호를 대신하여 다시 발급');
    expect((await office.read(1)).body).toMatchObject({ next: { year: '2026', number: 2 }, moves: [] });
    expect((await office.read(2)).body).toMatchObject({ replaces: { year: '2026', number: 1 } });
    expect((await office.follow(id.slice(-10), session)).body).toMatchObject({ number: 2, paper: {} });
    expect((await office.books()).series).toMatchObject({
      last: 2,
      total: 600_000,
      voids: 1,
      voidTotal: 300_000,
    });
  });

  test('the same request again gives the same answer; another one hears why not', async () => {
    const office = receiptOffice(local.table, 'life-again');
    const id = await accepted(office);
    const [a, b] = [office.deps.ids.ulid(), office.deps.ids.ulid()];
    const first = await office.cancel(1, 'OTHER', a);
    expect(await office.cancel(1, 'OTHER', a)).toEqual(first);
    expect((await office.cancel(1)).body.code).toBe('RECEIPT_VOID');
    const again = await office.again(1, b);
    expect(await office.again(1, b)).toEqual(again);
    expect((await office.again(1)).body.code).toBe('ILLEGAL_MOVE');
    expect((await office.cancel(9)).status).toBe(404);
    expect((await office.cancel(2, 'NO_REASON')).status).toBe(400);
    expect((await office.books()).receipts).toHaveLength(2);
    expect(await statusOf(office, id)).toBe('ACCEPTED');
  });

  test('a wrong value is valued and accepted anew, under a number with the mark of the old', async () => {
    const office = receiptOffice(local.table, 'life-value');
    const id = await accepted(office);
    await office.cancel(1, 'VALUE_WRONG');
    await office.donations.staff('valuation', id, {
      lines: [{ kind: 'laptop', market: 99_000 }],
      evidence: PROVEN,
    });
    expect((await office.donations.staff('acceptance', id)).body).toMatchObject({ receipt: { number: 2 } });
    expect((await office.read(2)).body).toMatchObject({ total: 198_000, replaces: { number: 1 } });
    expect((await office.read(1)).body).toMatchObject({ next: { number: 2 } });
  });

  test.each(['ISSUED_TWICE', 'GIFT_RETURNED'])(
    'after %s nothing is issued in its place, by no way',
    async (reason) => {
      const office = receiptOffice(local.table, `life-${reason}`);
      const id = await accepted(office);
      const session = await office.donations.session(id.slice(-10));
      await office.cancel(1, reason);
      const before = await office.books();
      expect((await office.read(1)).body.moves).toEqual([]);
      expect((await office.donations.read(id)).body.moves).toEqual([]);
      expect((await office.again(1)).body.code).toBe('ILLEGAL_MOVE');
      const anew = { lines: [{ kind: 'laptop', market: 99_000 }], evidence: PROVEN };
      expect((await office.donations.staff('valuation', id, anew)).body.code).toBe('ILLEGAL_MOVE');
      expect((await office.donations.staff('acceptance', id)).body.code).toBe('ILLEGAL_MOVE');
      expect(await statusOf(office, id)).toBe('RECEIPT_VOIDED');
      expect(await office.books()).toEqual(before);
      expect((await office.follow(id.slice(-10), session)).body, 'no promise of another').toMatchObject({
        ...{ void: true, final: true },
      });
    },
  );

  test('a paper ordered for a receipt that was made void meanwhile is not made', async () => {
    const office = receiptOffice(local.table, 'life-late');
    const id = await office.donations.valued();
    await office.donations.staff('acceptance', id);
    await office.cancel(1);
    await office.paper({ gift: id });
    expect([...office.documents.files.keys()]).toEqual([]);
  });
});

describe('copies', () => {
  test('are counted append-only and say which they are; the same request again is one copy', async () => {
    const office = receiptOffice(local.table, 'life-copy');
    await accepted(office);
    const key = office.deps.ids.ulid();
    expect((await office.copy(1, key)).body).toEqual({ copy: 1 });
    expect((await office.copy(1, key)).body).toEqual({ copy: 1 });
    const many = await Promise.all([1, 2, 3, 4].map(() => office.copy(1)));
    expect(many.map(({ body }) => body.copy).toSorted()).toEqual([2, 3, 4, 5]);
    await office.paper({ year: '2026', number: 1, copy: 2 });
    expect(await textOf(office, 'receipts/2026/000001-copy-002.pdf')).toContain(
      '재출력 2번째 사본 (2026.11.23 출력)',
    );
    const { copies } = receiptsContract.routes.readReceipt.answer.parse((await office.read(1)).body);
    expect(copies.map(({ copy, by, paper }) => [copy, by, paper !== undefined])).toEqual([
      [1, 'chest-2', false],
      [2, 'chest-2', true],
      [3, 'chest-2', false],
      [4, 'chest-2', false],
      [5, 'chest-2', false],
    ]);
    await office.cancel(1);
    expect((await office.copy(1)).body.code).toBe('RECEIPT_VOID');
    // Ordered before, made after: it must not go out as if it were valid.
    await office.paper({ year: '2026', number: 1, copy: 3 });
    expect(await textOf(office, 'receipts/2026/000001-copy-003.pdf')).toContain('취소된 영수증입니다');
  });
});

describe('anonymous', () => {
  test('is made out to nobody, kept by the Chest, never given to the giver, and listed by itself', async () => {
    const office = receiptOffice(local.table, 'life-anonymous');
    await accepted(office);
    const id = await accepted(office, anonymous());
    const text = await textOf(office, 'receipts/2026/000002.pdf');
    expect(text).toContain('성명(법인명) 무명(익명)');
    expect(text).not.toContain('카나리아');
    const session = await office.donations.session(id.slice(-10));
    const { body } = await office.follow(id.slice(-10), session);
    expect(body).toMatchObject({ anonymous: true });
    expect(body).not.toHaveProperty('paper');
    expect((await office.read(2)).body).toHaveProperty('paper');
    const only = (await office.list({ year: '2026', show: 'anonymous' })).body;
    expect((only.items as { number: number }[]).map(({ number }) => number)).toEqual([2]);
  });

  test('nobody is both anonymous and gets a receipt', async () => {
    const office = receiptOffice(local.table, 'life-both');
    const { status, body } = await office.donations.offer({ ...anonymous(), wantsReceipt: true });
    expect([status, body.errors]).toEqual([400, [{ path: 'wantsReceipt', code: 'ANONYMOUS_RECEIPT' }]]);
    const numbered = await office.donations.offer({ ...anonymous(), registrationNumber: '900101-1234568' });
    expect([numbered.status, numbered.body.code]).toEqual([422, 'REGISTRATION_NOT_WANTED']);
  });

  test("another's receipt is not seen with one's own session", async () => {
    const office = receiptOffice(local.table, 'life-foreign');
    const [mine, theirs] = [await accepted(office), await accepted(office)];
    const session = await office.donations.session(mine.slice(-10));
    expect((await office.follow(theirs.slice(-10), session)).status).toBe(401);
    office.deps.clock.pass({ minutes: 31 });
    expect((await office.follow(mine.slice(-10), session)).status, 'ended').toBe(401);
  });
});

describe('electronic only', () => {
  const rules = { electronicFrom: 500_000, electronicBasis: 'same-year' } as const;
  test('from the threshold on: no paper copies, listed as due, handed over once', async () => {
    const office = receiptOffice(local.table, 'life-electronic', rules);
    for (let i = 0; i < 4; i++) await accepted(office);
    expect((await office.year()).body).toMatchObject({ medium: 'electronic', handedTo: 0 });
    expect((await office.copy(1)).status).toBe(201);
    expect([(await office.copy(2)).status, (await office.copy(2)).body.code]).toEqual([
      409,
      'ELECTRONIC_ONLY',
    ]);
    expect(await textOf(office, 'receipts/2026/000002.pdf')).toContain('전자발급 확인용');
    const due = async () =>
      ((await office.list({ year: '2026', show: 'to-issue' })).body.items as { number: number }[]).map(
        ({ number }) => number,
      );
    expect(await due()).toEqual([2, 3, 4]);
    await office.cancel(3);
    expect(await due()).toEqual([2, 4]);

    const filing = String((await office.request()).body.id);
    expect((await office.handOver(filing)).body.code).toBe('FILING_NOT_READY');
    await office.file({ year: '2026', filing });
    expect((await office.handOver(filing)).body).toEqual({ from: 1, to: 4, count: 2 });
    expect((await office.handOver(filing)).body.code).toBe('HANDED_OVER_BEFORE');
    expect((await office.year()).body).toMatchObject({
      handedTo: 4,
      handOvers: [{ from: 1, to: 4, count: 2, total: 600_000, by: 'chest-2', retainUntil: '2031-11-23' }],
    });
    // One handed over is made void: the next files take it back there too.
    office.deps.clock.pass({ hours: 1 });
    await office.cancel(4);
    const next = String((await office.request()).body.id);
    await office.file({ year: '2026', filing: next });
    const file = office.documents.files.get(`filings/2026/${next}/electronic-2026.csv`);
    expect(Buffer.from(file ?? []).toString()).toMatch(/2026-000004,.*취소/);
    expect((await office.handOver(next)).body).toEqual({ from: 5, to: 4, count: 0 });
  });
});

describe('a year for the tax office', () => {
  test('hundreds of receipts and voids: statement, summary and donors agree with the series to the won', {
    timeout: 120_000,
  }, async () => {
    const office = receiptOffice(local.table, 'life-year');
    const first = await accepted(office, anonymous());
    const count = 240;
    // The straight way for a few; the others are the same receipts and voids as the domain writes them.
    const { issueReceipt, NO_SERIES, voidReceipt } = await import('./domain.ts');
    const { series } = await office.books();
    const city = office.deps.city;
    let now = { ...series };
    for (let i = 0; i < count; i++) {
      const standing = { year: '2026', series: now, previous: NO_SERIES };
      const { receipt, writes } = issueReceipt(
        city,
        standing,
        {
          gift: `don_${office.deps.ids.ulid()}`,
          personId: `per_${first.slice(4)}`,
          giverKind: (['person', 'business', 'corporation'] as const)[i % 3] ?? 'person',
          givenOn: '2026-11-20',
          form: i % 5 === 0 ? 'money' : 'in-kind',
          lines: [{ kind: 'laptop', count: 1 + (i % 4), unitPrice: 100_000 + i * 7 }],
          donorHash: `hash-${i % 20}`,
        },
        '2026-11-24T01:00:00.000Z',
      );
      await local.table.transact(writes);
      now = { ...now, last: now.last + 1, count: now.count + 1, total: now.total + receipt.total };
      if (i % 7 === 0) {
        const why = { reason: 'OTHER', by: 'chest-2', at: '2026-11-25T01:00:00.000Z' } as const;
        await local.table.transact(voidReceipt(city, receipt, why).writes);
        now = { ...now, voids: now.voids + 1, voidTotal: now.voidTotal + receipt.total };
      }
    }
    const key = office.deps.ids.ulid();
    const filing = String((await office.request('2026', key)).body.id);
    expect((await office.request('2026', key)).body.id).toBe(filing);
    expect((await office.year()).body.filings).toMatchObject([{ id: filing, by: 'chest-2' }]);
    await office.file({ year: '2026', filing });
    await office.file({ year: '2026', filing });
    const books = receiptsContract.routes.readReceiptYear.answer.parse((await office.year()).body);
    const done = books.filings[0]?.done;
    expect(done).toMatchObject({ agrees: true, last: count + 1, voided: Math.ceil(count / 7) });
    expect(done?.files.map(({ name }) => name)).toEqual([
      '발급명세서-2026.csv',
      '발급명세서-2026.xlsx',
      '발급합계표-2026.csv',
      '발급합계표-2026.xlsx',
      '기부자별발급명세-2026.csv',
      '기부자별발급명세-2026.xlsx',
    ]);
    const read = async (name: string) =>
      readSheet(name, new Uint8Array(office.documents.files.get(`filings/2026/${filing}/${name}`) ?? []));
    const summed = (sheet: Awaited<ReturnType<typeof read>>, title: string) => {
      const at = sheet.header.cells.indexOf(title);
      return sheet.rows.reduce((all, { cells }) => all + Number(cells[at]), 0);
    };
    for (const extension of ['csv', 'xlsx']) {
      const statement = await read(`statement-2026.${extension}`);
      expect(statement.rows).toHaveLength(count + 1);
      expect(summed(statement, '금액')).toBe(now.total - now.voidTotal);
      expect(summed(statement, '취소 금액')).toBe(now.voidTotal);
      const donors = await read(`donors-2026.${extension}`);
      expect(summed(donors, '금액')).toBe(now.total - now.voidTotal);
      // 20 donors by the hash of their number, and the anonymous gift.
      expect(new Set(donors.rows.map(({ cells }) => cells[0])).size).toBe(21);
      const summary = await read(`summary-2026.${extension}`);
      const last = summary.rows.at(-1)?.cells ?? [];
      expect(last[summary.header.cells.indexOf('유효 금액')]).toBe(String(now.total - now.voidTotal));
      expect(last[summary.header.cells.indexOf('발급 금액')]).toBe(String(now.total));
    }
    // The columns stand in the filing's order, which is the city pack's.
    expect((await read('statement-2026.csv')).header.cells).toEqual(
      city.filing.statement.map(({ title }) => title),
    );
  });
});
