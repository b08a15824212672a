import { createHash } from 'node:crypto';
import type { Application } from '../applications/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import type { City } from '../kernel/city.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import type { Table } from '../kernel/table.ts';
import { call, fakeDependencies, movableClock, seededIds, staffActor } from '../kernel/testing.ts';
import { type Balance, post, type Transfer, transferOf } from '../ledger/domain.ts';
import { carryOutRun } from './carry-out.ts';
import { grantsContract } from './contract.ts';
import type { FeeRun, Grant, PaidMonth } from './domain.ts';
import { grantsHandlers } from './http.ts';
import type { RunLine } from './run.ts';
import { reserveOf } from './terms.ts';

/** The day on which these tests live: Tuesday 2026-12-01, 10:00 in Seoul. */
export const DECEMBER = '2026-12-01T01:00:00.000Z';
export const GURO = '11530';
export const GANGDONG = '11740';
export const chest: StaffActor = staffActor('chest', undefined, 'chest-kim');

/** A bucket in memory. */
function bucket() {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async put(key: string, body: Uint8Array | string) {
      files.set(key, Buffer.from(body as Uint8Array));
    },
    readLink: async (key: string, seconds: number, fileName: string) =>
      `https://documents.example/${key}?ends=${seconds}&name=${encodeURIComponent(fileName)}`,
  };
}

type Body = Record<string, unknown>;
export const aConnection = (changes: Body = {}) => ({
  ...{ carrier: 'kt', plan: 'slim', customerNumber: '0101234567', fee: 22_000 },
  ...changes,
});

/** An office that grants fees, on a table, with money to grant; driven as its callers do. */
export function grantOffice(table: Table, options: { city?: (city: City) => City; seed?: string } = {}) {
  const clock = movableClock(DECEMBER);
  const plain = fakeDependencies();
  const documents = bucket();
  const deps = {
    ...fakeDependencies({
      table,
      clock,
      ids: seededIds(clock, options.seed ?? 'grants'),
      city: options.city?.(plain.city) ?? plain.city,
    }),
    documents,
  };
  const on = (own: Table) => serve(grantsContract, 'staff', () => grantsHandlers({ ...deps, table: own }));
  const api = on(table);
  const read = (path: string, params: Record<string, string> = {}, query = {}, staff = chest) =>
    call(api, `GET /api/staff/${path}`, { params, query, staff });
  const write = (path: string, params: Record<string, string>, body: unknown, more: WriteOptions = {}) => {
    // People take a second between one thing and the next, which also gives the history its order.
    clock.pass({ seconds: 1 });
    return call(more.table ? on(more.table) : api, `POST /api/staff/${path}`, {
      ...{ params, body, key: more.key ?? deps.ids.ulid(), staff: more.staff ?? chest },
    });
  };
  interface WriteOptions {
    key?: string;
    staff?: StaffActor;
    table?: Table;
  }
  const deed =
    (verb: string) =>
    (id: string, body: unknown = {}, more?: WriteOptions) =>
      write(`grants/{id}/${verb}`, { id }, body, more);

  /** Gives money to the purpose, as the fund books it. */
  async function fund(amount: number, purpose = 'internet') {
    const at = clock.now().toISOString();
    const order = { debit: 'bank', credit: `purpose:${purpose}`, cause: 'DEPOSIT', purpose } as const;
    const transfer = transferOf(
      deps.ids.ulid(),
      { ...order, currency: 'KRW', amount },
      { at, timeZone: 'Asia/Seoul' },
    );
    await table.transact(post([transfer]).writes);
  }

  /** A household's application, as applications keeps it. @returns its reference */
  async function household(changes: Partial<Application> = {}) {
    const id = newId('application', deps.ids.ulid());
    const application = {
      ...keys.application(id),
      ...{ kind: 'application', id, reference: referenceOf(id), applicant: 'household', status: 'QUEUED' },
      ...{ version: 2, personId: newId('person', deps.ids.ulid()), district: GURO, category: 'DISABLED' },
      household: createHash('sha256').update(id).digest('hex'),
      ...changes,
    };
    await table.transact([{ put: application }]);
    return application.reference;
  }

  /** The application of a grant comes to another status, as applications or the household brings it there. */
  async function becomes(grantId: string, status: Application['status']) {
    const { application = '' } = (await table.get<Grant>(keys.grant(grantId))) ?? {};
    await table.update(keys.application(application), { set: { status } }, { exists: true });
  }

  const grant = async (changes: Body = {}, more?: WriteOptions) =>
    write(
      'grants',
      {},
      {
        application: changes.application ?? (await household()),
        ...aConnection(),
        ...{ firstMonth: '2026-12', months: 12 },
        ...changes,
      },
      more,
    );

  const balance = async (account: string): Promise<number> =>
    (await table.get<Balance>(keys.balance(account, 'KRW')))?.balance ?? 0;

  return {
    deps,
    documents,
    clock,
    fund,
    household,
    becomes,
    grant,
    balance,
    /** A grant that was made; gives its id. */
    granted: async (changes: Body = {}) => String((await grant(changes)).body.id),
    stop: deed('stop'),
    move: deed('move'),
    prolong: deed('prolongation'),
    takeBack: deed('returns'),
    list: (query: Record<string, string>, staff?: StaffActor) => read('grants', {}, query, staff),
    read: (id: string, staff?: StaffActor) => read('grants/{id}', { id }, {}, staff),
    start: (month: string, more?: WriteOptions) => write('fee-runs', {}, { month }, more),
    preview: (month: string) => read('fee-runs/{month}/preview', { month }),
    run: (month: string, staff?: StaffActor) => read('fee-runs/{month}', { month }, {}, staff),
    runs: () => read('fee-runs'),
    lines: (month: string, query: Record<string, string> = {}) =>
      read('fee-runs/{month}/lines', { month }, query),
    carryOut: (month: string, own: Table = table, store: Pick<typeof documents, 'put'> = documents) =>
      carryOutRun({ ...deps, table: own, documents: store }, { month }),
    /** Starts a month's run and carries it out. */
    async pay(month: string) {
      const started = await write('fee-runs', {}, { month });
      if (started.status !== 202) throw new Error(`${month}: ${String(started.body.code)}`);
      await carryOutRun(deps, { month });
    },
    state: (id: string) => table.get<Grant>(keys.grant(id)),
  };
}
export type GrantOffice = ReturnType<typeof grantOffice>;

type Item = Key & { readonly kind?: string };
/** What the whole table says of grants and their money, and what of it does not fit; an empty list is as it should be. */
export function audit(items: readonly unknown[]) {
  const of = <T>(kind: string) => (items as Item[]).filter((item) => item.kind === kind) as unknown as T[];
  const grants = of<Grant>('grant');
  const marks = of<PaidMonth>('grant-month');
  const lines = of<RunLine & { readonly pk: string }>('fee-line');
  const runs = of<FeeRun & Record<string, number>>('fee-run');
  const transfers = of<Transfer>('transfer').filter(({ currency }) => currency === 'KRW');
  const balances = new Map(of<Balance>('balance').map((one) => [String(one.account), one.balance]));
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const moved = new Map<string, number>();
  for (const { debit, credit, amount } of transfers) {
    moved.set(debit, (moved.get(debit) ?? 0) - amount);
    moved.set(credit, (moved.get(credit) ?? 0) + amount);
  }
  must(total([...moved.values()]) === 0, 'the sum over all accounts is zero');
  for (const [account, balance] of balances) {
    must(balance === (moved.get(account) ?? 0), `${account}: its balance is the sum of its transfers`);
    if (account !== 'bank') must(balance >= 0, `${account} is not below zero`);
  }
  must(
    (balances.get('reserved:internet') ?? 0) === total(grants.map(reserveOf)),
    'reserve = open months × fee',
  );
  for (const grant of grants) {
    const own = transfers.filter(({ refs }) => refs.grant === grant.id);
    const reserve = total(
      own.map(({ debit, credit, amount }) =>
        credit.startsWith('reserved') ? amount : debit.startsWith('reserved') ? -amount : 0,
      ),
    );
    must(reserve === reserveOf(grant), `${grant.id}: its transfers leave what its open months need`);
    must((grant.status === 'ACTIVE') === grant.open.length > 0, `${grant.id}: active while months are open`);
    const paid = marks.filter((mark) => mark.grant === grant.id && mark.status === 'PAID');
    must(paid.length === grant.paid, `${grant.id}: as many months paid as it counts`);
    must(total(paid.map(({ amount }) => amount)) === grant.paidSum, `${grant.id}: their sum`);
    must(
      paid.every(({ month }) => !grant.open.includes(month)),
      `${grant.id}: a paid month is not open`,
    );
    must(
      total(Object.values(grant.counted)) === grant.paidSum + reserveOf(grant),
      `${grant.id}: yearly count`,
    );
  }
  const locks = of<{ grant: string }>('grant-household').map(({ grant }) => grant);
  const active = grants.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
  must([...locks].sort().join() === [...active].sort().join(), 'each active grant holds its household');
  for (const run of runs) {
    const own = lines.filter(({ pk }) => pk === `GRT#RUN#${run.month}`);
    for (const code of new Set(own.map(({ carrier }) => carrier))) {
      const mine = own.filter(({ carrier }) => carrier === code);
      const fees = transfers.filter(
        ({ cause, credit, refs }) =>
          cause === 'FEE' && credit === `carrier:${code}` && refs.run === run.month,
      );
      must(mine.length === run[`lines:${code}`], `${run.month} ${code}: lines counted`);
      must(fees.length === mine.length, `${run.month} ${code}: a transfer a line`);
      must(total(fees.map(({ amount }) => amount)) === run[`sum:${code}`], `${run.month} ${code}: the sum`);
    }
  }
  return { grants, marks, lines, runs, transfers, balances, wrong };
}
