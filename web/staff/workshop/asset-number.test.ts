import { expect, test } from 'vitest';
import { assetNumberFrom } from './asset-number.ts';

test.each([
  ['SH-26-00001', 'SH-26-00001'],
  [' sh-26-1 ', 'SH-26-00001'],
  ['sh2600123', 'SH-26-00123'],
  ['SH 26 123', 'SH-26-00123'],
  ['https://seoul.example/staff/a/SH-26-00042', 'SH-26-00042'],
  ['http://127.0.0.1:8080/staff/a/SH-26-00042?from=label#x', 'SH-26-00042?'],
  // A scanner types keys; with the Korean keyboard on, S and H come out as letters or as one syllable.
  ['노-26-00001', 'SH-26-00001'],
  ['ㄴㅗ-26-00001', 'SH-26-00001'],
])('%s is read', (typed, number) => {
  expect(assetNumberFrom(typed)).toBe(number.endsWith('?') ? undefined : number);
});

test.each(['', '26-00001', 'SH-2026-00001', 'SH-26-123456', 'hello', '가나다', 'https://seoul.example/'])(
  '%s is no asset number',
  (typed) => {
    expect(assetNumberFrom(typed)).toBeUndefined();
  },
);
