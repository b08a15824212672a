import { nextDay } from '../kernel/clock.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { readUpload, type StatementDependencies } from './booking.ts';
import { propose } from './candidates.ts';
import { type Classified, classify } from './classify.ts';
import type { Closing } from './reconciliation.ts';
import { type Period, type StatementRecord, sumsOf } from './statement.ts';

const CLOSINGS = keys.closing('', '', 0).pk;
/** Closings that are compared with one period: those of the days just before it, and of its own. */
const COMPARED = 50;

/** One statement against those that are booked: what lies between, what both have. */
async function againstClosings(table: Table, own: string, period: Period) {
  const { from, to, opening } = period;
  if (from === undefined || to === undefined) return { overlaps: [] };
  const [earlier, later] = await Promise.all([
    // Sort keys begin with the day: everything below `from` ends before it.
    table.leaf<Closing>(CLOSINGS, { limit: COMPARED, between: ['', from], newestFirst: true }),
    table.leaf<Closing>(CLOSINGS, { limit: COMPARED, between: [from, '~'] }),
  ]);
  const before = earlier.items.find(({ statement, closing }) => statement !== own && closing !== undefined);
  const overlaps = later.items
    .filter(({ statement, from: begins, day }) => statement !== own && (begins ?? day) <= to)
    .map(({ statement }) => statement);
  return {
    overlaps: [...new Set(overlaps)],
    ...(before?.closing === undefined || opening === undefined
      ? {}
      : {
          before: {
            ...{ statement: before.statement, day: before.day, closing: before.closing },
            gap: opening - before.closing,
            days: daysApart(before.day, from),
          },
        }),
  };
}

/** Days without any statement between two of them. */
const daysApart = (ended: string, begins: string): number =>
  Math.max(0, (Date.parse(begins) - Date.parse(nextDay(ended))) / 86_400_000);

/** Each statement of a file against the books. */
export const compareStatement = (table: Table, statement: StatementRecord) =>
  Promise.all(
    statement.periods.map(async (period) => ({
      ...period,
      ...(await againstClosings(table, statement.id, period)),
    })),
  );

/** Entries whose proposals are looked up at once. */
const AT_ONCE = 10;

/**
 * A page of a file's entries before they are booked, each with what it may be. The file is read again: nothing of it
 * lies anywhere else.
 */
export async function previewEntries(
  deps: StatementDependencies,
  statement: StatementRecord,
  { show, from, limit }: { show: 'all' | Classified['verdict']; from: number; limit: number },
) {
  const file = await readUpload(deps, statement);
  const entries = await classify(deps, file.entries, file.format);
  const shown = entries.filter(({ verdict }) => show === 'all' || verdict === show);
  const page = shown.slice(from, from + limit);
  const items: Awaited<ReturnType<typeof previewed>>[] = [];
  for (let i = 0; i < page.length; i += AT_ONCE)
    items.push(...(await Promise.all(page.slice(i, i + AT_ONCE).map(previewed))));
  const sums = (wanted: Classified['verdict']) =>
    sumsOf(entries.filter(({ verdict }) => verdict === wanted).map(({ amount }) => amount));
  return {
    items,
    total: shown.length,
    ...(from + limit < shown.length ? { next: from + limit } : {}),
    sums: { new: sums('new'), known: sums('known'), similar: sums('similar') },
  };

  async function previewed(entry: Classified) {
    const { n, place, day, amount, verdict, id, like, words } = entry;
    const { text, counterparty, reference } = words;
    const found = verdict === 'new' ? await propose(deps, entry, { wide: true }) : undefined;
    return {
      ...{ n, place, day, amount, verdict },
      ...(text ? { text } : {}),
      ...(counterparty ? { counterparty } : {}),
      ...(reference ? { reference } : {}),
      entries: verdict === 'known' ? [id] : [...like],
      proposals: found?.proposals ?? [],
    };
  }
}
