import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { auditContract } from './contract.ts';
import { askedEvent, type JournalLine } from './domain.ts';
import { type ExportDependencies, exporting } from './export.ts';
import { pageFor } from './page.ts';
import { journalRepository } from './repository.ts';

const shown = ({ at, type, by, subject, from, to, district, refs, facts, key }: JournalLine) => ({
  ...{ at, type, by: { ...by }, subject, key },
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(district ? { district } : {}),
  ...(refs ? { refs: { ...refs } } : {}),
  ...(facts ? { facts: { ...facts } } : {}),
});

export const auditHandlers = (deps: ExportDependencies): Handlers<typeof auditContract> => {
  const journal = journalRepository(deps.table);
  return {
    async listEvents({ query, actor }) {
      const { limit, cursor, ...question } = query;
      // A look is on record before anything is shown; the pages that follow belong to the same look.
      if (cursor === undefined) {
        const key = deps.ids.ulid();
        const act = { id: newId('audit', key), at: instant(deps.clock), by: actedBy(actor) };
        await deps.table.commit({
          intent: { key, digest: '' },
          pk: keys.auditAct(act.id).pk,
          event: askedEvent(act, 'audit.read', question),
          writes: [],
          answer: {},
        });
      }
      const { lines, ...rest } = await pageFor(deps, journal, question, { limit, cursor });
      return { items: lines.map(shown), ...rest };
    },

    exportEvents: exporting(deps, journal),
  };
};
