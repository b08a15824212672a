import * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import { idOf } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { sum } from '../kernel/money.ts';
import type { Objects } from '../kernel/objects.ts';
import { writeCsv } from '../kernel/tabular/write-csv.ts';
import { writeXlsx } from '../kernel/tabular/write-xlsx.ts';
import type { Entry } from './entry.ts';
import {
  balancesTable,
  type ReportDone,
  type ReportOrder,
  type ReportPart,
  type ReportTable,
  transfersTable,
} from './report.ts';
import { ledgerRepository } from './repository.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'clock'> & { readonly documents: Pick<Objects, 'put'> };

/** Which report: an order's. */
const ReportRequest = z.object({ report: idOf('report') });
/** Entries of the chain behind one file: some 10 MB of a workbook in memory, whatever the period has. */
export const ENTRIES_IN_A_FILE = 20_000;
/** What the table gives in one answer, and how many such answers are awaited at once. */
const AT_ONCE = 100;
const TOGETHER = 4;

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/**
 * Makes the files of a report, one after the other, and remembers each: a run that died goes on where it was. Asked
 * twice it makes them once.
 */
export async function makeReport(deps: Deps, request: unknown, most = ENTRIES_IN_A_FILE): Promise<void> {
  const { table, clock } = deps;
  const { report: id } = ReportRequest.parse(request);
  const order = await table.get<ReportOrder>(keys.report(id));
  if (!order) throw fail('NOT_FOUND');
  if (await table.get(keys.reportDone(id))) return;
  const parts = new Map(
    (await table.part<ReportPart & Key>(keys.report(id).pk, 'PART#', 10_000)).map((part) => [
      part.part,
      part,
    ]),
  );
  const plan = parts.get(0) ?? (await makeBalances(deps, order));
  const count = plan.last < plan.first ? 0 : Math.ceil((plan.last - plan.first + 1) / most);
  const made: ReportPart[] = [];
  for (let part = 1; part <= count; part++) {
    const from = plan.first + (part - 1) * most;
    const to = Math.min(plan.last, from + most - 1);
    made.push(parts.get(part) ?? (await makeTransfers(deps, order, plan, { part, from, to })));
  }
  const entries = sum(made.map(({ rows }) => rows));
  const done: ReportDone = {
    kind: 'report-done',
    at: instant(clock),
    entries,
    agrees: sum(made.map(({ amount }) => amount)) === plan.amount,
  };
  await table.append({ ...keys.reportDone(id), ...done });
}

/** The balances, and with them the span of the chain that the whole report is about: later entries are not in it. */
async function makeBalances(deps: Deps, order: ReportOrder): Promise<ReportPart> {
  const ledger = ledgerRepository(deps.table);
  const { from, to, currency } = order;
  for (let attempt = 0; ; attempt++) {
    const head = await ledger.head();
    const later = await ledger.monthsFrom(from);
    // Read at two moments; an entry that came in between belongs to the next report.
    if (later.length > 0 && later.at(-1)?.last !== head?.number && attempt < 20) continue;
    const within = later.filter(({ month }) => month <= to);
    const table = head && balancesTable(head, later, order, deps.city);
    return remember(deps, order, table, {
      part: 0,
      first: within[0]?.first ?? 1,
      last: within.at(-1)?.last ?? 0,
      rows: sum(within.map(({ entries }) => entries)),
      amount: sum(
        within.flatMap((of) => Object.values(of.accounts[currency] ?? {}).map(([debits]) => debits)),
      ),
    });
  }
}

async function makeTransfers(
  deps: Deps,
  order: ReportOrder,
  { first, last }: ReportPart,
  { part, from, to }: { part: number; from: number; to: number },
): Promise<ReportPart> {
  const ledger = ledgerRepository(deps.table);
  const entries: Entry[] = [];
  for (const month of await ledger.monthsFrom(order.from)) {
    if (month.month > order.to) break;
    const [begin, end] = [Math.max(month.first, from), Math.min(month.last, to)];
    if (begin <= end) entries.push(...(await ledger.entries(month.month, begin, end)));
  }
  const wanted = entries.filter(({ currency }) => currency === order.currency);
  const hundreds = Array.from({ length: Math.ceil(wanted.length / AT_ONCE) }, (_, i) =>
    wanted.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
  const found: { entry: Entry; transfer: Awaited<ReturnType<typeof ledger.behind>>[number] }[] = [];
  for (let i = 0; i < hundreds.length; i += TOGETHER) {
    const some = hundreds.slice(i, i + TOGETHER);
    const transfers = (await Promise.all(some.map(ledger.behind))).flat();
    const byId = new Map(transfers.map((transfer) => [transfer.id, transfer]));
    for (const entry of some.flat()) {
      const transfer = byId.get(entry.id);
      if (!transfer) throw new Error('an entry of the chain without its transfer');
      found.push({ entry, transfer });
    }
  }
  return remember(deps, order, transfersTable(found, deps.city, order.language), {
    ...{ part, first, last, rows: found.length },
    amount: sum(found.map(({ transfer }) => transfer.amount)),
  });
}

/** Puts a table as CSV and as XLSX, then notes that it is there; whoever was faster has noted the same. */
async function remember(
  { table, documents }: Deps,
  { id, from, to }: ReportOrder,
  sheet: ReportTable | undefined,
  part: Omit<ReportPart, 'kind' | 'files'>,
): Promise<ReportPart> {
  const files = sheet
    ? (['csv', 'xlsx'] as const).map((extension) => ({
        key: `ledger/${id}/${part.part}.${extension}`,
        name: `${[sheet.title, from, ...(to === from ? [] : [to]), ...(part.part ? [part.part] : [])].join('-')}.${extension}`,
        type: TYPES[extension],
        body: bodyOf(sheet, extension),
      }))
    : [];
  for (const { key, body, type } of files) await documents.put(key, body, { type });
  const made: ReportPart = {
    ...{ kind: 'report-part', ...part },
    files: files.map(({ key, name }) => ({ key, name })),
  };
  const key = keys.reportPart(id, part.part);
  return (await table.append({ ...key, ...made })) ? made : ((await table.get<ReportPart>(key)) ?? made);
}

const bodyOf = ({ title, header, rows, totals }: ReportTable, extension: keyof typeof TYPES): Uint8Array =>
  extension === 'csv'
    ? writeCsv(header, totals ? [...rows, totals] : rows)
    : writeXlsx([{ name: title, header, rows, ...(totals ? { totals } : {}) }]);
