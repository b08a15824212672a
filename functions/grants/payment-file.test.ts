import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCityPack } from '../../lib/city.ts';
import { readCity } from '../kernel/city.ts';
import { decodeCp949 } from '../kernel/tabular/cp949.ts';
import { encodeCp949 } from './cp949.ts';
import { type Carrier, carrierOf, fileName, isWritable, type Payment, paymentFile } from './payment-file.ts';

const city = readCity({ CITY: 'seoul' });
const carrier = (code: string) => carrierOf(city, code) as Carrier;
const payment = (changes: Partial<Payment> = {}): Payment => ({
  ...{ month: '2026-12', customerNumber: '0101234567', amount: 22_000, district: '11530', plan: 'slim' },
  grant: 'grt_01KAAAAAAAAAAAAAAAAAAAAAAA',
  ...changes,
});
const TWO = [
  payment(),
  payment({
    month: '2026-11',
    customerNumber: 'KT 98-7654',
    amount: 33_000,
    plan: 'basic',
    grant: 'grt_01KBBBBBBBBBBBBBBBBBBBBBBB',
  }),
];

describe('the bytes of both carriers', () => {
  test('KT: cp949, commas, titles, a row of totals', () => {
    const bytes = paymentFile(city, carrier('kt'), TWO);
    expect(decodeCp949(bytes)).toBe(
      [
        '순번,서비스번호,청구월,요금제,납부금액,지원번호',
        '1,0101234567,2026-12,인터넷 슬림 100M,22000,grt_01KAAAAAAAAAAAAAAAAAAAAAAA',
        '2,KT 98-7654,2026-11,인터넷 베이직 500M,33000,grt_01KBBBBBBBBBBBBBBBBBBBBBBB',
        '합계,2,,,55000,',
        '',
      ].join('\r\n'),
    );
    // 순번, as the code page has it (Unicode's CP949.TXT): 순 BCF8, 번 B9F8.
    expect(Buffer.from(bytes.subarray(0, 5)).toString('hex')).toBe('bcf8b9f82c');
    expect(fileName(carrier('kt'), '2026-12')).toBe('KT_2026-12.csv');
  });

  test('LG U+: UTF-8 without a mark, bars, neither titles nor totals', () => {
    const bytes = paymentFile(city, carrier('lgu'), TWO.slice(0, 1));
    expect(Buffer.from(bytes).toString('utf8')).toBe(
      'D|0101234567|2026-12|22000|구로구|grt_01KAAAAAAAAAAAAAAAAAAAAAAA\r\n',
    );
    expect(fileName(carrier('lgu'), '2026-12')).toBe('lguplus-2026-12.txt');
  });

  test('again the same bytes; none of a mark but where the pack asks for it', () => {
    expect(paymentFile(city, carrier('kt'), TWO)).toEqual(paymentFile(city, carrier('kt'), TWO));
    const marked = { ...carrier('lgu'), file: { ...carrier('lgu').file, encoding: 'utf-8-bom' as const } };
    expect(Buffer.from(paymentFile(city, marked, []).subarray(0, 3)).toString('hex')).toBe('efbbbf');
  });

  test('what cannot be written is not written half, and the number is not said', () => {
    for (const customerNumber of ['12,34', '12"34', '12\n34', '12🙂'])
      expect(() => paymentFile(city, carrier('kt'), [payment({ customerNumber })])).toThrow(
        /^payment file of kt: row 2, column 2 cannot be written$/,
      );
  });
});

test.each([
  ['kt', '0101234567', true],
  ['kt', '가-12', true],
  ['kt', '1,2', false],
  ['kt', '1|2', true],
  ['kt', 'é12', false],
  ['lgu', '1|2', false],
  ['lgu', '1,2', true],
  ['lgu', 'é12', true],
  ['lgu', '1\t2', false],
])('%s can hold %j: %s', (code, text, can) => {
  expect(isWritable(carrier(code).file, text)).toBe(can);
});

test('cp949 is written as it is read: every syllable, and nothing that it lacks', () => {
  const all = Array.from({ length: 11_172 }, (_, i) => String.fromCharCode(0xac00 + i)).join('');
  const signs = ' ~aZ0!；€㈜①ㄱ漢';
  expect(decodeCp949(encodeCp949(all + signs) ?? new Uint8Array())).toBe(all + signs);
  for (const lacks of ['é', '🙂', '가é', '\u0080']) expect(encodeCp949(lacks)).toBeUndefined();
});

test.each(globSync('cities/*/city.json').map((file) => basename(dirname(file))))(
  'every word that the pack of %s puts into a payment file can be written',
  (id) => {
    const pack = readCityPack(id);
    for (const one of pack.fees.carriers) {
      const payments = one.plans.flatMap((plan) =>
        pack.districts.map(({ code: district }) => payment({ plan: plan.code, district })),
      );
      expect(paymentFile(pack, one, payments).length, one.code).toBeGreaterThan(100);
    }
  },
);
