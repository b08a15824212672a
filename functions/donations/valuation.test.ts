import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { readCity } from '../kernel/city.ts';
import { DomainError } from '../kernel/errors.ts';
import { fakeDependencies, staffActor } from '../kernel/testing.ts';
import { ITEM_KINDS } from './contract.ts';
import type { Donation } from './domain.ts';
import { anOffer, chest, donationsOn, PROVEN } from './testing.ts';
import { mayAccept, type Proof, type Valued, valueGoods } from './valuation.ts';

const city = readCity({ CITY: 'seoul' });
const BOOKED: Proof = { kind: 'ASSET_REGISTER', text: '대장 3쪽' };
const MARKET: Proof = { kind: 'APPRAISAL', text: '감정 제2026-1호' };
const act = { by: 'staff-1', at: '2026-11-24T01:00:00.000Z' };
const received = [
  { kind: 'desktop', count: 2 },
  { kind: 'monitor', count: 3 },
] as const;
const value = (
  giverKind: Donation['giverKind'],
  lines: readonly Valued[],
  evidence: readonly Proof[] = [MARKET, BOOKED],
) => valueGoods({ received, giverKind }, { lines, evidence }, city, act);
const refusal = (deed: () => unknown) => {
  try {
    deed();
  } catch (error) {
    if (error instanceof DomainError)
      return [error.code, ...error.errors.map(({ path, code }) => `${path} ${code}`)];
  }
  return undefined;
};

describe('the rule of the kind of giver', () => {
  test.each([
    ['person', { market: 100_000 }, 'MARKET', 100_000],
    ['business', { market: 100_000, book: 90_000 }, 'HIGHER_OF_MARKET_AND_BOOK', 100_000],
    ['business', { market: 100_000, book: 130_000 }, 'HIGHER_OF_MARKET_AND_BOOK', 130_000],
    ['corporation', { book: 70_000 }, 'BOOK', 70_000],
  ] as const)('%s %o → %s', (giver, amounts, rule, unitPrice) => {
    const valued = value(
      giver,
      received.map(({ kind }) => ({ kind, ...amounts })),
    );
    expect(valued).toMatchObject({ rule, source: city.valuation.rules[giver]?.source, total: 5 * unitPrice });
    expect(valued).toMatchObject({ ...act, evidence: [MARKET, BOOKED] });
    expect(valued.lines).toEqual(received.map((line) => ({ ...line, ...amounts, unitPrice })));
  });

  const monitor = { kind: 'monitor', market: 10_000 } as const;
  test.each([
    [
      'an amount missing',
      'business',
      [{ kind: 'desktop', market: 1 }, monitor],
      ['lines.0.book REQUIRED', 'lines.1.book REQUIRED'],
    ],
    [
      'an amount not asked for',
      'person',
      [{ kind: 'desktop', market: 1, book: 2 }, monitor],
      ['lines.0.book UNKNOWN_FIELD'],
    ],
    [
      'a price of one’s own',
      'person',
      [{ kind: 'desktop', market: 5, unitPrice: 6 }, monitor],
      ['lines.0.reason REASON_NEEDED'],
    ],
    ['worth nothing', 'person', [{ kind: 'desktop', market: 0 }, monitor], ['lines.0.reason REASON_NEEDED']],
  ] as const)('%s is refused at its field', (_, giver, lines, errors) => {
    expect(refusal(() => value(giver, lines))).toEqual(['VALUATION_INCOMPLETE', ...errors]);
  });

  test('a price of one’s own, and nothing, stand with their reason', () => {
    const lines = [
      { kind: 'desktop', market: 0, reason: '켜지지 않음' },
      { kind: 'monitor', market: 10_000, unitPrice: 8_000, reason: '화면에 흠' },
    ] as const;
    expect(value('person', lines)).toMatchObject({ total: 24_000, lines });
    // The rule's own price typed is no departure.
    expect(value('person', [{ kind: 'desktop', market: 5, unitPrice: 5 }, monitor]).total).toBe(30_010);
  });

  test.each([
    ['business', [MARKET], ['VALUATION_UNPROVEN', 'evidence VALUATION_UNPROVEN']],
    ['business', [BOOKED], ['VALUATION_UNPROVEN', 'evidence VALUATION_UNPROVEN']],
    ['person', [BOOKED], ['VALUATION_UNPROVEN', 'evidence VALUATION_UNPROVEN']],
    ['person', [MARKET, { kind: 'HEARSAY', text: 'x' }], ['VALUATION_UNPROVEN', 'evidence.1.kind INVALID']],
    ['business', [MARKET, { kind: 'NO_BOOKS', text: '간편장부 대상 아님' }], undefined],
  ] as const)('%s with %o', (giver, evidence, wanted) => {
    const both = giver === 'business' ? { market: 1, book: 1 } : { market: 1 };
    const lines = received.map(({ kind }) => ({ kind, ...both }));
    expect(refusal(() => value(giver, lines, evidence))).toEqual(wanted);
  });

  test.each([
    ['missing', [monitor], { missing: ['desktop'] }],
    ['twice', [monitor, monitor, { kind: 'desktop', market: 1 }], { twice: ['monitor'] }],
    [
      'never came',
      [monitor, { kind: 'desktop', market: 1 }, { kind: 'printer', market: 2 }],
      { unknown: ['printer'] },
    ],
  ] as const)('a value %s is named', (_, lines, detail) => {
    expect(() => value('person', lines)).toThrow(
      expect.objectContaining({ code: 'VALUATION_INCOMPLETE', detail: expect.objectContaining(detail) }),
    );
  });

  test('total is the sum of count × unit price for any lot, however large', () => {
    const lot = fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom(...ITEM_KINDS),
        count: fc.integer({ min: 1, max: 5000 }),
        market: fc.integer({ min: 1, max: 5_000_000 }),
        book: fc.nat(5_000_000),
      }),
      { selector: ({ kind }) => kind, minLength: 1 },
    );
    fc.assert(
      fc.property(lot, (lines) => {
        const goods = lines.map(({ kind, count }) => ({ kind, count }));
        const asked = lines.map(({ kind, market, book }) => ({ kind, market, book }));
        const valued = valueGoods(
          { received: goods, giverKind: 'business' },
          { lines: asked, evidence: [MARKET, BOOKED] },
          city,
          act,
        );
        expect(valued.total).toBe(lines.reduce((n, l) => n + l.count * Math.max(l.market, l.book), 0));
        expect(valued.lines.map(({ kind, count }) => ({ kind, count }))).toEqual(goods);
      }),
    );
  });
});

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

describe('above the threshold a second person accepts', () => {
  const kim = chest;
  const moon = staffActor('chest', undefined, 'chest-2');
  const from = city.valuation.secondPersonFrom;
  type Way = ReturnType<typeof donationsOn>;
  let one: Way | undefined;
  const open = (): Way => {
    one ??= donationsOn(fakeDependencies({ table: local.table }));
    return one;
  };
  const valuation = (unit: number) => ({ lines: [{ kind: 'desktop', market: unit }], evidence: PROVEN });
  const worth = async (way: Way, unit: number) => {
    const id = await way.valued([{ kind: 'desktop', count: 1 }], anOffer());
    expect((await way.staff('valuation', id, valuation(unit))).status).toBe(200);
    return id;
  };
  const accept = (way: Way, id: string, who = kim) => way.staff('acceptance', id, {}, undefined, who);

  test.each([
    [from - 1, 200],
    [from, 409],
    [from + 1, 409],
  ])('%d accepted by the valuer: %d', async (unit, status) => {
    const way = open();
    const id = await worth(way, unit);
    const before = await local.everything();
    const answer = await accept(way, id);
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.body).toMatchObject({ code: 'VALUED_BY_SAME_PERSON', detail: { total: unit, from } });
    expect(await local.everything()).toEqual(before);
    // Said beforehand, and to whom it is open.
    expect((await way.read(id)).body).toMatchObject({ moves: ['value'], valuation: { secondPerson: true } });
    expect((await way.read(id, moon)).body).toMatchObject({ moves: ['value', 'accept'] });
    expect((await accept(way, id, moon)).body).toMatchObject({ status: 'ACCEPTED' });
  });

  test('a correction makes the value the corrector’s', async () => {
    const way = open();
    const id = await worth(way, from);
    await way.staff('valuation', id, valuation(from + 5), undefined, moon);
    expect((await accept(way, id, moon)).body.code).toBe('VALUED_BY_SAME_PERSON');
    expect((await accept(way, id, kim)).status).toBe(200);
  });

  test('corrections and acceptances at once: never accepted by whoever found the value that stands', async () => {
    for (let round = 0; round < 12; round++) {
      const way = open();
      const id = await worth(way, from);
      await Promise.all([
        accept(way, id, moon),
        way.staff('valuation', id, valuation(from + round), undefined, moon),
        accept(way, id, kim),
        way.staff('valuation', id, valuation(from + 50 + round), undefined, kim),
      ]);
      const items = await local.everything();
      const donation = items.find((item) => item.id === id && item.sk === 'STATE') as unknown as Donation;
      const accepted = items.find((item) => item.type === 'donation.accept' && item.subject === id) as
        | { by: { id: string } }
        | undefined;
      if (!accepted) continue;
      expect(donation.status).toBe('ACCEPTED');
      expect(mayAccept(city, donation, accepted.by.id)).toBe(true);
    }
  });
});
