import { expect, test } from 'vitest';
import { decodeCp949 } from './cp949.ts';
import { cp949 } from './specimen.ts';

test('all 11,172 syllables, in one place each', () => {
  const all = Array.from({ length: 11_172 }, (_, at) => String.fromCharCode(0xac00 + at)).join('');
  expect(decodeCp949(cp949(all))).toBe(all);
});

// Python 3.11: '…'.encode('cp949').hex()
test.each([
  ['갂갃갅', '814181428143'],
  ['뷁', '94ee'],
  ['펲똠방각하', 'bc848c63b9e6b0a2c7cf'],
  ['힣', 'c652'],
  ['가힝', 'b0a1c8fe'],
  ['關理', 'cebcd7e2'],
  ['€®', 'a2e6a2e7'],
  ['①㈜※', 'a8e7a2dfa1d8'],
])('%s as Windows writes it', (text, hex) => {
  expect(decodeCp949(Buffer.from(hex, 'hex'))).toBe(text);
});

test.each([
  ['80', 0],
  ['61ff', 1],
  ['b0', 0],
  ['b0a1b00a', 2],
  ['c653', 0],
  ['a1ff', 0],
  ['c941', 0],
])('%s does not fit at %i', (hex, wrongAt) => {
  expect(decodeCp949(Buffer.from(hex, 'hex'))).toEqual({ wrongAt });
});
