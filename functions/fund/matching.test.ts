import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  certainOf,
  type Facts,
  type GiftCandidate,
  nameForm,
  proposeBounces,
  proposeCarriers,
  proposeGifts,
  proposeRefunds,
  proposeSettlement,
  reasonsFor,
  saysReversal,
} from './matching.ts';
import { hasPartOf, referencesIn } from './references.ts';

const REF = '7K3M9QX24W';
const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const reference = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 10, maxLength: 10 });

describe('a reference in what was written', () => {
  test.each([
    ['7K3M9-QX24W'],
    ['7K3M9QX24W'],
    ['7k3m9 qx24w'],
    ['홍길동7K3M9QX24W'],
    ['기부금 7K3M9-QX24W 감사합니다'],
    ['7 K 3 M 9 Q X 2 4 W'],
    ['GIFT7K3M9QX24WTHANKS'],
    ['7K3M9‐QX24W'],
    ['７Ｋ３Ｍ９－ＱＸ２４Ｗ'],
    ['REF:7K3M9.QX24W/2026'],
    ['123456 7K3M9QX24W 987654'],
  ])('is found: %s', (words) => {
    expect(referencesIn(words)).toContain(REF);
  });

  test('with letters that look like digits', () => {
    expect(referencesIn('A0B1C0D1E0')).toContain('A0B1C0D1E0');
    expect(referencesIn('aobicodleo')).toContain('A0B1C0D1E0');
  });

  test('stands first where it is a word by itself', () => {
    expect(referencesIn(REF.slice(1) + REF)[0]).not.toBe(REF);
    for (const before of ['ABCDEFGHJKMNPQRS ', '문자 ABCDEFGHJKMNPQRS 그리고 '])
      expect(referencesIn(before + REF)[0]).toBe(REF);
  });

  test.each([['홍길동'], [''], ['12345'], ['01012345678'], ['20261123-0001-55'], ['UUUUUUUUUUUU']])(
    'is in none of these: %s',
    (words) => expect(referencesIn(words)).toEqual([]),
  );

  test('is found however it is written, and a hundred characters cost a bounded number of look-ups', () => {
    const between = fc.constantFrom('', ' ', '-', ' - ', '.', '/');
    const around = fc.constantFrom('', '홍길동', '기부 ', '(주)한빛 ', '감사');
    const typed = (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'l').toLowerCase();
    fc.assert(
      fc.property(reference, between, around, around, fc.boolean(), (ref, gap, before, after, loose) => {
        const written = `${before}${ref.slice(0, 5)}${gap}${ref.slice(5)}${after}`;
        expect(referencesIn(loose ? typed(written) : written)).toContain(ref);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (words) => {
        const found = referencesIn(words);
        expect(found.length).toBeLessThanOrEqual(60);
        for (const one of found) expect(one).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      }),
    );
  });

  test('that the bank cut is still a part of it, not shorter than six characters', () => {
    fc.assert(
      fc.property(reference, fc.integer({ min: 6, max: 9 }), (ref, length) => {
        expect(hasPartOf(`홍길동${ref.slice(0, length)}`, ref)).toBe(true);
      }),
    );
    expect(hasPartOf('홍길동7K3M9', REF)).toBe(false);
    expect(hasPartOf('7K3M9QAAAA', REF)).toBe(false);
  });
});

const gift = (changes: Partial<GiftCandidate> = {}): GiftCandidate => ({
  ...{
    id: 'gft_1',
    reference: REF,
    amount: 50_000,
    status: 'ANNOUNCED',
    payerHash: 'hong',
    announcedOn: '2026-11-20',
  },
  ...changes,
});
const facts = (changes: Partial<Facts> = {}): Facts => ({
  ...{ day: '2026-11-23', amount: 50_000, words: '', references: [], payers: [] },
  ...changes,
});
const said = { references: [REF], words: REF };

describe('a gift that money may be', () => {
  test.each([
    ['reference and amount', said, {}, 'certain', ['REFERENCE', 'AMOUNT', 'DATE']],
    ['reference, another amount', { ...said, amount: 40_000 }, {}, 'likely', ['REFERENCE', 'DATE']],
    [
      'a cut reference and the amount',
      { words: '홍7K3M9QX' },
      {},
      'likely',
      ['PART_OF_REFERENCE', 'AMOUNT', 'DATE'],
    ],
    ['a cut reference, another amount', { words: '홍7K3M9QX', amount: 1 }, {}, undefined, []],
    ['name and amount', { payers: ['hong'] }, {}, 'likely', ['AMOUNT', 'NAME', 'DATE']],
    ['the name alone', { payers: ['hong'], amount: 1 }, {}, undefined, []],
    ['the amount, near in time', {}, {}, 'possible', ['AMOUNT', 'DATE']],
    ['the amount, long after', { day: '2026-12-20' }, {}, 'possible', ['AMOUNT']],
    ['the amount, before it was announced', { day: '2026-11-19' }, {}, 'possible', ['AMOUNT']],
    ['a gift that was let go', said, { status: 'LAPSED' }, 'certain', ['REFERENCE', 'AMOUNT', 'DATE']],
    ['a gift that has its money', said, { status: 'BOOKED' }, undefined, []],
    ['a gift that was withdrawn', said, { status: 'WITHDRAWN' }, undefined, []],
    ['money that left', { ...said, amount: -50_000 }, {}, undefined, []],
  ] as const)('%s', (_, entry, changes, certainty, reasons) => {
    const [proposal] = proposeGifts(facts(entry), [gift(changes)]);
    expect(proposal?.certainty).toBe(certainty);
    if (proposal) expect(proposal.reasons).toEqual(reasons);
  });

  test('two equally good ones are not certain', () => {
    const other = gift({ id: 'gft_2', reference: 'ABCDEFGHJK' });
    const both = facts({ references: [REF, 'ABCDEFGHJK'] });
    const proposals = proposeGifts(both, [gift(), other]);
    expect(proposals.map(({ of, certainty }) => [of, certainty])).toEqual([
      ['gft_1', 'likely'],
      ['gft_2', 'likely'],
    ]);
    expect(certainOf(proposals)).toBeUndefined();
    expect(certainOf(proposeGifts(both, [gift(), gift(), { ...other, status: 'BOOKED' }]))?.of).toBe('gft_1');
  });

  test('whatever the candidates: at most one is certain, it has reference and amount, and order does not matter', () => {
    const candidate = fc.record({
      id: fc.constantFrom('gft_1', 'gft_2', 'gft_3', 'gft_4'),
      reference: fc.constantFrom(REF, 'ABCDEFGHJK', '0000000000'),
      amount: fc.constantFrom(10, 20),
      status: fc.constantFrom('ANNOUNCED', 'LAPSED', 'BOOKED', 'WITHDRAWN'),
      payerHash: fc.constantFrom('a', 'b'),
      announcedOn: fc.constantFrom('2026-11-01', '2026-11-20', undefined),
    });
    const entry = fc.record({
      day: fc.constant('2026-11-23'),
      amount: fc.constantFrom(10, 20, -10),
      words: fc.constantFrom(REF, 'ABCDEF', ''),
      references: fc.subarray([REF, 'ABCDEFGHJK']),
      payers: fc.subarray(['a', 'b']),
    });
    fc.assert(
      fc.property(entry, fc.uniqueArray(candidate, { selector: ({ id }) => id }), (what, gifts) => {
        const proposals = proposeGifts(what, gifts);
        const certain = proposals.filter(({ certainty }) => certainty === 'certain');
        expect(certain.length).toBeLessThanOrEqual(1);
        for (const { reasons } of certain)
          expect(reasons).toEqual(expect.arrayContaining(['REFERENCE', 'AMOUNT']));
        for (const { gift: of } of proposals) expect(['ANNOUNCED', 'LAPSED']).toContain(of?.status);
        expect(proposeGifts(what, gifts.toReversed())).toEqual(proposals);
        for (const one of gifts)
          expect(new Set(reasonsFor(what, one)).size).toBe(reasonsFor(what, one).length);
      }),
    );
  });
});

describe('money that left', () => {
  const kt = { code: 'kt', payee: ['케이티', 'KT'], balance: 30_000 };
  const lgu = { code: 'lgu', payee: ['엘지유플러스', 'LGU'], balance: 30_000 };
  test.each([
    ['(주)케이티', -30_000, 'certain'],
    ['㈜ KT', -22_000, 'certain'],
    ['주식회사 케이티', -30_001, 'possible'],
    ['KT 파트너스', -22_000, 'likely'],
    ['문구점', -22_000, undefined],
    ['KT', 22_000, undefined],
  ])('to %s (%i) is a carrier: %s', (name, amount, certainty) => {
    expect(proposeCarriers({ amount, words: name }, name, [kt, lgu])[0]?.certainty).toBe(certainty);
  });

  test('to a name that two carriers have is certain of none', () => {
    const twin = { ...lgu, payee: ['KT'] };
    const found = proposeCarriers({ amount: -10, words: 'KT' }, 'KT', [kt, twin]);
    expect(found.map(({ certainty }) => certainty)).toEqual(['likely', 'likely']);
  });

  test.each([
    ['one open, no names', [{ entry: 'a', payers: [] }], ['likely']],
    ['one open, of another name', [{ entry: 'a', payers: ['y'] }], ['possible']],
    [
      'two open, one of this name',
      [
        { entry: 'b', payers: ['y'] },
        { entry: 'a', payers: ['x'] },
      ],
      ['certain', 'possible'],
    ],
    [
      'two open, both of this name',
      [
        { entry: 'a', payers: ['x'] },
        { entry: 'b', payers: ['x'] },
      ],
      ['likely', 'likely'],
    ],
    [
      'two open, no names',
      [
        { entry: 'a', payers: [] },
        { entry: 'b', payers: [] },
      ],
      ['possible', 'possible'],
    ],
  ])('is a refund: %s', (_, refunds, certainty) => {
    const found = proposeRefunds({ amount: -50, payers: ['x'] }, refunds);
    expect(found.map((one) => one.certainty)).toEqual(certainty);
    expect(proposeRefunds({ amount: 50, payers: [] }, refunds)).toEqual([]);
    // Without a readable name of its own nothing is certain, whatever is open.
    const nameless = proposeRefunds({ amount: -50, payers: [] }, refunds);
    expect(nameless.map((one) => one.certainty)).not.toContain('certain');
  });
});

test.each([
  ['착오송금 반환', true],
  ['타행이체 취소', true],
  ['반송', true],
  ['RETURNED PAYMENT', true],
  ['기부금', false],
])('%s says that something is taken back: %s', (words, yes) => {
  expect(saysReversal(words)).toBe(yes);
});

test('a bounce is never certain', () => {
  const earlier = [
    { id: 'a', payers: ['x'] },
    { id: 'b', payers: [] },
  ];
  const found = proposeBounces({ words: '반송', payers: ['x'] }, false, earlier);
  expect(found.map(({ of, certainty }) => [of, certainty])).toEqual([
    ['a', 'likely'],
    ['b', 'possible'],
  ]);
  expect(proposeBounces({ words: '기부', payers: [] }, false, earlier)).toEqual([]);
  expect(proposeBounces({ words: '', payers: [] }, true, earlier.slice(1))).toMatchObject([
    { certainty: 'likely' },
  ]);
});

test('the city pays for points', () => {
  expect(proposeSettlement({ amount: 5 }, '서울특별시', ['서울특별시'])).toMatchObject([
    { what: 'settlement', certainty: 'likely' },
  ]);
  expect(proposeSettlement({ amount: -5 }, '서울특별시', ['서울특별시'])).toEqual([]);
  expect(proposeSettlement({ amount: 5 }, undefined, ['서울특별시'])).toEqual([]);
});

test('names are compared without legal form, blanks, signs and case', () => {
  for (const name of ['(주)한빛 미디어', '㈜한빛미디어', '주식회사 한빛미디어', '한빛-미디어'])
    expect(nameForm(name)).toBe('한빛미디어');
  expect(nameForm('LG Uplus')).toBe('LGUPLUS');
});
