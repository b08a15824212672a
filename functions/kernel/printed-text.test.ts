import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effortOf } from '../../test/support/effort.ts';
import { type City, readCity } from './city.ts';
import { findOfficeHolders, findTitledNames, mustNameNoOfficeHolder, plainly } from './printed-text.ts';

const city = readCity({ CITY: 'seoul' });
const finds = (text: string, day?: string) => findOfficeHolders(text, city, day).map(({ who }) => who);

describe('is found', () => {
  test.each([
    '홍길동시장',
    '홍 길 동 시장님',
    '시장 홍길동',
    '서울시장홍길동',
    '서울특별시장 홍길동 드림',
    '홍길동',
    '홍길동이 나눕니다',
    '홍길동님께서 드립니다',
    '홍·길·동',
    '홍-길-동 배상',
    '홍 길동',
    '홍시장이 보냅니다',
    '홍 시장님께서',
    '「홍길동」',
    '홍길동표 PC',
    '洪吉童',
    'Mayor Hong',
    'MAYOR HONG GIL-DONG',
    'Gil-dong Hong',
    'hong gildong',
    'Hong, Gil Dong',
    'Ｍａｙｏｒ　Ｈｏｎｇ',
    '홍\u200b길\u200d동',
    '홍\u00ad길\ufeff동',
    '홍길동'.normalize('NFD'),
    'ㅎㅗㅇㄱㅣㄹㄷㅗㅇ',
    '\uffbe\uffcc\uffb7\uffa1\uffdc\uffa9\uffa7\uffcc\uffb7',
  ])('%s', (text) => {
    expect(finds(text)).toContain('홍길동');
  });

  test.each([
    ['서울시장의 선물', '시장'],
    ['시장님 감사합니다', '시장'],
    ['강남구청장', '구청장'],
    ['구청장이 드리는', '구청장'],
    ['우리 동네 시의원님', '시의원'],
    ['A gift of the Mayor of Seoul', '시장'],
    ["Seoul Mayor's gift", '시장'],
  ])('the title in %s', (text, who) => {
    expect(findOfficeHolders(text, city)).toContainEqual({ kind: 'title', who });
  });
});

describe('is another thing', () => {
  test.each([
    '전통시장 상인회',
    '이 시장에서 PC를 샀어요',
    '남대문시장 홍보관',
    '서울시장애인복지관',
    '서울시 장애인 복지관',
    '홍길동무',
    '분홍 길동네',
    '길동 주민센터',
    '강동구 길동',
    '홍 선생님',
    'IT 서울, 희망나눔',
    '이하나의 컴퓨터',
    '둘이 하나',
    '구청 장비',
    '시의 원칙',
    'The Hongdae market',
    'mayoral',
    'Honggil',
  ])('%s', (text) => {
    expect(finds(text)).toEqual([]);
  });
  test('a name that is a word too is found beside its title', () => {
    expect(finds('이하나 시장님')).toContain('이하나');
    expect(finds('시장 이하나')).toContain('이하나');
  });
});

test('who is no longer or not yet in office is not found on that day; without a day everybody is', () => {
  const [holder, ...others] = city.officeHolders.holders;
  if (!holder) throw new Error('no holder');
  const until = { ...holder, until: '2030-07-01' };
  const now: City = { ...city, officeHolders: { ...city.officeHolders, holders: [until, ...others] } };
  const on = (day?: string) => findOfficeHolders('홍길동', now, day).length;
  expect([on('2026-06-30'), on('2026-07-01'), on('2030-06-30'), on('2030-07-01'), on()]).toEqual([
    0, 1, 1, 0, 1,
  ]);
});

test('a citizen may be called like the mayor, not like the mayor with the title', () => {
  expect(findTitledNames('홍길동', city)).toEqual([]);
  expect(findTitledNames('홍길동 시장', city)).not.toEqual([]);
});

test('every field that names one is named', () => {
  const refused = () => mustNameNoOfficeHolder(city, { note: '홍길동시장', other: '안녕', none: undefined });
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'NAMES_OFFICE_HOLDER',
      status: 422,
      errors: [{ path: 'note', code: 'NAMES_OFFICE_HOLDER' }],
    }),
  );
  expect(() => mustNameNoOfficeHolder(city, { note: '후문으로 와 주세요' })).not.toThrow();
});

const unseen = fc.constantFrom('\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060', '\u3164');
const between = fc.constantFrom('', ' ', '  ', '·', '-', '.', '\u3000', '\u00a0');
const around = fc.constantFrom('', '우리 ', '(', '"', '감사합니다. ');

test('however a name is spaced, composed and interspersed with signs that cannot be seen, it is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('홍길동', '성춘향'),
      between,
      fc.array(unseen, { minLength: 3, maxLength: 3 }),
      around,
      fc.constantFrom('', '이', '님께', ' 시장', '시장님은'),
      fc.constantFrom('NFC', 'NFD', 'NFKD'),
      (name, gap, signs, before, behind, form) => {
        const written = [...name].map((syllable, i) => syllable + signs[i]).join(gap);
        expect(finds(`${before}${written}${behind} 드립니다`.normalize(form))).toContain(name);
      },
    ),
  );
});

test('any text is read in one spelling, and quickly', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(plainly(plainly(text))).toBe(plainly(text));
      expect(Array.isArray(findOfficeHolders(text, city))).toBe(true);
    }),
  );
  expect(await effortOf(() => findOfficeHolders('홍 '.repeat(5000), city))).toBeLessThan(500);
});
