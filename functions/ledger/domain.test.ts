import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Write } from '../kernel/table.ts';
import {
  correctionOf,
  isGuarded,
  isKept,
  post,
  publicName,
  type TransferOrder,
  transferOf,
} from './domain.ts';
import { flowsOf, NO_SUMS, shownSums, withTransfer } from './sums.ts';
import { anOrder, aTransfer, SEOUL, ulidAt } from './testing.ts';

const moment = { at: '2026-11-30T15:00:00.000Z', timeZone: SEOUL };
const order: TransferOrder = {
  ...{ debit: 'bank', credit: 'unidentified', currency: 'KRW', amount: 5000, cause: 'DEPOSIT' },
  refs: { entry: 'e1' },
};
const puts = (writes: readonly Write[]) => writes.flatMap((w) => ('put' in w ? [w.put] : []));
const updates = (writes: readonly Write[]) => writes.flatMap((w) => ('update' in w ? [w] : []));

describe('accounts', () => {
  test.each([
    ['bank', false, true],
    ['unidentified', true, true],
    ['purpose:computers', true, true],
    ['reserved:internet', true, true],
    ['carrier:kt', true, true],
    ['costs', true, true],
    ['refunds', true, true],
    ['settlement', false, false],
    ['suspense', false, true],
    ['pool', false, false],
    ['member:ann', false, false],
  ] as const)('%s: guarded %s, kept %s', (account, guarded, kept) => {
    expect([isGuarded(account), isKept(account)]).toEqual([guarded, kept]);
  });

  test('a member is nobody in particular, every other account is itself', () => {
    expect([publicName('member:ann'), publicName('purpose:internet')]).toEqual([
      'member',
      'purpose:internet',
    ]);
  });
});

describe('a transfer', () => {
  test('has the day that it is in the city, and stands in the month of that day', () => {
    const transfer = transferOf(ulidAt(moment.at, 1), { ...order, purpose: 'internet' }, moment);
    expect(transfer).toEqual({
      ...{ kind: 'transfer', id: `trf_${ulidAt(moment.at, 1)}`, ...order, purpose: 'internet' },
      ...{ at: moment.at, day: '2026-12-01', refs: { entry: 'e1' } },
    });
    expect(puts(post([transfer]).writes)).toEqual([
      {
        ...{ pk: 'LED#KRW#2026-12', sk: ulidAt(moment.at, 1) },
        ...{ q: 'LED#Q#KRW#2026-12#internet', qs: transfer.id },
        ...transfer,
      },
    ]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('of %s is none', (amount) => {
    expect(() => transferOf('x', { ...order, amount }, moment)).toThrow('amount');
  });

  test('moves something', () => {
    expect(() => transferOf('x', { ...order, credit: 'bank' }, moment)).toThrow('itself');
  });
});

describe('posting', () => {
  test('one write a transfer, one a kept account, with what they come to', () => {
    const { writes } = post([
      aTransfer(1, { amount: 300 }),
      aTransfer(2, { amount: 200 }),
      aTransfer(3, { debit: 'purpose:computers', credit: 'costs', cause: 'COSTS', amount: 50 }),
    ]);
    expect(puts(writes)).toHaveLength(3);
    expect(updates(writes)).toEqual([
      {
        update: { pk: 'BAL#bank', sk: 'KRW' },
        change: {
          set: { kind: 'balance', account: 'bank', currency: 'KRW' },
          add: { balance: -500, debits: 500, credits: 0 },
        },
        when: {},
      },
      {
        update: { pk: 'BAL#purpose:computers', sk: 'KRW' },
        change: {
          set: { kind: 'balance', account: 'purpose:computers', currency: 'KRW' },
          add: { balance: 450, debits: 50, credits: 500 },
        },
        when: {},
      },
      {
        update: { pk: 'BAL#costs', sk: 'KRW' },
        change: {
          set: { kind: 'balance', account: 'costs', currency: 'KRW' },
          add: { balance: 50, debits: 0, credits: 50 },
        },
        when: {},
      },
    ]);
  });

  test('what a guarded account gives must be there; a transaction that leaves it more needs nothing', () => {
    const out = aTransfer(1, { debit: 'purpose:internet', credit: 'reserved:internet', cause: 'GRANT' });
    const back = aTransfer(2, { debit: 'reserved:internet', credit: 'purpose:internet', amount: 9_999 });
    const guards = (transfers: Parameters<typeof post>[0]) =>
      Object.fromEntries(updates(post(transfers).writes).map(({ update, when }) => [update.pk, when]));
    expect(guards([out])).toEqual({
      'BAL#purpose:internet': { atLeast: { balance: 10_000 } },
      'BAL#reserved:internet': {},
    });
    expect(guards([out, back])).toEqual({
      'BAL#purpose:internet': { atLeast: { balance: 1 } },
      'BAL#reserved:internet': {},
    });
    expect(guards([out, { ...back, amount: 10_000 }])['BAL#purpose:internet']).toEqual({});
  });

  test('the bank may owe, points are not kept here', () => {
    const paid = aTransfer(1, { debit: 'carrier:kt', credit: 'bank', cause: 'CARRIER_PAID' });
    expect(updates(post([paid]).writes).map(({ update, when }) => [update.pk, when])).toEqual([
      ['BAL#carrier:kt', { atLeast: { balance: 10_000 } }],
      ['BAL#bank', {}],
    ]);
    const earned = aTransfer(2, { debit: 'pool', credit: 'member:ann', currency: 'POINT' });
    expect(updates(post([earned]).writes)).toEqual([]);
  });

  test('a refusal says which account has not enough', () => {
    const { writes, refused } = post([
      aTransfer(1, { debit: 'unidentified', credit: 'purpose:computers', cause: 'ASSIGNMENT' }),
    ]);
    expect(writes.map((write) => refused(write))).toEqual([
      undefined,
      expect.objectContaining({ code: 'BALANCE_TOO_LOW', status: 409, detail: { account: 'unidentified' } }),
      expect.objectContaining({ code: 'BALANCE_TOO_LOW', detail: { account: 'purpose:computers' } }),
    ]);
    expect(refused({ remove: { pk: 'X', sk: 'Y' }, when: {} })).toBeUndefined();
  });
});

describe('any history', () => {
  const history = fc.array(anOrder, { minLength: 1, maxLength: 40 });
  const made = (orders: readonly TransferOrder[]) =>
    orders.map((one, n) => transferOf(ulidAt(moment.at, n), one, moment));

  test('sums to zero in each currency, in the whole and by what is kept', () => {
    fc.assert(
      fc.property(history, (orders) => {
        const transfers = made(orders);
        const { accounts, entries } = shownSums(transfers.reduce(withTransfer, NO_SUMS));
        expect(entries).toBe(orders.length);
        const of = (currency: string) =>
          accounts.filter((a) => a.currency === currency).reduce((all, a) => all + a.credits - a.debits, 0);
        expect([of('KRW'), of('POINT')]).toEqual([0, 0]);
        // The kept balances of one transaction are the same sums.
        const kept = updates(post(transfers).writes).map(({ update, change }) => [update.pk, change.add]);
        expect(Object.fromEntries(kept)).toEqual(
          Object.fromEntries(
            accounts
              .filter(({ account }) => isKept(account as 'bank'))
              .map(({ account, debits, credits }) => [
                `BAL#${account}`,
                { balance: credits - debits, debits, credits },
              ]),
          ),
        );
      }),
    );
  });

  test('and its corrections leave nothing but their trace', () => {
    fc.assert(
      fc.property(history, (orders) => {
        const transfers = made(orders.filter(({ cause }) => cause !== 'CORRECTION'));
        const undone = made(transfers.map(correctionOf));
        for (const [i, one] of undone.entries()) {
          expect(one).toMatchObject({ cause: 'CORRECTION', refs: { corrects: transfers[i]?.id } });
        }
        const { accounts, purposes, points } = shownSums(
          [...transfers, ...undone].reduce(withTransfer, NO_SUMS),
        );
        for (const { debits, credits } of accounts) expect(credits).toBe(debits);
        for (const { purpose: _, ...flows } of purposes)
          expect(Object.values(flows).every((sum) => Math.abs(sum) === 0)).toBe(true);
        expect(points.earned - points.given - points.expired + points.corrected).toBe(0);
      }),
    );
  });

  test("a purpose's sums come to its balance and to what is reserved, points to what members hold", () => {
    fc.assert(
      fc.property(history, (orders) => {
        const { accounts, purposes, points } = shownSums(made(orders).reduce(withTransfer, NO_SUMS));
        const balance = (account: string) => {
          const of = accounts.find((one) => one.account === account);
          return of ? of.credits - of.debits : 0;
        };
        for (const { purpose, ...p } of purposes) {
          expect(p.given + p.points + p.other - p.returned - p.spent - p.costs - p.granted, purpose).toBe(
            balance(`purpose:${purpose}`),
          );
          expect(p.granted - p.fees, purpose).toBe(balance(`reserved:${purpose}`));
        }
        expect(points.earned - points.given - points.expired + points.corrected).toBe(balance('member'));
      }),
    );
  });
});

test.each([
  ['bank', 'purpose:internet', 'DEPOSIT', [['internet', 'given', 7]]],
  ['unidentified', 'purpose:internet', 'ASSIGNMENT', [['internet', 'given', 7]]],
  ['settlement', 'purpose:internet', 'POINTS_GIVEN', [['internet', 'points', 7]]],
  ['purpose:internet', 'bank', 'PURCHASE', [['internet', 'spent', 7]]],
  ['suspense', 'purpose:internet', 'ASSIGNMENT', [['internet', 'other', 7]]],
  ['suspense', 'bank', 'WITHDRAWAL', []],
  ['purpose:internet', 'bank', 'CORRECTION', [['internet', 'given', -7]]],
  ['bank', 'purpose:internet', 'CORRECTION', [['internet', 'spent', -7]]],
  ['purpose:internet', 'suspense', 'PURCHASE', [['internet', 'spent', 7]]],
  ['suspense', 'purpose:internet', 'CORRECTION', [['internet', 'spent', -7]]],
  ['suspense', 'purpose:internet', 'ASSIGNMENT', [['internet', 'other', 7]]],
  ['purpose:internet', 'costs', 'COSTS', [['internet', 'costs', 7]]],
  ['purpose:internet', 'refunds', 'REFUND', [['internet', 'returned', 7]]],
  ['purpose:internet', 'reserved:internet', 'GRANT', [['internet', 'granted', 7]]],
  ['reserved:internet', 'purpose:internet', 'GRANT_ENDED', [['internet', 'granted', -7]]],
  ['reserved:internet', 'purpose:internet', 'CORRECTION', [['internet', 'granted', -7]]],
  ['reserved:internet', 'carrier:kt', 'FEE', [['internet', 'fees', 7]]],
  ['carrier:kt', 'bank', 'CARRIER_PAID', []],
  [
    'purpose:a',
    'purpose:b',
    'ASSIGNMENT',
    [
      ['a', 'other', -7],
      ['b', 'other', 7],
    ],
  ],
] as const)('%s > %s by %s is %j', (debit, credit, cause, flows) => {
  expect(flowsOf({ debit, credit, cause, amount: 7 })).toEqual(flows);
});
