import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { PaperBlocked } from '../kernel/printed-text.ts';
import { type Gift, issueReceipt, NO_SERIES, type Receipt } from './domain.ts';
import { drawReceipt, NOBODY } from './form.ts';
import type { GivenMark } from './marks.ts';

const city = readCity({ CITY: 'seoul' });
const confirmed = { ...city, receiptIssuer: { ...city.receiptIssuer, toConfirm: [] } };
const receiptOf = (changes: Partial<Gift & { electronic: boolean }> = {}): Receipt => {
  const { electronic, ...gift } = changes;
  const previous = electronic ? { ...NO_SERIES, last: 9, total: 300_000_000 } : NO_SERIES;
  const standing = { year: '2026', series: { ...NO_SERIES, last: 16, count: 16 }, previous };
  return issueReceipt(
    city,
    standing,
    {
      gift: 'don_x',
      personId: 'per_x',
      giverKind: 'person',
      givenOn: '2026-11-20',
      form: 'in-kind',
      lines: [
        { kind: 'desktop', count: 2, unitPrice: 150_000 },
        { kind: 'laptop', count: 1, unitPrice: 321_234 },
      ],
      ...gift,
    },
    '2026-11-23T01:00:00.000Z',
  ).receipt;
};

/** Syllables that no everyday text has, but names may. */
const giver = { name: '뷁쀍똠힣 햏', address: '(08375) 서울특별시 구로구 디지털로26길 111 13층' };

const draw = async (receipt: Receipt, to = giver, at = city, mark?: GivenMark): Promise<Uint8Array> =>
  (await drawReceipt(receipt, to, at, mark)).file;

async function read(file: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(file));
  const { text, totalPages } = await extractText(document, { mergePages: true });
  const structure = await (await document.getPage(1)).getStructTree();
  const flat = (node: unknown): string[] => {
    const { role, children = [] } = node as { role?: string; children?: unknown[] };
    return [...(role ? [role] : []), ...children.flatMap(flat)];
  };
  return {
    text: text.replace(/\s+/g, ' '),
    pages: totalPages,
    meta: await getMeta(document),
    roles: flat(structure),
  };
}

describe('office-holders (공직선거법 §112④)', () => {
  const issuing = (words: Partial<typeof city.receiptIssuer>) => ({
    ...city,
    receiptIssuer: { ...city.receiptIssuer, ...words },
  });
  test.each([
    [{ representative: '서울특별시장' }],
    [{ branch: { ko: '홍길동 지회', en: 'Branch' } }],
    [{ name: { ko: '홍길동시장 모금회', en: 'Chest' } }],
    [{ legalBasis: '홍 길 동' }],
    [{ address: { ko: '구로구청장 앞', en: 'x' } }],
  ])('a paper whose issuer says %j is not made', async (words) => {
    await expect(draw(receiptOf(), giver, issuing(words))).rejects.toThrow(PaperBlocked);
  });

  test('a line that would name one is none either', async () => {
    const receipt = receiptOf({ lines: [{ kind: '홍길동 시장 기념 모니터', count: 1, unitPrice: 1 }] });
    await expect(draw(receipt)).rejects.toThrow(PaperBlocked);
  });

  test("the giver's own name and address are theirs, whatever they are", async () => {
    const namesake = { name: '홍길동', address: '서울특별시장로 1' };
    const { text } = await read(await draw(receiptOf(), namesake));
    expect(text).toContain('신청인 홍길동 (서명 또는 인)');
  });
});

describe('the statutory receipt', () => {
  test('a person: every field of the form, one after the other', async () => {
    const { text, pages } = await read(await draw(receiptOf(), giver, city));
    expect(pages).toBe(1);
    const fields = [
      '소득세법 시행규칙 [별지 제45호의2서식]',
      '기부금 영수증',
      '일련번호 2026-000017',
      '❶ 기부자',
      '성명(법인명) 뷁쀍똠힣 햏',
      '주민등록번호 (사업자등록번호) 미기재',
      '주소(소재지) (08375) 서울특별시 구로구 디지털로26길 111 13층',
      '❷ 기부금 단체',
      '단체명 사회복지공동모금회',
      `사업자등록번호 (고유번호) ${city.receiptIssuer.registrationNumber}`,
      '지점명 서울지회',
      `소재지 ${city.receiptIssuer.address.ko}`,
      `공익법인등 근거법령 ${city.receiptIssuer.legalBasis}`,
      '❸ 기부금 모집처(언론기관 등)',
      '단체명 해당 없음',
      '❹ 기부내용',
      '유형·코드 구분 연월일 품명 수량 단가(원) 금액(원)',
      '특례기부금(10) 현물 2026.11.20 데스크톱 컴퓨터 2 150,000 300,000',
      '특례기부금(10) 현물 2026.11.20 노트북 컴퓨터 1 321,234 321,234',
      '합계 일금 육십이만일천이백삼십사원정 621,234',
      '「소득세법」 제34조',
      '2026년 11월 23일',
      '신청인 뷁쀍똠힣 햏 (서명 또는 인)',
      '위와 같이 기부금을 기부받았음을 증명합니다.',
      '2026년 11월 23일',
      '기부금 수령인 사회복지공동모금회 서울지회 회장 (직인)',
    ];
    let from = 0;
    for (const field of fields) {
      const at = text.indexOf(field, from);
      expect(at, `${field} in: ${text}`).toBeGreaterThanOrEqual(0);
      from = at + field.length;
    }
  });

  test('a corporation has its own form, without a resident number', async () => {
    const receipt = receiptOf({ giverKind: 'corporation' });
    const { text } = await read(await draw(receipt, { ...giver, name: '주식회사 나눔' }, city));
    expect(text).toContain('법인세법 시행규칙 [별지 제63호의3서식]');
    expect(text).toContain('법인명 주식회사 나눔 사업자등록번호 미기재');
    expect(text).not.toContain('주민등록번호');
  });

  test('says that it is a specimen until every printed value is confirmed', async () => {
    const trial = await read(await draw(receiptOf(), giver, city));
    expect(trial.text).toContain('시범 운영 중에 만든 견본입니다');
    const real = await read(await draw(receiptOf(), giver, confirmed));
    expect(real.text).not.toContain('견본');
  });

  test('is tagged Korean with a title, and the same file each time', async () => {
    const file = await draw(receiptOf(), giver, city);
    const { meta, roles } = await read(file);
    expect(meta.info).toMatchObject({ Title: '기부금 영수증 2026-000017', Language: 'ko' });
    expect(roles.filter((role) => role === 'Table')).toHaveLength(4);
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
    for (const role of ['TR', 'TH', 'TD', 'P', 'Note']) expect(roles).toContain(role);
    expect(Buffer.from(await draw(receiptOf(), giver, city)).equals(Buffer.from(file))).toBe(true);
    // 60 KB: two faces with the syllables of one page.
    expect(file.length).toBeLessThan(60_000);
  });

  test('the registration number, where one was given', async () => {
    const { text } = await read(await draw(receiptOf(), { ...giver, number: '900101-1234568' } as never));
    expect(text).toContain('주민등록번호 (사업자등록번호) 900101-1234568');
  });

  test('money has no item, no quantity and no unit price', async () => {
    const lines = [{ kind: 'money', count: 1, unitPrice: 1_000_000 }];
    const { text } = await read(await draw(receiptOf({ form: 'money', lines })));
    expect(text).toContain('특례기부금(10) 금전 2026.11.20 기부금 - - 1,000,000');
    expect(text).toContain('일금 일백만원정 1,000,000');
    expect(text).not.toContain('현물 2026');
    expect(text).not.toContain('시가 또는 장부가액');
    expect((await read(await draw(receiptOf()))).text).toContain('시가 또는 장부가액');
  });

  test('points that became money say so, each gift of them with its own day', async () => {
    const lines = [
      { kind: 'points', count: 1, unitPrice: 7_000, givenOn: '2026-10-02' },
      { kind: 'points', count: 1, unitPrice: 5_000, givenOn: '2026-11-19' },
    ];
    const { text } = await read(await draw(receiptOf({ form: 'money', lines, givenOn: '2026-11-19' })));
    expect(text).toContain('금전 2026.10.02 기부금(포인트) - - 7,000');
    expect(text).toContain('금전 2026.11.19 기부금(포인트) - - 5,000');
    expect(text).toContain('12,000');
  });

  test('an anonymous gift names nobody and is kept by the Chest', async () => {
    const receipt = receiptOf({ anonymous: true });
    const { text } = await read(await draw(receipt, NOBODY as never));
    expect(text).toContain('성명(법인명) 무명(익명)');
    expect(text).toContain('익명 기부: 이 영수증은 모금회가 보관합니다.');
    expect(text).toContain('신청인 무명(익명)');
  });

  test('one issued again says in whose place it stands', async () => {
    const { text } = await read(await draw(receiptOf({ replaces: { year: '2025', number: 123 } })));
    expect(text).toContain('일련번호 2026-000017 2025-000123호를 대신하여 다시 발급');
  });

  test('void, copy and electronic say so in a line above the form and across the page', async () => {
    const at = '2026-12-01T16:00:00.000Z';
    const voided = await read(await draw(receiptOf(), giver, confirmed, { kind: 'void', at }));
    expect(voided.text).toContain('2026.12.02 취소된 영수증입니다. 증빙으로 쓸 수 없습니다.');
    const copied = await read(await draw(receiptOf(), giver, confirmed, { kind: 'copy', copy: 3, at }));
    expect(copied.text).toContain('재출력 3번째 사본 (2026.12.02 출력). 원본과 중복하여 쓸 수 없습니다.');
    expect(copied.text).toContain('사본');
    const electronic = await read(await draw(receiptOf({ electronic: true }), giver, confirmed));
    expect(electronic.text).toContain('전자발급 확인용이며 증빙으로 쓸 수 없습니다');
    const plain = await read(await draw(receiptOf(), giver, confirmed));
    for (const word of ['취소', '사본', '전자발급']) expect(plain.text).not.toContain(word);
  });

  test('forty lines flow over pages under repeated heads, and the total follows them', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => ({ kind: 'laptop', count: i + 1, unitPrice: 10_000 }));
    const { text, pages, roles } = await read(await draw(receiptOf({ lines })));
    expect(pages).toBe(3);
    // Seen on each page that the lines run on to; heard once.
    expect(text.split('단가(원)').length - 1).toBe(2);
    expect(roles.filter((role) => role === 'Table')).toHaveLength(4);
    for (const { count } of lines) expect(text).toContain(`노트북 컴퓨터 ${count} 10,000`);
    expect(text).toContain('일금 팔백이십만원정 8,200,000');
  });

  test('Hanja come from another face; what no face has stands as 〓, named at the foot', async () => {
    const old = { ...giver, name: '株式會社 裵家 김\u{E123}\u{1F600}' };
    const { file, missing } = await drawReceipt(receiptOf(), old, city);
    const { text } = await read(file);
    expect(text).toContain('株式會社 裵家 김〓〓');
    expect(missing).toEqual(['\u{E123}', '\u{1F600}']);
    expect(text).toContain('〓 표시는 글꼴에 없는 글자입니다: U+E123, U+1F600');
    expect((await drawReceipt(receiptOf(), giver, city)).missing).toEqual([]);
  });

  test('the longest names and six kinds run on to a second page, with nothing lost', async () => {
    const lines = ['desktop', 'laptop', 'all-in-one', 'monitor', 'tablet', 'printer'].map((kind) => ({
      kind,
      count: 30,
      unitPrice: 100_000_000,
    }));
    const long = { name: '긴'.repeat(140), address: '먼 길 '.repeat(60).trim() };
    const { text, pages } = await read(await draw(receiptOf({ lines }), long, city));
    expect(pages).toBeLessThanOrEqual(2);
    expect(text.replaceAll(' ', '')).toContain('긴'.repeat(140));
    expect(text).toContain('일금 일백팔십억원정 18,000,000,000');
    expect(text).toContain('빠짐없이 이어집니다.');
  });
});
