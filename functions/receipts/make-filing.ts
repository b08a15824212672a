import * as z from 'zod';
import { instant, localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { Ulid } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Objects } from '../kernel/objects.ts';
import { NO_SERIES, type Receipt, type ReceiptVoid, type Series, yearsLater } from './domain.ts';
import { agrees, donorsOf, dueElectronically, type Entry, statementOf, summaryOf } from './filing.ts';
import { writeFiles } from './filing-files.ts';
import { type Filed, readFilings } from './filing-records.ts';
import type { Giver } from './form.ts';
import { openGiver } from './giver.ts';
import { fail } from './repository.ts';

/** Which files: an order's. */
export const FilingRequest = z.object({ year: z.string().regex(/^\d{4}$/), filing: Ulid });
type Deps = Dependencies & { readonly documents: Pick<Objects, 'put'> };

/** Names are opened so many at a time: KMS allows thousands a second, the function's sockets do not. */
const AT_ONCE = 16;
const BATCH = 100;
/** Whoever's contact is gone: the office must look. */
const GONE: Giver = { name: '(연락처 없음, 확인 필요)', address: '' };

async function inParts<A, B>(items: readonly A[], size: number, deed: (item: A) => Promise<B>): Promise<B[]> {
  const made: B[] = [];
  for (let i = 0; i < items.length; i += size)
    made.push(...(await Promise.all(items.slice(i, i + size).map(deed))));
  return made;
}

/** Every receipt of a year up to the series' last number, with the void among them; both as of one moment. */
async function readYear({ table, city }: Deps, year: string) {
  const { id } = city.receiptIssuer;
  const readSeries = async (): Promise<Series> => ({
    ...NO_SERIES,
    ...(await table.get<Series>(keys.series(id, year))),
  });
  for (let attempt = 0; ; attempt++) {
    const series = await readSeries();
    const numbers = Array.from({ length: series.last }, (_, i) => keys.receipt(id, year, i + 1));
    const parts = Array.from({ length: Math.ceil(numbers.length / BATCH) }, (_, i) =>
      numbers.slice(i * BATCH, (i + 1) * BATCH),
    );
    const receipts = (
      await inParts(parts, 4, (part) => table.getAll<Receipt & Key>(part, { consistent: true }))
    ).flat();
    const voids = await table.part<ReceiptVoid>(keys.receiptVoid(id, year, 0).pk, 'VOID#', 999_999);
    const of = new Map(voids.map((one) => [one.number, one]));
    // One made void while this read belongs to the next files, or the sums would not be those of the series.
    const calm = (await readSeries()).voids === series.voids;
    if (calm || attempt === 4)
      return { series, receipts: receipts.map((receipt) => ({ receipt, voided: of.get(receipt.number) })) };
  }
}

async function giverOf(deps: Deps, receipt: Receipt): Promise<Giver> {
  try {
    return await openGiver(deps, receipt, 'filing');
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return GONE;
    throw error;
  }
}

/**
 * Makes a year's files for the tax office and stores them below `filings/`. Asked twice it makes them once; a run that
 * died leaves files that nothing links to, and the next one writes them again.
 */
export async function makeFiling(deps: Deps, request: unknown): Promise<void> {
  const { table, city, clock, documents } = deps;
  const { id: issuer } = city.receiptIssuer;
  const { year, filing } = FilingRequest.parse(request);
  const [order, before] = await Promise.all([
    table.get(keys.filing(issuer, year, filing)),
    table.get(keys.filed(issuer, year, filing)),
  ]);
  if (!order) throw fail('NOT_FOUND');
  if (before) return;
  const at = instant(clock);
  const [{ series, receipts }, { handOvers }] = await Promise.all([
    readYear(deps, year),
    readFilings(table, issuer, year),
  ]);
  const entries = await inParts(receipts, AT_ONCE, async ({ receipt, voided }): Promise<Entry> => {
    const giver = await giverOf(deps, receipt);
    return { receipt, giver, ...(voided ? { voided } : {}) };
  });
  const last = handOvers.at(-1);
  const due = dueElectronically(entries, last && { to: last.to, filedAt: last.filedAt });
  const tables = {
    statement: statementOf(city, entries),
    summary: summaryOf(city, entries),
    donors: donorsOf(city, entries),
    ...(due.issued.length + due.takenBack.length > 0
      ? { electronic: statementOf(city, [...due.issued, ...due.takenBack], '전자발급 대상') }
      : {}),
  };
  const files = writeFiles(tables, year);
  for (const { name, body, type } of files)
    await documents.put(`filings/${year}/${filing}/${name}`, body, { type });
  const filed: Filed = {
    kind: 'filed',
    id: filing,
    at,
    last: series.last,
    issued: series.count,
    issuedAmount: series.total,
    voided: series.voids,
    voidedAmount: series.voidTotal,
    agrees: agrees(entries, series),
    ...(tables.electronic
      ? {
          electronic: {
            after: handOvers.length,
            from: (last?.to ?? 0) + 1,
            to: series.last,
            count: due.issued.length,
            total: due.total,
          },
        }
      : {}),
    retainUntil: yearsLater(localDate(at, city.timeZone), city.retention.statementYears),
    files: files.map(({ name, title, extension }) => ({
      key: `filings/${year}/${filing}/${name}`,
      name: `${title}-${year}.${extension}`,
    })),
  };
  const failed = await table.transact([{ put: { ...keys.filed(issuer, year, filing), ...filed } }]);
  if (failed && failed.index !== 0) throw fail('CHANGED_MEANWHILE');
  log(LOG.FILING_MADE, { year, filing, receipts: entries.length, agrees: filed.agrees });
}
