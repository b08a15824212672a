import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { Donation } from '../donations/domain.ts';
import { donationsOn } from '../donations/testing.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { issuePaper } from './issue-paper.ts';
import { type ReceiptOffice, receiptOffice } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** The same valued offer once more and once more: 200 whole ways would take longer than the race. */
async function copies(office: ReceiptOffice, count: number): Promise<string[]> {
  const id = await office.donations.valued();
  const first = await local.table.get<Donation>(keys.donation(id));
  const others = upTo(count - 1).map(() => newId('donation', office.deps.ids.ulid()));
  const puts = others.map(
    (other): Write => ({
      put: { ...first, ...keys.donation(other), id: other, reference: referenceOf(other) },
    }),
  );
  for (let i = 0; i < puts.length; i += 100) await local.table.transact(puts.slice(i, i + 100));
  return [id, ...others];
}

/** What must hold whatever happened: no gap, no double, one valid receipt a donation, totals that are the sums. */
async function mustAgree(office: ReceiptOffice): Promise<void> {
  const { receipts, voids, series } = await office.books();
  expect(receipts.map(({ number }) => number)).toEqual(upTo(receipts.length));
  const isVoid = new Set(voids.map(({ number }) => number));
  const valid = receipts.filter(({ number }) => !isVoid.has(number));
  expect(new Set(valid.map(({ gift }) => gift)).size).toBe(valid.length);
  const sum = (all: readonly { total: number }[]) => all.reduce((a, { total }) => a + total, 0);
  expect(series).toMatchObject({
    last: receipts.length,
    count: receipts.length,
    total: sum(receipts),
    voids: voids.length,
    voidTotal: sum(voids),
  });
  for (const { gift, number } of valid) {
    const state = await local.table.get<Donation>(keys.donation(gift));
    expect(state).toMatchObject({ receipt: { number } });
    expect(['ACCEPTED', 'RECEIPTED']).toContain(state?.status);
  }
}

const STEPS = [
  'before the series is read',
  'after the series is read',
  'before the transaction',
  'after the transaction was sent, before its answer',
] as const;
type StepName = (typeof STEPS)[number];

/** The table of a process that dies where `dies` says so. */
function dying(dies: (step: StepName) => boolean): Table {
  const die = (step: StepName) => {
    if (dies(step)) throw new Error('crashed');
  };
  return {
    ...local.table,
    async getAll(wanted, options) {
      die('before the series is read');
      const found = await local.table.getAll(wanted, options);
      die('after the series is read');
      return found as never;
    },
    async commit(deed) {
      die('before the transaction');
      const answer = await local.table.commit(deed);
      die('after the transaction was sent, before its answer');
      return answer;
    },
  };
}

/** Once, at one step; then it lives on. */
function dyingAt(wanted: StepName | undefined): Table {
  let alive = wanted === undefined;
  return dying((step) => {
    if (alive || step !== wanted) return false;
    alive = true;
    return true;
  });
}

describe('the series under crashes', () => {
  test('200 acceptances at once, crashes at every step, asked again with the same key: 1 to 200', {
    timeout: 180_000,
  }, async () => {
    const office = receiptOffice(local.table, 'crash-200');
    const ids = await copies(office, 200);
    // Ten processes that know nothing of each other; each dies every fourth time that it comes to a step.
    const deaths = new Map<StepName, number>(STEPS.map((step) => [step, 0]));
    const processes = upTo(10).map(() => {
      const passed = new Map<StepName, number>();
      const table = dying((step) => {
        const times = (passed.get(step) ?? 0) + 1;
        passed.set(step, times);
        if (times % 4 !== 2) return false;
        deaths.set(step, (deaths.get(step) ?? 0) + 1);
        return true;
      });
      return donationsOn({ ...office.deps, table });
    });
    const given = await Promise.all(
      ids.map(async (id, i) => {
        const key = office.deps.ids.ulid();
        for (;;) {
          const answer = await processes[i % 10]?.staff('acceptance', id, {}, key);
          if (answer?.status === 200) return (answer.body.receipt as { number: number }).number;
          expect([409, 500]).toContain(answer?.status);
        }
      }),
    );
    for (const step of STEPS) expect(deaths.get(step), step).toBeGreaterThan(10);
    expect(given.toSorted((a, b) => a - b)).toEqual(upTo(200));
    await mustAgree(office);
  });

  test('the paper: a crash before it is put, after it, before and after the donation is marked; tried again it is there', async () => {
    const office = receiptOffice(local.table, 'crash-paper');
    const ids = await copies(office, 4);
    for (const [i, id] of ids.entries()) {
      await office.donations.staff('acceptance', id);
      let alive = false;
      const die = (step: number) => {
        if (alive || step !== i) return;
        alive = true;
        throw new Error('crashed');
      };
      const documents = {
        async put(key: string, body: Uint8Array | string) {
          die(0);
          await office.documents.put(key, body);
          die(1);
        },
      };
      const table: Table = {
        ...local.table,
        async commit(deed) {
          die(2);
          const answer = await local.table.commit(deed);
          die(3);
          return answer;
        },
      };
      const paper = () => issuePaper({ ...office.deps, table, documents }, { gift: id });
      await expect(paper()).rejects.toThrow('crashed');
      await paper();
      expect((await office.donations.read(id)).body.status).toBe('RECEIPTED');
      expect(office.documents.files.has(`receipts/2026/00000${i + 1}.pdf`)).toBe(true);
    }
    await mustAgree(office);
  });

  test('two officers accept at once: one wins, the other hears who', async () => {
    const office = receiptOffice(local.table, 'crash-two');
    const id = await office.donations.valued();
    const by = (who: string) =>
      donationsOn(office.deps).staff('acceptance', id, {}, office.deps.ids.ulid(), {
        kind: 'staff',
        id: who,
        groups: ['chest'],
      });
    const answers = await Promise.all([by('kim'), by('lee')]);
    const won = answers.findIndex(({ status }) => status === 200);
    const lost = answers[1 - won];
    expect([lost?.status, lost?.body.code]).toEqual([409, 'ACCEPTED_BY_ANOTHER']);
    expect(lost?.body.detail).toMatchObject({ by: ['kim', 'lee'][won], year: '2026', number: 1 });
    expect((await by('park')).body.detail).toMatchObject({ by: ['kim', 'lee'][won] });
    await mustAgree(office);
  });
});

/** What can happen to one of a few donations; `crash` = the answer of the transaction is lost, and it is asked again. */
const deed = fc.record({
  what: fc.constantFrom('accept', 'void', 'again', 'paper'),
  which: fc.nat(3),
  crash: fc.constantFrom<StepName | undefined>(undefined, undefined, ...STEPS),
});

test('any interleaving of accept, void, issue again, crash and retry keeps numbers, states and totals', {
  timeout: 120_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      async (lanes) => {
        const office = receiptOffice(local.table, `any-${run++}`);
        const ids = await copies(office, 4);
        const carryOut = async ({ what, which, crash }: (typeof lanes)[number][number]) => {
          const id = ids[which] ?? '';
          const table = dyingAt(crash);
          const process = receiptOffice(table, office.deps.city.receiptIssuer.id);
          const key = office.deps.ids.ulid();
          const now = await local.table.get<Donation>(keys.donation(id));
          const number = now?.receipt?.number ?? now?.voided?.number ?? 1;
          const once = async () => {
            if (what === 'accept') return process.donations.staff('acceptance', id, {}, key);
            if (what === 'void') return process.cancel(number, 'OTHER', key);
            if (what === 'again') return process.again(number, key);
            await process.paper({ gift: id }).catch(() => undefined);
            return undefined;
          };
          const first = await once();
          if (first?.status === 500) await once();
        };
        // The lanes run at once; within a lane one thing follows the other.
        await Promise.all(
          lanes.map(async (lane) => {
            for (const one of lane) await carryOut(one);
          }),
        );
        await mustAgree(office);
      },
    ),
    { numRuns: 25 },
  );
});
