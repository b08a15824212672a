import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { dwellingOf, unitOf } from './dwellings.ts';

const city = readCity({ CITY: 'seoul' });
const at = (street: string, detail?: string, postcode = '08375') =>
  dwellingOf({ district: '11530', postcode, street, detail }, city);

describe('a flat in any form', () => {
  test.each([
    '101동 1203호',
    '101-1203',
    '101-1203호',
    '101 - 1203',
    '101－1203',
    '101/1203',
    '101동1203',
    '제101동 제1203호',
    '101 dong 1203 ho',
    '101-dong, 1203-ho',
    '１０１동 １２０３호',
    '0101동 01203호',
    '101棟 1203號',
    '#101-1203',
    'Apt. 101-1203',
    '한빛아파트 101동 1203호',
    '한빛아파트101동1203호',
    '한빛 3차 아파트 101동 1203호',
    '구로3동 한빛아파트 101동 1203호',
    '101동 1203호 (구로동, 한빛아파트)',
    'ﾡﾤ 101동 1203호',
  ])('%s', (detail) => expect(unitOf(detail)).toBe('101-1203'));

  test.each([
    ['1203호', '1203'],
    ['1203', '1203'],
    ['제1203호', '1203'],
    ['1203호실', '1203'],
    ['2층 201호', '201'],
    ['201호(2층)', '201'],
    ['B01호', 'b1'],
    ['지하1호', 'b1'],
    ['지하 01호', 'b1'],
    ['비01호', 'b1'],
    ['b1', 'b1'],
    ['반지하', 'b'],
    ['지층', 'b'],
    ['2층', 'f2'],
    ['2nd floor', 'f2'],
    ['2층 왼쪽', 'f2'],
    ['가동 101호', '가-101'],
    ['가-101', '가-101'],
    ['한빛빌라 나동 지하 2호', '나-b2'],
    ['A동 101호', 'a-101'],
    ['a-101', 'a-101'],
    ['구로3동 12호', '12'],
    ['', ''],
    ['안채', ''],
  ])('%s is %s', (detail, unit) => expect(unitOf(detail)).toBe(unit));

  const number = fc.integer({ min: 1, max: 9999 });
  const forms: readonly ((building: number, unit: number) => string)[] = [
    (b, u) => `${b}동 ${u}호`,
    (b, u) => `${b}동${u}호`,
    (b, u) => `${b}-${u}`,
    (b, u) => `${b} - ${u}호`,
    (b, u) => `${b}/${u}`,
    (b, u) => `제${b}동 제${u}호`,
    (b, u) => `${b} dong ${u} ho`,
    (b, u) => `${b}동 ${u}`,
    (b, u) => `0${b}동 00${u}호`,
    (b, u) => `햇살마을아파트 ${b}동 ${u}호 (개봉동)`,
    (b, u) => `${b}동 ${u}호`.normalize('NFD'),
    (b, u) => `${b}동 ${u}호`.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ];
  test('every form of one flat is one, and no two flats are', () => {
    fc.assert(
      fc.property(number, number, number, number, (b, u, c, v) => {
        expect(new Set(forms.map((form) => unitOf(form(b, u))))).toEqual(new Set([`${b}-${u}`]));
        fc.pre(b !== c || u !== v);
        for (const form of forms) expect(unitOf(form(c, v))).not.toBe(`${b}-${u}`);
      }),
    );
  });
});

describe('a house', () => {
  const HOME = at('구로로 1', '101동 1203호');
  test.each([
    ['구로로 1', '101-1203'],
    ['구로로1', '101동1203호'],
    [' 구로로  01 ', '101 dong 1203 ho'],
    ['서울특별시 구로구 구로로 1', '101동 1203호'],
    ['서울시 구로구 구로로 1 (구로동)', '101동 1203호'],
    ['서울 구로구 구로로 1, 한빛아파트 101동 1203호', undefined],
    ['구로로 1 101동 1203호', undefined],
    ['ﾡￓﾩￌﾩￌ 1', '101동 1203호'],
  ])('%s %s is one home', (street, detail) => expect(at(street, detail)).toBe(HOME));

  test.each([
    ['구로로 2', '101동 1203호'],
    ['구로로 1-1', '101동 1203호'],
    ['구로로1길 1', '101동 1203호'],
    ['구로중앙로 1', '101동 1203호'],
    ['구로로 1', '102동 1203호'],
    ['구로로 1', '101동 1204호'],
    ['구로로 1', undefined],
  ])('%s %s is another', (street, detail) => expect(at(street, detail)).not.toBe(HOME));
  test('the same in another part of the city is another', () => {
    expect(at('구로로 1', '101동 1203호', '08376')).not.toBe(HOME);
  });

  test.each([
    ['세종대로21길 39', '세종대로 21길 39'],
    ['구로중앙로12나길 5-3', '구로중앙로 12나길 5의3'],
    ['한강대로10길 11-47', '한강대로 10길 11 - 47번지'],
    ['구로동 123-4', '서울시 구로구 구로동 123의4번지'],
    ['39 Sejong-daero 21-gil, Jung-gu', 'Sejong-daero 21-gil 39'],
    ['1 Guro-ro, Guro-gu, Seoul', 'Guro-ro 1'],
  ])('%s = %s', (a, b) => expect(at(a)).toBe(at(b)));
  test.each([
    ['세종대로21길 39', '세종대로 39'],
    ['세종대로 지하 189', '세종대로 189'],
    ['구로중앙로12나길 5', '구로중앙로12가길 5'],
    ['구로동 123-4', '구로동 산123-4'],
  ])('%s ≠ %s', (a, b) => expect(at(a)).not.toBe(at(b)));

  test('any road and number: spaced, with the city before and the quarter behind', () => {
    const road = fc.constantFrom('구로로', '디지털로', '경인로', '세종대로', '구로중앙로12길', '개봉로3가길');
    const number = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(road, number, fc.option(number), road, number, (name, no, sub, other, else_) => {
        const written = sub === null ? `${no}` : `${no}-${sub}`;
        const home = at(`${name} ${written}`);
        for (const street of [
          `${name}${written}`,
          `서울특별시 구로구 ${name} ${written}`,
          `${name.replace(/(로)(\d)/, '$1 $2')} ${written} (구로동)`,
        ])
          expect(at(street)).toBe(home);
        fc.pre(name !== other || no !== else_ || sub !== null);
        expect(at(`${other} ${else_}`)).not.toBe(home);
      }),
    );
  });
});
