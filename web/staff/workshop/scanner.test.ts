import { expect, test } from 'vitest';
import { openScanner } from './scanner.ts';

const CODES: Readonly<Record<string, string>> = {
  '-': 'Minus',
  '/': 'Slash',
  '.': 'Period',
  ':': 'Semicolon',
};
const codeOf = (sign: string) =>
  CODES[sign] ?? (/\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`);

/** Types a text and Enter with a pause before each key. */
function typing(pause: number) {
  const scanner = openScanner();
  let at = 1_000;
  const key = (code: string) => {
    at += pause;
    return scanner(code, at);
  };
  return (text: string): string | undefined => {
    for (const sign of text) key(codeOf(sign));
    return key('Enter');
  };
}

test.each([
  ['SH-26-00001', 5, 'SH-26-00001'],
  ['https://seoul.example/staff/a/SH-26-00042', 8, 'SH-26-00042'],
  ['SH-26-00001', 150, undefined],
  ['hello', 5, undefined],
  ['', 5, undefined],
])('%s, a key every %i ms', (text, pause, number) => {
  expect(typing(pause)(text)).toBe(number);
});

test('a second scan does not hang on to the first', () => {
  const type = typing(5);
  expect(type('SH-26-00001')).toBe('SH-26-00001');
  expect(type('SH-26-00002')).toBe('SH-26-00002');
});
