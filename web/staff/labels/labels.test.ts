import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';
import { PER_SHEET, pagesOf } from './sheet.ts';

test('labels go on from the first free place and over to the next sheet', () => {
  const numbers = Array.from({ length: 25 }, (_, i) => i);
  const pages = pagesOf(numbers, 3);
  expect(pages).toHaveLength(2);
  expect(pages[0]).toHaveLength(PER_SHEET);
  expect(pages[0]?.slice(0, 3)).toEqual([undefined, undefined, 0]);
  expect(pages[1]).toEqual([22, 23, 24]);
  expect(pagesOf([], 1)).toEqual([]);
});

test('the path of a QR code covers its dark fields, and only those', () => {
  const { data, size } = encode('http://127.0.0.1:8080/staff/a/SH-26-00001', { ecc: 'M', border: 2 });
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x = '', y = '', width = ''] of qrPath(data).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let i = 0; i < Number(width); i++) (drawn[Number(y)] ?? [])[Number(x) + i] = true;
  }
  expect(drawn).toEqual(data);
});
