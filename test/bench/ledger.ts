import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../functions/kernel/keys.ts';
import { fakeDependencies, movableClock, staffActor } from '../../functions/kernel/testing.ts';
import type { ChainMonth, Head } from '../../functions/ledger/chain.ts';
import { keyOf, post, purposeQueue, type Transfer } from '../../functions/ledger/domain.ts';
import { type End, entryAfter, NO_CHAIN } from '../../functions/ledger/entry.ts';
import { ledgerHandlers } from '../../functions/ledger/http.ts';
import { publishTransfers } from '../../functions/ledger/publication.ts';
import { NO_SUMS, withTransfer } from '../../functions/ledger/sums.ts';
import { aTransfer } from '../../functions/ledger/testing.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';
import { meter } from './meter.ts';
import { type Row, rounded } from './row.ts';

/** What each costs at most, however long the ledger is; counted when this was written. */
const BUDGETS = {
  'balances of all accounts': 11,
  '20 transfers of a month': 1,
  '20 transfers of one purpose': 10.5,
  "twelve months' sums and digests": 0.5,
  'one entry more, chained': 8,
  'one entry more, read and published': 57,
} as const;
type What = keyof typeof BUDGETS;

/** Months that a year's file and `ledger.json` are full of; all but the last have one entry. */
const MONTHS = Array.from(
  { length: 11 },
  (_, i) => `2027-${String(i + 1).padStart(2, '0')}-15T03:00:00.000Z`,
);
const LAST = '2027-12-15T03:00:00.000Z';

/** Puts a ledger of so many transfers, all but eleven in one month, with its chain, sums and balances as they would be. */
async function fill({ client, name, table }: LocalTable, count: number): Promise<void> {
  let end: End = NO_CHAIN;
  let all = NO_SUMS;
  const months = new Map<string, ChainMonth>();
  let batch: object[] = [];
  const open: Promise<unknown>[] = [];
  const flush = async () => {
    const puts = batch.map((Item) => ({ PutRequest: { Item } }));
    batch = [];
    open.push(client.send(new BatchWriteCommand({ RequestItems: { [name]: puts as never } })));
    if (open.length === 8) await Promise.all(open.splice(0));
  };
  for (let n = 0; n < count; n++) {
    const transfer = aTransfer(n, {}, MONTHS[n] ?? LAST);
    const entry = entryAfter(end, transfer);
    const { month, number, digest } = entry;
    const so = months.get(month);
    const sums = withTransfer(so ?? NO_SUMS, transfer);
    months.set(month, { kind: 'month', month, first: so?.first ?? number, last: number, digest, ...sums });
    all = withTransfer(all, transfer);
    end = entry;
    const place = { q: purposeQueue('KRW', month, 'computers'), qs: transfer.id };
    batch.push({ ...keyOf(transfer), ...place, ...transfer });
    batch.push({ ...keys.chainEntry(month, number), kind: 'entry', ...entry });
    if (batch.length >= 24) await flush();
  }
  const head: Head = { kind: 'head', from: '2027-01', ...end, ...all };
  batch.push({ ...keys.chainHead(), ...head });
  for (const month of months.values()) batch.push({ ...keys.chainMonth(month.month), ...month });
  await flush();
  await Promise.all(open);
  const amount = count * 10_000;
  await table.transact(post([aTransfer(0, { amount })]).writes.filter((write) => 'update' in write));
}

/** Units of each for a ledger of this length; the page that the next entry fills is as full as a page can be. */
async function costs(count: number): Promise<Record<What, number>> {
  const local = await openLocalTable();
  try {
    // The local database's stream grows slower with each record; nothing here reads it.
    const off = { TableName: local.name, StreamSpecification: { StreamEnabled: false } };
    await local.client.send(new UpdateTableCommand(off));
    await fill(local, count);
    const clock = movableClock(LAST);
    const deps = { ...fakeDependencies({ table: local.table, clock }), documents: memoryObjects() };
    const units = meter(local.client);
    const { readAccounts, listTransfers, listMonths } = ledgerHandlers(deps);
    const asked = {
      ...{ params: {}, body: {}, session: '', requestId: 'bench', actor: staffActor('auditor') },
      intent: { key: deps.ids.ulid(), digest: '' },
    };
    const reads = async (work: () => Promise<unknown>) => {
      units.read();
      await work();
      return rounded(units.read().reads);
    };
    const list = { currency: 'KRW', month: '2027-12', limit: 20 };
    const one = aTransfer(count, {}, LAST) as Transfer;
    const found = {
      'balances of all accounts': await reads(() => readAccounts({ ...asked, query: {} })),
      '20 transfers of a month': await reads(() => listTransfers({ ...asked, query: list })),
      '20 transfers of one purpose': await reads(() =>
        listTransfers({ ...asked, query: { ...list, purpose: 'computers' } }),
      ),
      "twelve months' sums and digests": await reads(() => listMonths({ ...asked, query: { limit: 12 } })),
    };
    units.read();
    const site = memoryObjects('site');
    await publishTransfers({ ...deps, site, now: () => clock.now() }, [one]);
    const { writes, reads: read } = units.read();
    if (site.files.size !== 3)
      throw new Error('more than the last page, the year and the numbers was published');
    return {
      ...found,
      'one entry more, chained': writes,
      'one entry more, read and published': rounded(read),
    };
  } finally {
    await local.stop();
  }
}

/** A ledger of a thousand entries and one of a hundred thousand: each costs the same. */
export async function ledgerRows(lengths: readonly number[] = [1_000, 100_000]): Promise<Row[]> {
  // Eleven months of one entry; in the twelfth the entry that is added is the last of a page.
  const measured = await Promise.all(
    lengths.map(async (length) => ({ length, of: await costs(length + MONTHS.length - 1) })),
  );
  const whats = Object.keys(BUDGETS) as What[];
  const unit = (what: What) => (what === 'one entry more, chained' ? 'WRU' : 'RRU');
  const [short, long] = [measured[0]?.of, measured.at(-1)?.of];
  return [
    ...measured.flatMap(({ length, of }) =>
      whats.map(
        (what): Row => ({
          ...{ part: 'lists', what: `${what}, of ${length.toLocaleString('en')}` },
          ...{ value: of[what], unit: unit(what), budget: BUDGETS[what] },
        }),
      ),
    ),
    {
      ...{ part: 'lists', what: `ledger, units that the longer costs more`, unit: '' },
      value: rounded(
        whats.reduce((sum, what) => sum + Math.abs((long?.[what] ?? 0) - (short?.[what] ?? 0)), 0),
      ),
      budget: 0,
    },
  ];
}

/** `node test/bench/ledger.ts`: these rows alone. */
if (import.meta.main) {
  console.table(await ledgerRows());
}
