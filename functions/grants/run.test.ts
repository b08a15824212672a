import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { effortOf } from '../../test/support/effort.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import { camtOf, fundOn } from '../fund/testing.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { decodeCp949 } from '../kernel/tabular/cp949.ts';
import { staffActor } from '../kernel/testing.ts';
import { post, purpose, reserved, transferOf } from '../ledger/domain.ts';
import { type Grant, holdHousehold } from './domain.ts';
import { aConnection, audit, type GrantOffice, grantOffice } from './testing.ts';

beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

/** Each test has a table of its own: a run pays whatever is due. */
const open: LocalTable[] = [];
async function opened(seed: string, funds = 10_000_000): Promise<{ local: LocalTable; office: GrantOffice }> {
  const local = await openLocalTable();
  open.push(local);
  const office = grantOffice(local.table, { seed });
  await office.fund(funds);
  return { local, office };
}
afterAll(() => Promise.all(open.map((local) => local.stop())));

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];
/** So many households, half at each carrier, three months each. */
const households = async (office: GrantOffice, count: number) => {
  const ids: string[] = [];
  for (const i of upTo(count))
    ids.push(
      await office.granted({
        ...aConnection({ carrier: i % 2 ? 'lgu' : 'kt', customerNumber: `C${1000 + i}`, fee: 20_000 + i }),
        months: 3,
      }),
    );
  return ids;
};
const textOf = (office: GrantOffice, key: string) => {
  const bytes = office.documents.files.get(key) ?? new Uint8Array();
  return key.includes('KT') ? String(decodeCp949(bytes)) : Buffer.from(bytes).toString('utf8');
};
const KT = 'fund/runs/2026-12/KT_2026-12.csv';
const LGU = 'fund/runs/2026-12/lguplus-2026-12.txt';

/** What must hold after the December run of these households, whatever happened on the way. */
async function mustBePaidOnce(local: LocalTable, office: GrantOffice, ids: readonly string[]): Promise<void> {
  const { marks, lines, transfers, wrong } = audit(await local.everything());
  expect(wrong).toEqual([]);
  expect(marks.map(({ grant }) => grant).sort()).toEqual([...ids].sort());
  expect(lines.map(({ grant }) => grant).sort()).toEqual([...ids].sort());
  expect(
    transfers
      .filter(({ cause }) => cause === 'FEE')
      .map(({ refs }) => refs.grant)
      .sort(),
  ).toEqual([...ids].sort());
  const { body } = await office.run('2026-12');
  const fees = (odd: number) => ids.flatMap((_, i) => (i % 2 === odd ? [20_000 + i] : []));
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
  expect(body).toMatchObject({
    ...{ status: 'DONE', lines: ids.length, sum: sum([...fees(0), ...fees(1)]) },
    carriers: [
      { carrier: 'kt', lines: fees(0).length, sum: sum(fees(0)), returned: 0 },
      { carrier: 'lgu', lines: fees(1).length, sum: sum(fees(1)), returned: 0 },
    ],
  });
  expect(await office.balance('carrier:kt')).toBe(sum(fees(0)));
  const rows = textOf(office, KT).trim().split('\r\n');
  expect(rows).toHaveLength(fees(0).length + 2);
  expect(rows.at(-1)).toBe(`합계,${fees(0).length},,,${sum(fees(0))},`);
  const numbers = [
    ...rows.slice(1, -1).map((row) => row.split(',')[1]),
    ...textOf(office, LGU)
      .trim()
      .split('\r\n')
      .map((row) => row.split('|')[1]),
  ];
  expect(numbers.sort()).toEqual(ids.map((_, i) => `C${1000 + i}`).sort());
}

describe('a run', () => {
  test('previewed, started, carried out: transfers, files, sums; then once more the same', async () => {
    const { local, office } = await opened('whole');
    const ids = await households(office, 7);
    const before = (await local.everything()).length;
    const { body: preview } = await office.preview('2026-12');
    expect(preview).toMatchObject({
      ...{ mayStart: true, grants: 7, lines: 7, exceptions: [], counts: {} },
      carriers: [
        { carrier: 'kt', lines: 4, sum: 80_012 },
        { carrier: 'lgu', lines: 3, sum: 60_009 },
      ],
      sum: 140_021,
    });
    expect((await local.everything()).length).toBe(before);

    expect(await office.start('2026-12')).toMatchObject({ status: 202, body: { status: 'RUNNING' } });
    await office.carryOut('2026-12');
    await mustBePaidOnce(local, office, ids);
    const files = new Map(office.documents.files);
    expect([...files.keys()].sort()).toEqual([KT, LGU].sort());

    // Started again it is the same run: nothing is written, nothing paid.
    const after = (await local.everything()).length;
    expect((await office.start('2026-12')).body).toEqual({ month: '2026-12', status: 'DONE' });
    await office.carryOut('2026-12');
    expect((await local.everything()).length).toBe(after);
    expect(office.documents.files).toEqual(files);

    const { body } = await office.run('2026-12');
    expect(body.files).toMatchObject([
      { carrier: 'kt', name: 'KT_2026-12.csv', url: expect.stringContaining(KT) },
      { carrier: 'lgu', name: 'lguplus-2026-12.txt', url: expect.stringContaining('ends=900') },
    ]);
    // Customer numbers stand in the files: who only reads gets no link.
    for (const group of ['programme', 'auditor'] as const) {
      const seen = await office.run('2026-12', staffActor(group, undefined, 'reader'));
      expect(seen.body).toMatchObject({ sum: body.sum, carriers: body.carriers });
      const named = body.files as { carrier: string; name: string; sha256: string }[];
      expect(seen.body.files).toEqual(named.map(({ carrier, name, sha256 }) => ({ carrier, name, sha256 })));
    }
    expect((body.history as { type: string }[]).map(({ type }) => type).sort()).toEqual([
      ...['run.close', 'run.finish', 'run.start'],
    ]);
    expect((await office.runs()).body.items).toMatchObject([{ month: '2026-12', status: 'DONE', lines: 7 }]);
    const first = (await office.lines('2026-12', { limit: '5' })).body;
    const rest = (await office.lines('2026-12', { after: String(first.next) })).body;
    expect((first.items as unknown[]).length + (rest.items as unknown[]).length).toBe(7);
    expect(rest.next).toBeUndefined();
    expect((await office.preview('2026-12')).body).toMatchObject({ lines: 0, counts: { PAID: 7 } });
  });

  test('in the order of the months: not before it begins, not before what is due earlier is paid', async () => {
    const { office } = await opened('order');
    expect(codeOf(await office.start('2027-01'))).toEqual([409, 'RUN_TOO_EARLY']);
    // At 15:00 UTC the new year begins in Seoul.
    await office.granted({ months: 3 });
    office.clock.set('2026-12-31T14:59:58.000Z');
    expect(codeOf(await office.start('2027-01'))).toEqual([409, 'RUN_TOO_EARLY']);
    office.clock.set('2027-02-01T03:00:00.000Z');
    const early = await office.start('2027-02');
    expect(codeOf(early)).toEqual([409, 'RUN_BEFORE_UNFINISHED']);
    expect(early.body.detail).toEqual({ month: '2026-12' });
    expect((await office.preview('2027-02')).body).toMatchObject({
      ...{ mayStart: false, because: 'RUN_BEFORE_UNFINISHED' },
      counts: { ARREARS: 1, ENDS: 1 },
    });
    expect((await office.start('2026-12')).status).toBe(202);
    expect(codeOf(await office.start('2027-01'))).toEqual([409, 'RUN_BEFORE_UNFINISHED']);
    await office.carryOut('2026-12');
    const skipping = await office.start('2027-02');
    expect([codeOf(skipping), skipping.body.detail]).toEqual([
      [409, 'RUN_BEFORE_UNFINISHED'],
      { month: '2027-01' },
    ]);
    await office.pay('2027-01');
    await office.pay('2027-02');
    expect((await office.run('2027-02')).body).toMatchObject({ status: 'DONE', lines: 1 });
  });

  test('a month without anything due may be left out, and an empty one is done without files', async () => {
    const { office } = await opened('empty');
    await office.pay('2026-12');
    expect((await office.run('2026-12')).body).toMatchObject({ status: 'DONE', lines: 0, files: [] });
    office.clock.set('2027-03-02T03:00:00.000Z');
    expect((await office.start('2027-03')).status).toBe(202);
  });

  test('pays to the end: the household is told before, the grant ends, the household is free', async () => {
    const { local, office } = await opened('end');
    const application = await office.household();
    const id = await office.granted({ application, months: 2 });
    const stopping = await office.granted({ months: 3 });
    await office.stop(stopping, { from: '2027-01', reason: 'ASKED' });
    await office.pay('2026-12');
    const eventOf = async (grant: string) =>
      (await local.everything()).filter(({ type, subject }) => type === 'grant.payFee' && subject === grant);
    expect(await eventOf(id)).toMatchObject([{ facts: { ending: true, lastMonth: '2027-01', left: 1 } }]);
    expect((await eventOf(stopping))[0]?.facts).not.toHaveProperty('ending');
    expect(await office.state(stopping)).toMatchObject({ status: 'STOPPED', paid: 1, open: [] });
    office.clock.set('2027-01-02T03:00:00.000Z');
    expect(codeOf(await office.grant({ application, firstMonth: '2027-02' }))).toEqual([
      ...[409, 'HOUSEHOLD_HAS_GRANT'],
    ]);
    expect((await office.preview('2027-01')).body.counts).toEqual({ ENDS: 1, STOPPED: 1 });
    await office.pay('2027-01');
    expect(await office.state(id)).toMatchObject({ status: 'ENDED', paid: 2, paidSum: 44_000, open: [] });
    expect((await office.grant({ application, firstMonth: '2027-02' })).status).toBe(201);
    expect((await office.list({ status: 'ENDED' })).body.items).toMatchObject([{ id }]);
    expect(audit(await local.everything()).wrong).toEqual([]);
  });

  test('granted when its month was run already: paid with the next, as another line', async () => {
    const { local, office } = await opened('late');
    await office.granted({ months: 1 });
    await office.pay('2026-12');
    const id = await office.granted({ months: 3 });
    office.clock.set('2027-01-02T03:00:00.000Z');
    expect((await office.preview('2027-01')).body).toMatchObject({
      grants: 1,
      lines: 2,
      counts: { ARREARS: 1 },
    });
    await office.pay('2027-01');
    expect((await office.lines('2027-01')).body.items).toMatchObject([
      { grant: id, month: '2026-12' },
      { grant: id, month: '2027-01' },
    ]);
    expect(await office.state(id)).toMatchObject({ paid: 2, open: ['2027-02'] });
    expect(audit(await local.everything()).wrong).toEqual([]);
  });

  test('who withdrew or was found ineligible is not paid, is named in each preview, and keeps the reserve until stopped', async () => {
    const { local, office } = await opened('lost');
    const [gone = '', wrong = '', good = ''] = await households(office, 3);
    await office.becomes(gone, 'WITHDRAWN');
    await office.becomes(wrong, 'INELIGIBLE');
    const preview = (await office.preview('2026-12')).body;
    expect(preview).toMatchObject({ grants: 1, lines: 1, sum: 20_002, counts: { NO_LONGER_ELIGIBLE: 2 } });
    expect(preview.exceptions).toContainEqual(
      expect.objectContaining({ grant: gone, reason: 'NO_LONGER_ELIGIBLE', month: '2026-12' }),
    );
    const reserve = await office.balance('reserved:internet');
    await office.pay('2026-12');
    expect((await office.run('2026-12')).body).toMatchObject({ status: 'DONE', lines: 1, sum: 20_002 });
    expect(await office.state(good)).toMatchObject({ paid: 1 });
    for (const id of [gone, wrong])
      expect(await office.state(id)).toMatchObject({ status: 'ACTIVE', paid: 0, open: { length: 3 } });
    expect(await office.balance('reserved:internet')).toBe(reserve - 20_002);
    // The next month is not held up; it names them again, until somebody decides.
    office.clock.pass({ days: 31 });
    expect((await office.preview('2027-01')).body).toMatchObject({
      ...{ mayStart: true, lines: 1, counts: { NO_LONGER_ELIGIBLE: 2 } },
    });
    await office.stop(gone, { from: '2026-12', reason: 'NO_LONGER_ELIGIBLE' });
    // Found eligible after all: what was not paid is paid late.
    await office.becomes(wrong, 'QUEUED');
    await office.pay('2027-01');
    expect(await office.state(gone)).toMatchObject({ status: 'STOPPED', paid: 0 });
    expect(await office.state(wrong)).toMatchObject({ paid: 2 });
    expect(audit(await local.everything()).wrong).toEqual([]);
  });

  test('a carrier that left the pack is not paid, and the preview says so', async () => {
    const { local, office } = await opened('gone');
    await households(office, 2);
    const without = grantOffice(local.table, {
      seed: 'gone-2',
      city: (city) => ({
        ...city,
        fees: { ...city.fees, carriers: city.fees.carriers.filter(({ code }) => code !== 'lgu') },
      }),
    });
    expect((await without.preview('2026-12')).body).toMatchObject({
      lines: 1,
      counts: { CARRIER_UNKNOWN: 1 },
    });
    await without.pay('2026-12');
    expect((await without.run('2026-12')).body).toMatchObject({ status: 'DONE', lines: 1 });
    expect(audit(await local.everything()).wrong).toEqual([]);
  });
});

describe('a fee that came back', () => {
  test('is undone by a counter-entry and paid again by the next run, with the number that is right then', async () => {
    const { local, office } = await opened('back');
    const id = await office.granted({ months: 3, customerNumber: 'WRONG 1' });
    await office.start('2026-12');
    const early = await office.takeBack(id, { month: '2026-12', reason: 'NUMBER_UNKNOWN' });
    expect(codeOf(early)).toEqual([409, 'MONTH_NOT_PAID']);
    await office.carryOut('2026-12');
    const key = office.deps.ids.ulid();
    const back = await office.takeBack(id, { month: '2026-12', reason: 'NUMBER_UNKNOWN' }, { key });
    expect(back).toMatchObject({ status: 200, body: { id, status: 'ACTIVE', month: '2026-12' } });
    expect(await office.takeBack(id, { month: '2026-12', reason: 'NUMBER_UNKNOWN' }, { key })).toEqual(back);
    const twice = await office.takeBack(id, { month: '2026-12', reason: 'NUMBER_UNKNOWN' });
    expect(codeOf(twice)).toEqual([409, 'MONTH_NOT_PAID']);
    expect(await office.balance('carrier:kt')).toBe(0);
    expect(await office.balance('reserved:internet')).toBe(66_000);
    expect((await office.run('2026-12')).body).toMatchObject({
      returned: 1,
      returnedSum: 22_000,
      sum: 22_000,
    });
    expect((await office.lines('2026-12')).body.items).toMatchObject([
      { returned: { reason: 'NUMBER_UNKNOWN' } },
    ]);
    expect((await office.read(id)).body.months).toMatchObject([
      { month: '2026-12', state: 'RETURNED', returnedBecause: 'NUMBER_UNKNOWN' },
      { state: 'OPEN' },
      { state: 'OPEN' },
    ]);
    const sent = textOf(office, KT);
    await office.move(id, { ...aConnection({ customerNumber: 'RIGHT 2' }), from: '2026-12' });
    office.clock.set('2027-01-02T03:00:00.000Z');
    expect((await office.preview('2027-01')).body.counts).toEqual({ RETURNED: 1 });
    await office.pay('2027-01');
    const now = textOf(office, 'fund/runs/2027-01/KT_2027-01.csv');
    expect(now.match(/RIGHT 2,2026-12|RIGHT 2,2027-01/g)).toHaveLength(2);
    expect(now).not.toContain('WRONG');
    expect(sent).toContain('WRONG 1,2026-12');
    const { wrong, transfers } = audit(await local.everything());
    expect(wrong).toEqual([]);
    expect(transfers.filter(({ cause }) => cause === 'CORRECTION')).toMatchObject([
      { debit: 'carrier:kt', credit: 'reserved:internet', refs: { grant: id, run: '2026-12' } },
    ]);
  });

  test('of a grant that has ended: opens it again, or goes back to the purpose', async () => {
    const { local, office } = await opened('ended');
    const [again, never] = [await office.granted({ months: 1 }), await office.granted({ months: 1 })];
    await office.pay('2026-12');
    const free = await office.balance('purpose:internet');
    const month = { month: '2026-12', reason: 'CONTRACT_ENDED' };
    expect((await office.takeBack(again, month)).body.status).toBe('ACTIVE');
    expect((await office.takeBack(never, { ...month, payAgain: false })).body.status).toBe('ENDED');
    expect(await office.balance('purpose:internet')).toBe(free + 22_000);
    expect(await office.state(never)).toMatchObject({ paid: 0, open: [] });
    office.clock.set('2027-01-02T03:00:00.000Z');
    await office.pay('2027-01');
    expect(await office.state(again)).toMatchObject({ status: 'ENDED', paid: 1 });
    expect(audit(await local.everything()).wrong).toEqual([]);
  });

  test('of a month that the bank has paid: first its money comes back to the account, then it is undone', async () => {
    const { local, office } = await opened('bank');
    const bank = fundOn(office.deps, memoryObjects('uploads'), memoryObjects('documents'));
    const id = await office.granted({ months: 2 });
    await office.pay('2026-12');
    const day = '2026-12-01';
    await bank.booked(camtOf({ entries: [{ day, amount: -22_000, name: '케이티', ref: 'OUT' }] }));
    expect(await office.balance('carrier:kt')).toBe(0);
    const month = { month: '2026-12', reason: 'CONTRACT_ENDED' };
    const early = await office.takeBack(id, month);
    expect([codeOf(early), early.body.detail]).toEqual([[409, 'BALANCE_TOO_LOW'], { account: 'carrier:kt' }]);

    await bank.booked(camtOf({ entries: [{ day, amount: 22_000, name: '케이티', ref: 'BACK' }] }));
    const [entry] = await bank.queue('WAITING');
    const unknown = await bank.deed('assignment', entry?.id, { as: 'CARRIER', carrier: 'nobody' });
    expect(codeOf(unknown)).toEqual([422, 'CARRIER_UNKNOWN']);
    expect(codeOf(await bank.deed('assignment', entry?.id, { as: 'CARRIER' }))).toEqual([
      ...[400, 'INVALID_REQUEST'],
    ]);
    expect((await bank.deed('assignment', entry?.id, { as: 'CARRIER', carrier: 'kt' })).status).toBe(200);
    expect(await office.balance('carrier:kt')).toBe(22_000);
    expect((await office.takeBack(id, month)).status).toBe(200);
    expect([await office.balance('carrier:kt'), await office.balance('unidentified')]).toEqual([0, 0]);
    expect(audit(await local.everything()).wrong).toEqual([]);
  });

  test('does not open a grant again whose household has another by now', async () => {
    const { local, office } = await opened('taken');
    const application = await office.household();
    const first = await office.granted({ application, months: 1 });
    await office.pay('2026-12');
    const second = await office.granted({ application, firstMonth: '2027-01', months: 1 });
    const refused = await office.takeBack(first, { month: '2026-12', reason: 'OTHER' });
    expect([codeOf(refused), refused.body.detail]).toEqual([[409, 'HOUSEHOLD_HAS_GRANT'], { grant: second }]);
    expect(
      (await office.takeBack(first, { month: '2026-12', reason: 'OTHER', payAgain: false })).status,
    ).toBe(200);
    expect(audit(await local.everything()).wrong).toEqual([]);
  });
});

/** Every call of the table that a run makes, and those of the bucket, in turn: it dies before or after that one. */
function dyingAt(local: LocalTable, office: GrantOffice, at: number, when: 'before' | 'after') {
  let calls = 0;
  const step = async <A>(deed: () => Promise<A>): Promise<A> => {
    const mine = calls++;
    if (mine === at && when === 'before') throw new Error('crashed');
    const answer = await deed();
    if (mine === at && when === 'after') throw new Error('crashed');
    return answer;
  };
  const { get, getAll, part, queueAfter, commit } = local.table;
  const table = {
    ...local.table,
    get: (...a: Parameters<typeof get>) => step(() => get(...a)),
    getAll: (...a: Parameters<typeof getAll>) => step(() => getAll(...a)),
    part: (...a: Parameters<typeof part>) => step(() => part(...a)),
    queueAfter: (...a: Parameters<typeof queueAfter>) => step(() => queueAfter(...a)),
    commit: (...a: Parameters<typeof commit>) => step(() => commit(...a)),
  } as Table;
  const store = {
    put: (...a: Parameters<typeof office.documents.put>) => step(() => office.documents.put(...a)),
  };
  return { table, store, calls: () => calls };
}

describe('killed and started again', () => {
  test('at every step, one after the other, it goes on where it was: each fee once, the same files', {
    timeout: 120_000,
  }, async () => {
    const { local, office } = await opened('killed');
    const ids = await households(office, 6);
    await office.start('2026-12');
    // One run that dies at its n-th call, before or after it; the next goes on, and dies one call later.
    let died = 0;
    for (let at = 0; ; at++) {
      const one = dyingAt(local, office, at, at % 2 ? 'before' : 'after');
      const end = await office.carryOut('2026-12', one.table, one.store).then(
        () => 'done',
        (error: Error) => error.message,
      );
      if (end === 'done') break;
      expect(end).toBe('crashed');
      died += 1;
    }
    expect(died).toBeGreaterThan(20);
    await mustBePaidOnce(local, office, ids);
  });

  test('each step alone: a fresh run that dies there once and is tried again', {
    timeout: 240_000,
  }, async () => {
    const { local, office } = await opened('steps');
    const probe = dyingAt(local, office, -1, 'before');
    let month = '2026-12';
    const ids = [await office.granted({ months: 24 }), await office.granted({ months: 24, carrier: 'lgu' })];
    await office.start(month);
    await office.carryOut(month, probe.table, probe.store);
    const steps = probe.calls();
    expect(steps).toBeGreaterThan(30);
    // What is not a transaction or a file does nothing when it dies: of these, a sample of months is enough.
    const at = [0, 1, 13, 28, 29, 30, 31].flatMap((n) => [[n, 'before'] as const, [n, 'after'] as const]);
    const last = upTo(8).map((n) => [steps - 1 - n, n % 2 ? 'after' : 'before'] as const);
    for (const [n, when] of [...at, ...last]) {
      const next = new Date(`${month}-15T03:00:00Z`);
      next.setUTCMonth(next.getUTCMonth() + 1);
      month = next.toISOString().slice(0, 7);
      office.clock.set(next.toISOString());
      await office.start(month);
      const one = dyingAt(local, office, n, when);
      const end = await office.carryOut(month, one.table, one.store).catch((error: Error) => error.message);
      // Who dies after a transaction was written may find its event there, and goes on.
      if (when === 'before') expect([n, end]).toEqual([n, 'crashed']);
      else expect(one.calls(), `step ${n}`).toBeGreaterThan(n);
      await office.carryOut(month);
      const { wrong, lines } = audit(await local.everything());
      expect(wrong).toEqual([]);
      expect(
        lines
          .filter(({ pk }) => pk.endsWith(month))
          .map(({ grant }) => grant)
          .sort(),
      ).toEqual([...ids].sort());
      expect((await office.run(month)).body).toMatchObject({ status: 'DONE', lines: 2 });
    }
  });

  test('two at once, and three; with an officer who stops and moves meanwhile', {
    timeout: 120_000,
  }, async () => {
    const { local, office } = await opened('twice');
    const ids = await households(office, 24);
    const [started, again] = await Promise.all([office.start('2026-12'), office.start('2026-12')]);
    for (const answer of [started, again]) expect([202, 409]).toContain(answer.status);
    await Promise.all([office.carryOut('2026-12'), office.carryOut('2026-12'), office.carryOut('2026-12')]);
    await mustBePaidOnce(local, office, ids);

    office.clock.set('2027-01-02T03:00:00.000Z');
    await office.start('2027-01');
    const meddle = async () => {
      for (const id of ids.slice(0, 8)) {
        await office.move(id, { ...aConnection({ fee: 15_000 }), from: '2027-02' });
        await office.stop(ids.at(-1 - ids.indexOf(id)) ?? '', { from: '2027-02', reason: 'OTHER' });
      }
    };
    await Promise.all([office.carryOut('2027-01'), meddle(), office.carryOut('2027-01')]);
    const { lines, wrong } = audit(await local.everything());
    expect(wrong).toEqual([]);
    expect(lines.filter(({ pk }) => pk.endsWith('2027-01'))).toHaveLength(24);
  });

  test('a task that still pays when another has closed the run is stopped by it', async () => {
    const { local, office } = await opened('closed');
    await households(office, 3);
    await office.start('2026-12');
    let reached = false;
    // Between its reading and its first payment the run is carried out whole, and a new grant becomes due.
    const slow = {
      ...local.table,
      commit: async (deed: Parameters<typeof local.table.commit>[0]) => {
        if (!reached) {
          reached = true;
          await office.carryOut('2026-12');
          await office.granted({ months: 1 });
        }
        return local.table.commit(deed);
      },
    } as Table;
    await office.carryOut('2026-12', slow);
    const { wrong, lines } = audit(await local.everything());
    expect([wrong, lines.length]).toEqual([[], 3]);
    expect((await office.preview('2026-12')).body).toMatchObject({ lines: 1 });
  });
});

test('1,000 grants are run in bounded effort, each once', { timeout: 600_000 }, async () => {
  const { local, office } = await opened('thousand', 100_000_000);
  const first = (await office.state(await office.granted({ months: 3 }))) as Grant;
  // The same grant once more and once more: a thousand whole ones would take longer than the run.
  const more = await Promise.all(
    upTo(999).map(async (i) => {
      const id = newId('grant', office.deps.ids.ulid());
      const district = office.deps.city.districts[i % 25]?.code ?? '';
      const customer = await office.deps.vault.seal({ grant: id }, { customerNumber: `N${i}` });
      const terms = first.terms.map((term) => ({ ...term, customer }));
      return { ...first, id, district, household: `household-${i}`, terms };
    }),
  );
  const puts = more.flatMap((grant) => [
    {
      put: {
        ...{ ...grant, ...keys.grant(grant.id) },
        ...{ q: queue('GRT', 'ACTIVE', grant.district), qs: `2026-12#${grant.id}` },
      },
    },
    holdHousehold(grant),
  ]);
  for (let i = 0; i < puts.length; i += 100) await local.table.transact(puts.slice(i, i + 100));
  const order = {
    ...{ debit: purpose('internet'), credit: reserved('internet'), cause: 'GRANT' as const },
    ...{ currency: 'KRW', amount: 66_000 },
  };
  const moment = { at: office.clock.now().toISOString(), timeZone: 'Asia/Seoul' };
  const transfers = more.map(({ id }) =>
    transferOf(office.deps.ids.ulid(), { ...order, refs: { grant: id } }, moment),
  );
  for (let i = 0; i < transfers.length; i += 90)
    await local.table.transact(post(transfers.slice(i, i + 90)).writes);

  await office.start('2026-12');
  const calls = new Map<string, number>();
  const counting = Object.fromEntries(
    Object.entries(local.table).map(([name, deed]) => [
      name,
      (...given: unknown[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        return (deed as (...of: unknown[]) => unknown)(...given);
      },
    ]),
  ) as unknown as Table;
  const effort = await effortOf(() => office.carryOut('2026-12', counting));
  // A payment is one transaction and nothing else; two passes over 25 districts, and the lines once.
  expect(calls.get('commit')).toBe(1002);
  expect(calls.get('queueAfter')).toBe(50);
  expect(calls.get('getAll')).toBeLessThan(40);
  expect(calls.get('get')).toBeLessThan(10);
  expect(effort).toBeLessThan(30_000);
  const { wrong, lines } = audit(await local.everything());
  expect([wrong, new Set(lines.map(({ grant }) => grant)).size]).toEqual([[], 1000]);
  expect(textOf(office, KT).split('\r\n')).toHaveLength(1003);
});
