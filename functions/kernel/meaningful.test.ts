import { describe, expect, test } from 'vitest';
import { gigabytes, meaningfulName, meaningfulSerial, normaliseSerial } from './meaningful.ts';

describe('fillers are no serial numbers', () => {
  test.each([
    'To Be Filled By O.E.M.',
    'To be filled by O.E.M. ',
    'System Serial Number',
    'Default string',
    'Not Specified',
    'None',
    'NONE',
    'N/A',
    '0',
    '00000000',
    '0000000000',
    'xxxxxxxxxxxx',
    'XXXXXXXXXXXXXXX',
    'FFFFFFFF',
    '--',
    '..................',
    '???????',
    '        ',
    '',
    'SN 123456789ABC',
    'MB-1234567890',
    'EeePC-0123456789',
    'BSN12345678901234567',
    '[REMOVED]',
    'REDACTED',
    '<BAD INDEX>',
    '\u0000\u0001',
    '3',
  ])('%j', (serial) => expect(meaningfulSerial(serial)).toBeUndefined());

  test.each(['S4T6208', 'WD-WCC2ETY84203', '13138/00064437', '173586804248', '9RK1XXXX', 'PF0ABC12', '100'])(
    '%j is kept',
    (serial) => expect(meaningfulSerial(serial)).toBe(serial),
  );
});

describe('names', () => {
  test.each([
    ['System manufacturer', undefined],
    ['System Product Name', undefined],
    ['All Series', undefined],
    ['  Precision M4400     ', 'Precision M4400'],
    ['Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz', 'Intel(R) Core(TM)2 Duo CPU E8400 @ 3.00GHz'],
    ['삼성전자', '삼성전자'],
    ['LG\u0000Electronics\u202e', 'LG Electronics'],
  ])('%j → %j', (name, expected) => expect(meaningfulName(name)).toBe(expected));

  test('are cut to a length that no page breaks on', () => {
    expect(meaningfulName('ab'.repeat(5_000_000))?.length).toBe(120);
  });
});

test('serial numbers are compared without case, dashes and padding', () => {
  expect(normaliseSerial(' wd-wcc2 ety84203 ')).toBe('WDWCC2ETY84203');
});

test('gigabytes are decimal and rounded', () => {
  expect([320_072_933_376, 32_017_047_552, 256_060_514_304].map(gigabytes)).toEqual([320, 32, 256]);
  expect([undefined, 0, -1, Number.NaN, 1e30].map(gigabytes)).toEqual(Array(5).fill(undefined));
});
