import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { donationsOn } from '../donations/testing.ts';
import { readCity } from '../kernel/city.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { fakeDependencies, movableClock, seededIds } from '../kernel/testing.ts';
import type { Balance } from '../ledger/domain.ts';
import { purpose } from '../ledger/domain.ts';
import type { Receipt, ReceiptVoid, Series } from '../receipts/domain.ts';
import { openGiftsOf } from './domain.ts';
import { anAnnouncement, giftsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
/** A series of its own for each test: another issuer. Each call is a process that knows nothing of the others. */
function office(issuer: string) {
  const city = readCity({ CITY: 'seoul' });
  const clock = movableClock();
  const deps = fakeDependencies({
    table: local.table,
    clock,
    ids: seededIds(clock, issuer),
    city: { ...city, receiptIssuer: { ...city.receiptIssuer, id: issuer } },
  });
  const { pk } = keys.receipt(issuer, '2026', 1);
  return {
    deps,
    process: () => giftsOn(deps),
    receipts: () => local.table.part<Receipt & Key>(pk, 'NO#', 999),
    voids: () => local.table.part<ReceiptVoid & Key>(pk, 'VOID#', 999),
    series: () => local.table.get<Series>(keys.series(issuer, '2026')),
    balance: async (code: string) =>
      (await local.table.get<Balance>(keys.balance(purpose(code), city.currency.code)))?.balance ?? 0,
  };
}
const announced = async (gifts: ReturnType<typeof giftsOn>, amount: number): Promise<string> =>
  String((await gifts.announce(anAnnouncement({ amount }))).body.id);
/** Whoever hears BUSY tries again, as the import does. */
async function untilDone<T>(deed: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await deed();
    } catch (error) {
      if ((error as { code?: string }).code !== 'BUSY') throw error;
    }
  }
}

describe('at once', () => {
  test('two entries for one gift: one is booked, the other hears that it is not awaited', async () => {
    const { process, receipts, balance } = office('gift-two');
    const before = await balance('computers');
    const id = await announced(process(), 77_000);
    const results = await Promise.allSettled(
      upTo(2).map(() => process().book(id, { amount: 77_000, day: '2026-11-23' })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [lost] = results.filter((one) => one.status === 'rejected');
    // Decided on what was there: it is booked meanwhile, or was a moment ago.
    expect(['ILLEGAL_MOVE', 'CHANGED_MEANWHILE']).toContain(
      (lost?.reason as { code?: string } | undefined)?.code,
    );
    expect(await receipts()).toHaveLength(1);
    expect((await balance('computers')) - before).toBe(77_000);
  });

  test('100 bookings: receipts 1 to 100, no gap, none twice; the series, the books and the purpose agree', {
    timeout: 120_000,
  }, async () => {
    const { process, receipts, series, balance } = office('gift-race');
    const before = await balance('internet');
    const ids: string[] = [];
    for (const n of upTo(100)) ids.push(await announced(process(), 1_000 + n));
    const processes = upTo(10).map(process);
    await Promise.all(
      ids.map((id, i) =>
        untilDone(() =>
          (processes[i % 10] ?? process()).book(id, { amount: 1_001 + i, day: '2026-11-23', to: 'internet' }),
        ),
      ),
    );
    const issued = await receipts();
    expect(issued.map(({ number }) => number)).toEqual(upTo(100));
    expect(new Set(issued.map(({ gift }) => gift))).toEqual(new Set(ids));
    const total = upTo(100).reduce((all, n) => all + 1_000 + n, 0);
    expect(await series()).toMatchObject({ last: 100, count: 100, total, voids: 0, voidTotal: 0 });
    expect((await balance('internet')) - before).toBe(total);
    for (const n of [1, 50, 100]) expect(await openGiftsOf(local.table, 1_000 + n)).toEqual([]);
  });

  test('goods accepted, money booked and sent back on one series: gapless, and its sums are those of the receipts', {
    timeout: 120_000,
  }, async () => {
    const { process, deps, receipts, voids, series } = office('gift-mixed');
    const goods = donationsOn(deps);
    const offers: string[] = [];
    for (const _ of upTo(8)) offers.push(await goods.valued());
    const ids: string[] = [];
    for (const n of upTo(16)) ids.push(await announced(process(), 10_000 + n));
    const back: string[] = [];
    for (const [i, id] of ids.slice(0, 6).entries()) {
      await process().book(id, { amount: 10_001 + i, day: '2026-11-23' });
      back.push(id);
    }
    await Promise.all([
      ...offers.map((id) =>
        untilDone(async () => {
          const { status, body } = await goods.staff('acceptance', id);
          if (status !== 200 && body.code === 'BUSY')
            throw Object.assign(new Error('BUSY'), { code: 'BUSY' });
          expect(status).toBe(200);
        }),
      ),
      ...ids
        .slice(6)
        .map((id, i) => untilDone(() => process().book(id, { amount: 20_001 + i, day: '2026-11-23' }))),
      ...back.map((id) => untilDone(() => process().undo(id, 'REFUNDED'))),
    ]);
    const [issued, gone] = [await receipts(), await voids()];
    expect(issued.map(({ number }) => number)).toEqual(upTo(24));
    const sumOf = (some: readonly { total: number }[]) => some.reduce((all, { total }) => all + total, 0);
    expect(gone).toHaveLength(6);
    expect(await series()).toMatchObject({
      ...{ last: 24, count: 24, voids: 6 },
      ...{ total: sumOf(issued), voidTotal: sumOf(gone) },
    });
  });

  test('withdrawn and booked: one of the two, and never money without its gift', async () => {
    const { process, deps, receipts } = office('gift-withdrawn');
    const ids: string[] = [];
    for (const n of upTo(12)) ids.push(await announced(process(), 30_000 + n));
    for (const id of ids) {
      const gifts = process();
      const [booked, withdrawn] = await Promise.all([
        gifts.book(id, { amount: 30_000, day: '2026-11-23' }).then(
          () => true,
          () => false,
        ),
        gifts.staff('withdrawal', id).then(({ status }) => status === 200),
      ]);
      expect([booked, withdrawn].filter(Boolean), id).toHaveLength(1);
      const gift = await gifts.state(id);
      expect(gift.status).toBe(booked ? 'BOOKED' : 'WITHDRAWN');
      expect(await openGiftsOf(deps.table, gift.amount)).toEqual([]);
    }
    const booked = await Promise.all(ids.map(async (id) => (await process().state(id)).status === 'BOOKED'));
    expect((await receipts()).map(({ number }) => number)).toEqual(upTo(booked.filter(Boolean).length));
  });
});
