import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  businessCheckDigit,
  hiddenRegistration,
  maskRegistration,
  printRegistration,
  type RegistrationKind,
  readRegistration,
  registrationKindOf,
  residentCheckDigit,
} from './registration-number.ts';

const today = '2026-11-23';
const read = (kind: RegistrationKind, text: string, isNew = false) =>
  readRegistration(kind, text, { today, isNew });
/** Made up: the digits before the check digit are chosen, the check digit follows. */
const resident = (first12: string) => `${first12}${residentCheckDigit(first12)}`;
const business = (first9: string) => `${first9}${businessCheckDigit(first9)}`;

describe('a resident registration number', () => {
  test.each([
    // Worked out by hand: Σ = 2·9+3·0+4·0+5·1+6·0+7·1+8·1+9·2+2·3+3·4+4·5+5·6 = 124, 124 mod 11 = 3, 11 − 3 = 8.
    ['900101-1234568', '9001011234568'],
    ['9001011234568', '9001011234568'],
    [' 900101 – 1234568 ', '9001011234568'],
    ['900101 1234568', '9001011234568'],
    ['９００１０１－１２３４５６８', '9001011234568'],
    ['900101.1234568', '9001011234568'],
    // The four made-up numbers of eGovFrame's own tests (egovframe-common-components #1196).
    ['200102-3234560', '2001023234560'],
    ['210315-3234563', '2103153234563'],
    ['241108-4234560', '2411084234560'],
    ['260201-3234565', '2602013234565'],
    // 29 February exists in a leap year; 2000 was one.
    [resident('000229312345'), resident('000229312345')],
  ])('%s is read', (text, digits) => {
    expect(read('resident', text)).toEqual({ digits });
  });

  test.each([
    ['', 'NUMBER_SHAPE'],
    ['900101', 'NUMBER_SHAPE'],
    ['900101-123456', 'NUMBER_SHAPE'],
    ['900101-12345678', 'NUMBER_SHAPE'],
    ['900101-123456a', 'NUMBER_SHAPE'],
    ['900101-1******', 'NUMBER_SHAPE'],
    ['+900101-1234568', 'NUMBER_SHAPE'],
    ['901301-1234568', 'NUMBER_DATE'],
    ['900100-1234568', 'NUMBER_DATE'],
    ['900230-1234568', 'NUMBER_DATE'],
    ['010229-3234568', 'NUMBER_DATE'],
    ['900101-9234568', 'NUMBER_DATE'],
    ['900101-0234568', 'NUMBER_DATE'],
    ['261124-3234568', 'NUMBER_DATE'],
    ['270101-4234568', 'NUMBER_DATE'],
    ['000000-0000000', 'NUMBER_DATE'],
    ['900101-1234567', 'NUMBER_CHECK'],
    ['201004-3000000', 'NUMBER_CHECK'],
  ] as const)('%s is refused: %s', (text, problem) => {
    expect(read('resident', text)).toEqual({ problem });
  });

  test('born today is no future; born since 2020-10-05 has no check digit; a day earlier has', () => {
    expect(read('resident', '261123-3000000')).toHaveProperty('digits');
    expect(read('resident', '201005-3000000')).toHaveProperty('digits');
    const digit = residentCheckDigit('201004300000');
    expect(read('resident', `201004300000${digit}`)).toHaveProperty('digits');
    expect(read('resident', `201004300000${(digit + 1) % 10}`)).toEqual({ problem: 'NUMBER_CHECK' });
  });

  test('a number given or changed since then is taken at its word, its date is not', () => {
    expect(read('resident', '900101-1234567', true)).toEqual({ digits: '9001011234567' });
    expect(read('resident', '900230-1234567', true)).toEqual({ problem: 'NUMBER_DATE' });
  });

  test.each(['5', '6', '7', '8'])("a foreigner's (%s) is read without a check digit", (seventh) => {
    for (let last = 0; last < 10; last++) {
      expect(read('resident', `000101-${seventh}12345${last}`)).toHaveProperty('digits');
    }
  });

  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2020-10-04'), noInvalidDate: true });
  const made = fc.tuple(day, fc.boolean(), fc.integer({ min: 0, max: 99_999 })).map(([date, male, rest]) => {
    const iso = date.toISOString();
    const seventh = (iso.startsWith('19') ? 1 : 3) + (male ? 0 : 1);
    return resident(`${iso.slice(2, 10).replaceAll('-', '')}${seventh}${String(rest).padStart(5, '0')}`);
  });

  test('every well-made number is read, however it is split, and comes out as it went in', () => {
    fc.assert(
      fc.property(made, fc.constantFrom('', '-', ' - ', '–', ' '), (digits, gap) => {
        expect(read('resident', digits.slice(0, 6) + gap + digits.slice(6))).toEqual({ digits });
        expect(printRegistration('resident', digits).replace('-', '')).toBe(digits);
      }),
    );
  });

  test('of the ten last digits one is taken', () => {
    fc.assert(
      fc.property(made, (digits) => {
        const taken = [...'0123456789'].filter(
          (last) => 'digits' in read('resident', digits.slice(0, 12) + last),
        );
        expect(taken).toEqual([digits[12]]);
      }),
    );
  });

  test('anything at all is either read to thirteen digits or named wrong, never thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isNew) => {
        const found = read('resident', text, isNew);
        expect('digits' in found ? found.digits : found.problem).toMatch(/^(\d{13}|NUMBER_[A-Z]+)$/);
      }),
    );
  });
});

describe('a business registration number', () => {
  test.each([
    // Published on their holders' sites: Samsung Electronics, NAVER, Kakao.
    ['124-81-00998', '1248100998'],
    ['220-81-62517', '2208162517'],
    ['120 81 47521', '1208147521'],
    ['１２０－８１－４７５２１', '1208147521'],
  ])('%s is read', (text, digits) => {
    expect(read('business', text)).toEqual({ digits });
  });

  test.each([
    ['124-81-00999', 'NUMBER_CHECK'],
    ['124-81-0099', 'NUMBER_SHAPE'],
    ['124-81-009988', 'NUMBER_SHAPE'],
    ['000-00-00000', 'NUMBER_SHAPE'],
    [business('100810099'), 'NUMBER_SHAPE'],
    [business('124000099'), 'NUMBER_SHAPE'],
    ['900101-1234568', 'NUMBER_SHAPE'],
  ] as const)('%s is refused: %s', (text, problem) => {
    expect(read('business', text)).toEqual({ problem });
  });

  test('every number has one check digit: of ten, nine are refused', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 101, max: 999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 9999 }),
        (office, sort, serial) => {
          const first9 = `${office}${String(sort).padStart(2, '0')}${String(serial).padStart(4, '0')}`;
          const taken = [...'0123456789'].filter((last) => 'digits' in read('business', first9 + last));
          expect(taken).toEqual([String(businessCheckDigit(first9))]);
        },
      ),
    );
  });
});

describe('how it is shown', () => {
  test.each([
    ['resident', '9001011234568', '900101-1234568', '900101-1******', '******-*******'],
    ['business', '1248100998', '124-81-00998', '124-81-*****', '***-**-*****'],
  ] as const)('%s', (kind, digits, printed, masked, hidden) => {
    expect(printRegistration(kind, digits)).toBe(printed);
    expect(maskRegistration(kind, digits)).toBe(masked);
    expect(hiddenRegistration(kind)).toBe(hidden);
  });
  test('a person has a resident number, whoever is in business a business number', () => {
    expect(['person', 'business', 'corporation'].map((kind) => registrationKindOf(kind as 'person'))).toEqual(
      ['resident', 'business', 'business'],
    );
  });
});
