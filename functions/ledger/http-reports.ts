import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { listQueue } from '../kernel/cursor.ts';
import { fail } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import type { ledgerContract } from './contract.ts';
import type { LedgerDependencies } from './http.ts';
import type { ReportDone, ReportOrder, ReportPart } from './report.ts';

type Reports = Pick<Handlers<typeof ledgerContract>, 'orderReport' | 'readReport' | 'listReports'>;

/** A link to a file ends after a quarter of an hour; the file itself after a week (lib/data-stack.ts). */
const LINK_SECONDS = 15 * 60;
const ORDERS = queue('RPT', 'LEDGER');

const shown = ({ id, by, at, from, to, currency, language }: ReportOrder) => ({
  ...{ id, by, at, from, to, currency, language },
});

/** Files of the books are ordered; a task makes them (make-report.ts), however many entries there are. */
export const reportHandlers = (deps: LedgerDependencies): Reports => {
  const { table, clock, documents } = deps;

  const linked = async ({ key, name }: ReportPart['files'][number]) => ({
    name,
    url: await documents.readLink(key, LINK_SECONDS, name),
    expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString(),
  });

  return {
    async orderReport({ body, actor, intent }) {
      const id = newId('report', intent.key);
      const at = instant(clock);
      const key = keys.report(id);
      const order: ReportOrder = { kind: 'report', id, by: actor.id, at, ...body };
      const { from, to, currency } = body;
      return table.commit({
        intent,
        pk: key.pk,
        event: {
          ...{ type: 'report.order', subject: id, at, by: actedBy(actor) },
          facts: { from, to, currency },
        },
        writes: [{ put: { ...key, q: ORDERS, qs: `${at}#${id}`, ...order } }],
        answer: { id },
      });
    },

    async readReport({ params: { id } }) {
      const [order, done] = await Promise.all([
        table.get<ReportOrder>(keys.report(id)),
        table.get<ReportDone>(keys.reportDone(id)),
      ]);
      if (!order) throw fail('NOT_FOUND');
      if (!done) return shown(order);
      const parts = await table.part<ReportPart & Key>(keys.report(id).pk, 'PART#', 10_000);
      const files = await Promise.all(parts.flatMap((part) => part.files.map(linked)));
      const { at, entries, agrees } = done;
      return { ...shown(order), done: { at, entries, agrees, files } };
    },

    async listReports({ query }) {
      const found = await listQueue<ReportOrder & Key>(deps, ORDERS, query, { newestFirst: true });
      return { ...found, items: found.items.map(shown) };
    },
  };
};
