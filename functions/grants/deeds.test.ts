import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError } from '../kernel/errors.ts';
import { type Transfer, transferOf } from '../ledger/domain.ts';
import { dueBy, moveGrant, payFee, prolongGrant, returnFee, stopGrant } from './deeds.ts';
import { type Grant, grantTransitions, type PaidMonth } from './domain.ts';
import { type Month, monthsFrom, plusMonths } from './months.ts';
import { type Deed, grantedMoney, type Occasion } from './settling.ts';
import { countInYears, reserveOf, type Term, termOf } from './terms.ts';

const FIRST = '2026-11';
const SEALED = { k: '', n: '', c: '' };
const MOST = 24;
const term = (from: Month, fee: number, carrier = 'kt'): Term => ({
  ...{ from, carrier, plan: 'slim', fee, customer: SEALED },
});
const occasion = (month: Month): Occasion => ({
  at: `${month}-15T00:00:00.000Z`,
  year: month.slice(0, 4),
  currency: 'KRW',
});

/** A grant with its books: every transfer it caused, every month's mark, what its purpose counted by year. */
interface Life {
  grant: Grant;
  transfers: Transfer[];
  marks: Map<Month, PaidMonth>;
  years: Map<string, number>;
}
let count = 0;
const written = (order: Deed['orders'][number], { at }: Occasion) =>
  transferOf(`01K${String(count++).padStart(23, '0')}`, order, { at, timeZone: 'Asia/Seoul' });

function begin(fee: number, months: number): Life {
  const made = {
    ...{ id: 'grt_1', purpose: 'internet', terms: [term(FIRST, fee)], open: monthsFrom(FIRST, months) },
  };
  const now = occasion(FIRST);
  const { counted, orders, years } = grantedMoney(made, now);
  const grant: Grant = {
    ...made,
    ...{ kind: 'grant', status: 'ACTIVE', version: 1, since: now.at, stages: {}, counted },
    ...{ application: 'app_1', reference: 'R', personId: 'per_1', district: '11530', household: 'H' },
    ...{ legalBasis: 'CHEST', grantedAt: now.at, grantedBy: 'x', again: [], paid: 0, paidSum: 0 },
    ...{ firstMonth: FIRST, lastMonth: plusMonths(FIRST, months - 1) },
  };
  return {
    grant,
    transfers: orders.map((order) => written(order, now)),
    marks: new Map(),
    years: new Map(years),
  };
}

/** What a write of a move leaves, as the table would keep it. */
function after(grant: Grant, { write }: Deed['moved']): Grant {
  if (!('update' in write)) throw new Error('no update');
  expect(write.when).toEqual({ equals: { status: grant.status, version: grant.version } });
  return { ...grant, ...(write.change.set as Partial<Grant>) };
}

function lives(life: Life, deed: Deed, now: Occasion): void {
  life.grant = after(life.grant, deed.moved);
  life.transfers.push(...deed.orders.map((order) => written(order, now)));
  for (const [year, amount] of deed.years) life.years.set(year, (life.years.get(year) ?? 0) + amount);
}

const balance = (life: Life, account: string) =>
  life.transfers.reduce(
    (sum, { debit, credit, amount }) =>
      sum + (credit === account ? amount : 0) - (debit === account ? amount : 0),
    0,
  );

const deedOf = fc.oneof(
  fc.record({ what: fc.constant('run' as const), on: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ what: fc.constant('stop' as const), from: fc.integer({ min: 0, max: 30 }) }),
  fc.record({
    what: fc.constant('move' as const),
    from: fc.integer({ min: 0, max: 30 }),
    fee: fc.integer({ min: 1, max: 33_000 }),
    carrier: fc.constantFrom('kt', 'lgu'),
  }),
  fc.record({ what: fc.constant('prolong' as const), months: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ what: fc.constant('return' as const), which: fc.nat(30), again: fc.boolean() }),
);
type Act = typeof deedOf extends fc.Arbitrary<infer D> ? D : never;

function act(life: Life, one: Act, month: Month): void {
  const now = occasion(month);
  const { grant } = life;
  switch (one.what) {
    case 'run':
      for (const due of dueBy(grant, month)) {
        const paid = payFee(life.grant, due, month, now);
        life.grant = after(life.grant, paid.moved);
        const transfer = written(paid.order, now);
        life.transfers.push(transfer);
        const mark = {
          kind: 'grant-month',
          grant: grant.id,
          month: due,
          status: 'PAID',
          run: month,
        } as const;
        life.marks.set(due, {
          ...{ ...mark, carrier: paid.carrier, amount: paid.fee, transfer: transfer.id },
          ...{ day: transfer.day, at: now.at },
        });
      }
      return;
    case 'stop':
      lives(life, stopGrant(grant, { from: plusMonths(FIRST, one.from), reason: 'OTHER' }, now), now);
      return;
    case 'move':
      lives(life, moveGrant(grant, term(plusMonths(FIRST, one.from), one.fee, one.carrier), now), now);
      return;
    case 'prolong':
      lives(life, prolongGrant(grant, one.months, MOST, now), now);
      return;
    case 'return': {
      const paid = [...life.marks.values()].filter(({ status }) => status === 'PAID');
      const mark = paid[one.which % Math.max(1, paid.length)];
      const transfer = mark && life.transfers.find(({ id }) => id === mark.transfer);
      if (!mark || !transfer) return;
      lives(life, returnFee(grant, mark, transfer, one.again, now), now);
      life.marks.set(mark.month, { ...mark, status: 'RETURNED' });
    }
  }
}

test('whatever is done to a grant: its reserve is the fee of each open month, and every won is accounted for', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 33_000 }),
      fc.integer({ min: 1, max: 14 }),
      fc.array(deedOf, { maxLength: 30 }),
      (fee, months, acts) => {
        const life = begin(fee, months);
        let month = FIRST;
        for (const one of acts) {
          if (one.what === 'run') month = plusMonths(month, one.on);
          const before = structuredClone(life);
          try {
            act(life, one, month);
            seen.add(`${one.what} ${before.grant.status}-${life.grant.status}`);
          } catch (error) {
            // What is refused leaves everything as it was.
            expect(error).toBeInstanceOf(DomainError);
            expect(life).toEqual(before);
            continue;
          }
          const { grant } = life;
          const paid = [...life.marks.values()].filter(({ status }) => status === 'PAID');
          const sumPaid = paid.reduce((sum, { amount }) => sum + amount, 0);
          const reserve = grant.open.reduce((sum, open) => sum + termOf(grant.terms, open).fee, 0);
          expect(balance(life, 'reserved:internet')).toBe(reserve);
          expect(reserveOf(grant)).toBe(reserve);
          expect(balance(life, 'purpose:internet')).toBe(0 - reserve - sumPaid);
          expect(balance(life, 'carrier:kt') + balance(life, 'carrier:lgu')).toBe(sumPaid);
          expect([grant.paid, grant.paidSum]).toEqual([paid.length, sumPaid]);
          expect(grant.status === 'ACTIVE').toBe(grant.open.length > 0);
          expect([...new Set(grant.open)].sort()).toEqual(grant.open);
          expect(grant.open.filter((open) => paid.some((mark) => mark.month === open))).toEqual([]);
          expect(grant.again.every((open) => grant.open.includes(open))).toBe(true);
          // What counts towards the purpose's limit is what was spent or is set aside, no year below zero.
          const counted = Object.values(grant.counted).reduce((sum, amount) => sum + amount, 0);
          expect(counted).toBe(reserve + sumPaid);
          for (const [year, amount] of life.years) {
            expect(amount).toBeGreaterThanOrEqual(0);
            expect(grant.counted[year] ?? 0).toBe(amount);
          }
        }
      },
    ),
    { numRuns: 400 },
  );
  // The histories reach every state and come back from it.
  for (const way of [
    ...['run ACTIVE-ENDED', 'run ACTIVE-STOPPED', 'run ACTIVE-ACTIVE', 'stop ACTIVE-STOPPED'],
    ...['stop ACTIVE-ACTIVE', 'move ACTIVE-ACTIVE', 'prolong ACTIVE-ACTIVE', 'return ACTIVE-ACTIVE'],
    ...['return ENDED-ACTIVE', 'return ENDED-ENDED', 'return STOPPED-ACTIVE', 'return STOPPED-STOPPED'],
  ])
    expect([...seen]).toContain(way);
});

test.each([
  [{}, '2026', 300, { '2026': 300 }, [['2026', 300]]],
  [{ '2026': 300 }, '2027', 0, { '2026': 300 }, []],
  [{ '2026': 300 }, '2027', 50, { '2026': 300, '2027': 50 }, [['2027', 50]]],
  // What is given back in 2027 makes no room there for what 2026 paid.
  [{ '2026': 300 }, '2027', -100, { '2026': 200 }, [['2026', -100]]],
  [
    { '2026': 300, '2027': 50 },
    '2028',
    -80,
    { '2026': 270, '2027': 0 },
    [
      ['2027', -50],
      ['2026', -30],
    ],
  ],
] as const)('%j in %s by %i: counted then %j', (counted, year, change, then, changes) => {
  expect(countInYears(counted, year, change)).toEqual({ counted: then, changes });
});

test.each([
  ['2026-11', 'kt'],
  ['2027-02', 'kt'],
  ['2027-03', 'lgu'],
  ['2027-06', 'lgu'],
])('the term of %s is %s: what was agreed last of those that begin by then', (month, carrier) => {
  const terms = [term('2026-11', 1, 'kt'), term('2027-06', 2, 'sk'), term('2027-03', 3, 'lgu')];
  expect(termOf(terms, month).carrier).toBe(carrier);
});

test('only an active grant can be stopped, moved, prolonged or paid', () => {
  for (const move of ['stop', 'stopLater', 'move', 'prolong', 'payFee', 'payLast', 'returnFee'] as const)
    expect([grantTransitions.may('STOPPED', move), grantTransitions.may('ENDED', move)]).toEqual([
      false,
      false,
    ]);
  expect(grantTransitions.movesFrom('ENDED')).toEqual(['reopen', 'releaseEnded']);
  expect(grantTransitions.movesFrom('STOPPED')).toEqual(['reopen', 'releaseStopped']);
});
