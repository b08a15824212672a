import { afterAll, beforeAll, expect, test } from 'vitest';
import { camtOf, fundOn } from '../../functions/fund/testing.ts';
import { fakeDependencies } from '../../functions/kernel/testing.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';

let local: LocalTable;
beforeAll(async () => {
  console.log = () => undefined;
  local = await openLocalTable();
});
afterAll(() => local.stop());

const ENTRIES = Number(process.env.ENTRIES ?? 500);
test('a large statement is booked call by call, each well within its time', {
  timeout: 600_000,
}, async () => {
  const deps = fakeDependencies({ table: local.table });
  const fund = fundOn(deps, memoryObjects('uploads'), memoryObjects('documents'));
  const entries = Array.from({ length: ENTRIES }, (_, i) => ({
    day: `2026-10-${String(1 + (i % 28)).padStart(2, '0')}`,
    amount: i % 10 === 9 ? -1_000 : 1_000 + (i % 7) * 500,
    name: `기부자${i % 400}`,
    text: '희망나눔 기부',
    ref: `R${i}`,
  })).toSorted((a, b) => a.day.localeCompare(b.day));
  const closing = entries.reduce((sum, { amount }) => sum + amount, 0);
  const { body } = await fund.add(camtOf({ entries, opening: 0, closing }));
  const began = performance.now();
  const shown = await fund.ask('GET /api/staff/statements/{id}/entries', fund.at(body.id));
  const times = [performance.now() - began];
  expect(shown.body).toMatchObject({ total: ENTRIES, sums: { new: { count: ENTRIES } } });
  let done = 0;
  while (done < ENTRIES) {
    const start = performance.now();
    const progress = await fund.book(body.id);
    times.push(performance.now() - start);
    expect(progress.status).toBe(200);
    // A call that brings nothing forward would be called for ever.
    expect(progress.body.done).toBeGreaterThan(done);
    done = progress.body.status === 'BOOKED' ? ENTRIES : Number(progress.body.done);
  }
  if (process.env.ENTRIES) console.info(times.map(Math.round));
  expect(await fund.balance('bank')).toBe(-closing);
  const books = await fund.ask('GET /api/staff/reconciliation');
  expect(books.body).toMatchObject({ difference: 0, bank: closing, waiting: true, unexplained: true });
  const again = await fund.add(camtOf({ entries: entries.slice(0, 50) }));
  await fund.book(again.body.id);
  const statement = await fund.ask('GET /api/staff/statements/{id}', fund.at(again.body.id));
  expect(statement.body).toMatchObject({ known: 50, booked: 0, aside: 0 });
});
