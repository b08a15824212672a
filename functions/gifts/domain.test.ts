import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { keys } from '../kernel/keys.ts';
import { staffActor } from '../kernel/testing.ts';
import { transferOf } from '../ledger/domain.ts';
import { NO_SERIES, type Standing } from '../receipts/domain.ts';
import { isLate, lapseGift, withdrawGift } from './announcing.ts';
import { GIFT_STATUS, type GiftStatus } from './contract.ts';
import {
  bookGift,
  type Gift,
  giftTransitions,
  isOver,
  mayRegister,
  movesFor,
  pointsGiftReceipt,
  unannouncedGift,
  unbookGift,
} from './domain.ts';
import { payerForm } from './giver.ts';

const city = readCity({ CITY: 'seoul' });
const AT = '2026-11-23T01:00:00.000Z';
const act = { at: AT, by: { kind: 'staff' as const, id: 'chest-1' } };
const ULID = '01KAAAAAAAAAAAAAAAAAAAAAAA';
const standing: Standing = { year: '2026', series: { ...NO_SERIES, last: 4, count: 4 }, previous: NO_SERIES };

const gift = (changes: Partial<Gift> = {}): Gift => ({
  kind: 'gift',
  id: `gft_${ULID}`,
  reference: 'AAAAAAAAAA',
  status: 'ANNOUNCED',
  version: 1,
  way: 'site',
  personId: `per_${ULID}`,
  giverKind: 'person',
  amount: 50_000,
  wantsReceipt: true,
  payerHash: 'hash',
  awaitedUntil: '2026-12-23',
  stages: { ANNOUNCED: AT },
  since: AT,
  ...changes,
});
const transfer = (amount: number, credit: string, n = 0) =>
  transferOf(
    `01KBBBBBBBBBBBBBBBBBBBBBB${n}`,
    { debit: 'bank', credit: credit as 'costs', currency: 'KRW', amount, cause: 'DEPOSIT' },
    { at: AT, timeZone: 'Asia/Seoul' },
  );
const entry = (amount: number) => ({
  id: 'entry-1',
  day: '2026-11-21',
  transfers: [transfer(amount, 'purpose:internet')],
});

describe('the way of a gift', () => {
  test.each([
    ['ANNOUNCED', ['withdraw', 'lapse', 'book']],
    ['LAPSED', ['book']],
    ['BOOKED', ['issueReceipt', 'voidReceipt', 'return', 'release']],
    ['RECEIPTED', ['voidReceipt', 'return', 'release']],
    ['RECEIPT_VOIDED', ['reissueReceipt', 'return', 'release']],
    ['WITHDRAWN', []],
    ['RETURNED', []],
  ] as [GiftStatus, string[]][])('from %s: %j', (status, moves) => {
    expect(giftTransitions.movesFrom(status)).toEqual(moves);
  });

  test('every state but the first is reached by some move', () => {
    const reached = new Set(Object.values(giftTransitions.moves).map(({ to }) => to));
    expect(GIFT_STATUS.filter((status) => !reached.has(status))).toEqual([]);
  });

  test('only the Chest withdraws for a giver, and only while the money is awaited', () => {
    expect(movesFor(gift(), staffActor('chest'))).toEqual(['withdraw']);
    expect(movesFor(gift(), staffActor('programme'))).toEqual([]);
    expect(movesFor(gift({ status: 'BOOKED' }), staffActor('chest'))).toEqual([]);
  });

  test('late is the day after the last day, in no other state', () => {
    expect(isLate(gift(), '2026-12-23')).toBe(false);
    expect(isLate(gift(), '2026-12-24')).toBe(true);
    expect(isLate(gift({ status: 'WITHDRAWN' }), '2027-01-01')).toBe(false);
  });
});

describe('booking', () => {
  test('what came counts, not what was announced; the gift waits no more; one line of money', () => {
    const booked = bookGift({ gift: gift(), entry: entry(40_000), city, standing, act });
    expect(booked.receipt).toMatchObject({
      number: 5,
      gift: `gft_${ULID}`,
      personId: `per_${ULID}`,
      form: 'money',
      givenOn: '2026-11-21',
      total: 40_000,
      lines: [{ kind: 'money', count: 1, unitPrice: 40_000, amount: 40_000 }],
    });
    expect(booked.receipt.anonymous).toBeUndefined();
    expect(booked.event).toMatchObject({
      type: 'gift.book',
      from: 'ANNOUNCED',
      to: 'BOOKED',
      refs: { person: `per_${ULID}`, entry: 'entry-1' },
      facts: { year: '2026', number: 5, total: 40_000, purposes: ['internet'] },
    });
    expect(booked.gift).toMatchObject({ status: 'BOOKED', amount: 40_000, booked: { day: '2026-11-21' } });
    expect(booked.writes).toContainEqual({
      remove: keys.openGift(50_000, 'hash', `gft_${ULID}`),
      when: {},
    });
    for (const write of booked.takesNumber) expect(booked.writes).toContain(write);
  });

  test('one entry for two purposes is one gift with one receipt', () => {
    const transfers = [
      transfer(30_000, 'purpose:internet', 1),
      transfer(20_000, 'purpose:computers', 2),
      transfer(5_000, 'unidentified', 3),
    ];
    const booked = bookGift({ gift: gift(), entry: { ...entry(0 + 1), transfers }, city, standing, act });
    expect(booked.receipt.total).toBe(50_000);
    expect(booked.event.facts).toMatchObject({ purposes: ['internet', 'computers'] });
    expect(booked.gift.booked?.transfers).toHaveLength(2);
  });

  test('a transfer that brings nothing to a purpose books no gift', () => {
    const transfers = [transfer(5_000, 'unidentified')];
    expect(() =>
      bookGift({ gift: gift(), entry: { ...entry(1), transfers }, city, standing, act }),
    ).toThrow();
  });

  test.each([
    [{ anonymous: true as const, wantsReceipt: false }],
    [{ wantsReceipt: false }],
    [{ wantsReceipt: false, donorHash: 'd' }],
  ])('%j: a numbered receipt that names nobody (사회복지공동모금회법 §18)', (changes) => {
    const { receipt, event } = bookGift({ gift: gift(changes), entry: entry(1000), city, standing, act });
    expect(receipt).toMatchObject({ anonymous: true, medium: 'paper', number: 5 });
    expect(receipt.donorHash).toBeUndefined();
    expect(event.facts).toMatchObject({ anonymous: true });
  });

  test('a gift that lapsed is booked too, and has no place to leave', () => {
    const booked = bookGift({ gift: gift({ status: 'LAPSED' }), entry: entry(50_000), city, standing, act });
    expect(booked.event).toMatchObject({ from: 'LAPSED', to: 'BOOKED' });
    expect(booked.writes.filter((write) => 'remove' in write)).toEqual([]);
  });

  test.each(['BOOKED', 'RECEIPTED', 'RECEIPT_VOIDED', 'WITHDRAWN', 'RETURNED'] as const)(
    'never from %s',
    (status) => {
      expect(() => bookGift({ gift: gift({ status }), entry: entry(1), city, standing, act })).toThrow(
        'ILLEGAL_MOVE',
      );
    },
  );

  test('of nobody known: no person, an anonymous receipt', () => {
    const born = unannouncedGift({ key: ULID, entry: entry(7_000), city, standing, act });
    expect(born.gift).toMatchObject({ way: 'unannounced', status: 'BOOKED', amount: 7_000 });
    expect(born.gift.personId).toBeUndefined();
    expect(born.receipt).toMatchObject({ anonymous: true, total: 7_000 });
    expect(born.receipt.personId).toBeUndefined();
    expect(born.event).toMatchObject({ type: 'gift.bookUnannounced', refs: { entry: 'entry-1' } });
    expect(born.event.refs?.person).toBeUndefined();
  });

  test('gifts of points: one receipt, a line and a day for each of them, the last as its date', () => {
    const giver = {
      known: { personId: `per_${ULID}`, giverKind: 'person', wantsReceipt: true, payerHash: 'h' },
      writes: [],
    } as const;
    const part = (amount: number, day: string) => ({ amount, day, purpose: 'computers', transfer: 'trf_1' });
    const parts = [part(7_000, '2026-11-19'), part(5_000, '2026-10-02')];
    const {
      receipt,
      gift: born,
      event,
    } = pointsGiftReceipt({ key: ULID, parts, giver, city, standing, act });
    expect(receipt).toMatchObject({ form: 'money', total: 12_000, givenOn: '2026-11-19' });
    expect(receipt.lines.map(({ kind, amount, givenOn }) => [kind, amount, givenOn])).toEqual([
      ['points', 7_000, '2026-11-19'],
      ['points', 5_000, '2026-10-02'],
    ]);
    expect(born).toMatchObject({ way: 'points', amount: 12_000, receipt: { number: 5 } });
    expect(event.type).toBe('gift.bookPoints');
    expect(() => pointsGiftReceipt({ key: ULID, parts: [], giver, city, standing, act })).toThrow();
  });
});

describe('unbooking', () => {
  const booked = (changes: Partial<Gift> = {}) => {
    const done = bookGift({ gift: gift(changes), entry: entry(50_000), city, standing, act });
    return { gift: { ...done.gift, version: 2 }, receipt: done.receipt };
  };
  test.each(['REFUNDED', 'BOUNCED'] as const)('%s: the gift is over and its receipt void', (reason) => {
    const undone = unbookGift({ ...booked(), reason, city, act });
    expect(undone.gift).toMatchObject({
      status: 'RETURNED',
      returned: { reason, on: '2026-11-23' },
      voided: { year: '2026', number: 5, reason: 'GIFT_RETURNED' },
    });
    expect(undone.gift.receipt).toBeUndefined();
    expect(undone.event).toMatchObject({
      type: 'gift.return',
      facts: { reason, total: 50_000, receipt: '2026-000005' },
    });
    const series = undone.writes.find((write) => 'update' in write && write.update.pk.startsWith('SER#'));
    expect(series).toMatchObject({ change: { add: { voids: 1, voidTotal: 50_000 } } });
  });

  test('the money was another’s: the gift waits on, is found again, and its next receipt replaces the void one', () => {
    const { gift: after, event, writes } = unbookGift({ ...booked(), reason: 'MISMATCHED', city, act });
    expect(after).toMatchObject({ status: 'ANNOUNCED', awaitedUntil: '2026-12-23', voided: { number: 5 } });
    expect(after.booked).toBeUndefined();
    expect(event.type).toBe('gift.release');
    expect(writes).toContainEqual({
      put: expect.objectContaining({ pk: 'GFT#OPEN#50000', sk: 'hash#AAAAAAAAAA', gift: after.id }),
    });
    const again = bookGift({ gift: after, entry: entry(50_000), city, standing, act });
    expect(again.receipt.replaces).toEqual({ year: '2026', number: 5 });
  });

  test('what nobody announced cannot wait on', () => {
    const born = unannouncedGift({ key: ULID, entry: entry(9_000), city, standing, act });
    const { gift: after, event } = unbookGift({ ...born, reason: 'MISMATCHED', city, act });
    expect(after).toMatchObject({ status: 'RETURNED', returned: { reason: 'MISMATCHED' } });
    expect(event.facts).toMatchObject({ anonymous: true });
  });

  test('a receipt that was made void before is not made void again; the money still goes back', () => {
    const { gift: one } = booked();
    const { receipt: _, ...rest } = one;
    const over = {
      ...rest,
      status: 'RECEIPT_VOIDED',
      voided: { year: '2026', number: 5, reason: 'ISSUED_TWICE' },
    };
    expect(isOver(over as Gift)).toBe(true);
    const undone = unbookGift({ gift: over as Gift, receipt: undefined, reason: 'REFUNDED', city, act });
    expect(undone.gift.status).toBe('RETURNED');
    expect(undone.writes).toHaveLength(1);
  });

  test('never with another receipt, nor before the money came', () => {
    const { gift: one, receipt } = booked();
    const other = { ...receipt, number: 6 };
    expect(() => unbookGift({ gift: one, receipt: other, reason: 'REFUNDED', city, act })).toThrow(
      'own receipt',
    );
    expect(() => unbookGift({ gift: one, receipt: undefined, reason: 'REFUNDED', city, act })).toThrow();
    expect(() => unbookGift({ gift: gift(), receipt: undefined, reason: 'REFUNDED', city, act })).toThrow(
      'ILLEGAL_MOVE',
    );
  });
});

describe('before the money comes', () => {
  test('withdrawn: it waits no more, its number and who gives are destroyed', () => {
    const { writes, to } = withdrawGift(gift({ registrationGiven: true, donorHash: 'd' }), act);
    expect(to).toBe('WITHDRAWN');
    expect(writes).toContainEqual({ remove: keys.registration(`per_${ULID}`), when: {} });
    expect(writes).toContainEqual({ remove: keys.person(`per_${ULID}`), when: {} });
    expect(writes).toContainEqual({ remove: keys.openGift(50_000, 'hash', `gft_${ULID}`), when: {} });
  });
  test('lapsed: it waits no more, its number stays in case the money comes', () => {
    const { writes, to } = lapseGift(gift({ registrationGiven: true, donorHash: 'd' }), act);
    expect(to).toBe('LAPSED');
    expect(writes.filter((write) => 'remove' in write)).toEqual([
      { remove: keys.openGift(50_000, 'hash', `gft_${ULID}`), when: {} },
    ]);
  });
  test.each([
    [{}, true],
    [{ status: 'LAPSED' as const }, true],
    [{ status: 'RECEIPT_VOIDED' as const }, true],
    [
      {
        status: 'RECEIPT_VOIDED' as const,
        voided: { year: '2026', number: 1, reason: 'ISSUED_TWICE' as const },
      },
      false,
    ],
    [{ status: 'BOOKED' as const }, false],
    [{ status: 'WITHDRAWN' as const }, false],
    [{ anonymous: true as const, wantsReceipt: false }, false],
    [{ wantsReceipt: false }, false],
  ])('a number may be given: %j → %s', (changes, may) => {
    expect(mayRegister(gift(changes))).toBe(may);
  });
});

describe("a payer's name", () => {
  test.each([
    ['김나눔', ['김 나눔', ' 김나눔 ', '김나눔', '김\u3000나눔', '김나눔'.normalize('NFD')]],
    ['한빛', ['(주)한빛', '㈜한빛', '㈜ 한빛', '주식회사 한빛', '한빛(주)', '한빛 주식회사']],
    ['honggildong', ['Hong Gil-dong', 'HONG GILDONG', 'Ｈｏｎｇ　Ｇｉｌ-ｄｏｎｇ']],
    ['서울문화재단', ['서울문화재단', '(재)서울문화재단', '재단법인 서울문화재단']],
    ['주식회사', ['주식회사']],
  ])('%s is written %j', (form, spellings) => {
    for (const spelling of spellings) expect(payerForm(spelling)).toBe(form);
  });
  test('others stay others', () => {
    expect(payerForm('김나눔1')).not.toBe(payerForm('김나눔'));
    expect(payerForm('주나눔')).toBe('주나눔');
  });
  test('blanks around it do not matter; it has letters and digits alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
        const form = payerForm(name);
        expect(form).toMatch(/^[\p{L}\p{N}]*$/u);
        expect(payerForm(` ${name} `)).toBe(form);
      }),
    );
  });
});
