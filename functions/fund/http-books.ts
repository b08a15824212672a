import { localDate, nextDay } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { lookUp } from './classify.ts';
import type { fundContract } from './contract.ts';
import { putCostsBack, takeBackOpening } from './corrections.ts';
import { doingOf, type Entry } from './entry.ts';
import { fail } from './fail.ts';
import { readPurposes, takeCosts } from './purposes.ts';
import { bookOpening, type Reconciled, readReconciliation, reconcilePage } from './reconciliation.ts';
import type { Format } from './report.ts';

export interface BookDependencies extends Dependencies {
  readonly documents: Objects;
}
type Books = Pick<
  Handlers<typeof fundContract>,
  | 'readPurposes'
  | 'takeCosts'
  | 'putCostsBack'
  | 'readReconciliation'
  | 'bookOpening'
  | 'takeBackOpening'
  | 'exportEntries'
  | 'exportReconciliation'
>;

/** Long enough to save the file, too short to pass the link on. */
const LINK_SECONDS = 5 * 60;
/** A quarter: days are read one by one. */
const MOST_DAYS = 93;
/** Entries of a day that a report takes: the busiest day of a charity has some thousands. */
const MOST_OF_DAY = 10_000;
/** Closings of a report: three years of daily statements. */
const MOST_CLOSINGS = 1_000;

/** Purposes, reconciliation, and both as files. */
export const bookHandlers = (deps: BookDependencies): Books => {
  const { table, clock, city, documents } = deps;

  async function entriesOf(from: string, to: string): Promise<Entry[]> {
    const days: string[] = [];
    for (let day = from; day <= to && days.length <= MOST_DAYS; day = nextDay(day)) days.push(day);
    if (days.length > MOST_DAYS || to < from)
      throw fail('PERIOD_TOO_LONG', { days: MOST_DAYS }, [{ path: 'to', code: 'PERIOD_TOO_LONG' }]);
    const found: { entry: string }[][] = [];
    for (let i = 0; i < days.length; i += 10)
      found.push(
        ...(await Promise.all(
          days
            .slice(i, i + 10)
            .map((day) => table.part<{ entry: string }>(keys.bankEntryOfDay(day, 0, '').pk, '', MOST_OF_DAY)),
        )),
      );
    const entries = await lookUp<Entry & { pk: string; sk: string }>(
      table,
      found.flat().map(({ entry }) => keys.bankEntry(entry)),
    );
    return entries.toSorted((a, b) => a.day.localeCompare(b.day) || a.since.localeCompare(b.since));
  }

  async function closings(): Promise<Reconciled[]> {
    const all: Reconciled[] = [];
    let cursor: string | undefined;
    do {
      const page = await reconcilePage(deps, { limit: 100, cursor });
      all.push(...page.items);
      cursor = page.cursor;
    } while (cursor && all.length < MOST_CLOSINGS);
    return all;
  }

  /** Puts a file where a link leads to it for a while. */
  async function linkTo(key: string, name: string, format: Format, bytes: Uint8Array) {
    const { FILE_TYPES } = await import('./report.ts');
    const at = `fund/reports/${key}.${format}`;
    await documents.put(at, bytes, { type: FILE_TYPES[format] });
    const url = await documents.readLink(at, LINK_SECONDS, `${name}.${format}`);
    return { url, expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString() };
  }

  return {
    readPurposes: () => readPurposes(deps),

    takeCosts: ({ params, body, intent, actor }) =>
      takeCosts(deps, params.code, body, doingOf(actor, clock.now().toISOString()), intent),

    putCostsBack: ({ params, intent, actor }) =>
      putCostsBack(deps, params.transfer, doingOf(actor, clock.now().toISOString()), intent),

    readReconciliation: ({ query }) => readReconciliation(deps, query),

    bookOpening: ({ body, intent, actor }) =>
      bookOpening(deps, body, doingOf(actor, clock.now().toISOString()), intent),

    takeBackOpening: ({ intent, actor }) =>
      takeBackOpening(deps, doingOf(actor, clock.now().toISOString()), intent),

    async exportEntries({ body: { format, language, from, to }, intent }) {
      const entries = await entriesOf(from, to);
      const { entriesSheet, fileOf } = await import('./report.ts');
      const file = await fileOf(entriesSheet(entries, language), format);
      return linkTo(intent.key, `entries-${from}-${to}`, format, file);
    },

    async exportReconciliation({ body: { format, language }, intent }) {
      const items = await closings();
      const { fileOf, reconciliationSheet } = await import('./report.ts');
      const file = await fileOf(reconciliationSheet(items, language), format);
      return linkTo(intent.key, `reconciliation-${localDate(clock.now(), city.timeZone)}`, format, file);
    },
  };
};
