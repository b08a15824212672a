import { boundDistrict, isIn, mustServe } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { historyOf } from '../kernel/history.ts';
import type { Objects } from '../kernel/objects.ts';
import { move, prolong, stop } from './change.ts';
import { districtCodes } from './checks.ts';
import type { grantsContract } from './contract.ts';
import { fail } from './fail.ts';
import { grantFee } from './grant.ts';
import { previewRun } from './preview.ts';
import { grantsRepository } from './repository.ts';
import { takeBack } from './return.ts';
import { sumsOf } from './run.ts';
import { startRun } from './runs.ts';
import { detailOf, lineOf, monthsOf, movesOf, runLineOf } from './view.ts';

export type GrantsDependencies = Dependencies & { readonly documents: Pick<Objects, 'readLink'> };

/** A link to a payment file ends after a quarter of an hour, and is for the Chest alone: it holds customer numbers. */
const LINK_SECONDS = 15 * 60;

export const grantsHandlers = (deps: GrantsDependencies): Handlers<typeof grantsContract> => {
  const repository = grantsRepository(deps.table);
  return {
    async listGrants({ query, actor }) {
      const bound = boundDistrict(actor);
      if (query.district) mustServe(actor, query.district);
      const one = query.district ?? bound;
      const { items, ...rest } = await repository.list(
        deps,
        query.status,
        one ? [one] : districtCodes(deps.city),
        query,
      );
      return { items: items.map(lineOf), ...rest };
    },

    async readGrant({ params, actor }) {
      const grant = await repository.read(params.id);
      mustServe(actor, grant.district);
      const [marks, history] = await Promise.all([
        repository.months(params.id),
        repository.history(params.id),
      ]);
      return {
        ...detailOf(grant),
        months: monthsOf(grant, marks),
        moves: isIn(actor, 'chest') ? movesOf(grant) : [],
        history: historyOf(history),
      };
    },

    grantFee: ({ intent, actor, body }) => grantFee(deps, repository, { intent, actor, body }),
    stopGrant: ({ params: { id }, intent, actor, body }) =>
      stop(deps, repository, { id, intent, actor, body }),
    moveGrant: ({ params: { id }, intent, actor, body }) =>
      move(deps, repository, { id, intent, actor, body }),
    prolongGrant: ({ params: { id }, intent, actor, body }) =>
      prolong(deps, repository, { id, intent, actor, body }),
    returnFee: ({ params: { id }, intent, actor, body }) =>
      takeBack(deps, repository, { id, intent, actor, body }),

    async listRuns({ query }) {
      const { items, ...rest } = await repository.runs(deps, query);
      return { items: items.map(runLineOf), ...rest };
    },

    previewRun: ({ params }) => previewRun(deps, repository, params.month),
    startRun: ({ intent, actor, body }) => startRun(deps, repository, { month: body.month, intent, actor }),

    async readRun({ params: { month }, actor }) {
      const [run, history] = await Promise.all([repository.run(month), repository.runHistory(month)]);
      if (!run) throw fail('NOT_FOUND');
      const expiresAt = new Date(deps.clock.now().getTime() + LINK_SECONDS * 1000).toISOString();
      // Who only reads sees that a file is there, and by its sum that it is the same: what the Chest itself wrote.
      const opens = isIn(actor, 'chest');
      const files = (run.files ?? []).map(async ({ carrier, name, key, sha256 }) => ({
        ...{ carrier, name, sha256 },
        ...(opens ? { url: await deps.documents.readLink(key, LINK_SECONDS, name), expiresAt } : {}),
      }));
      return {
        ...runLineOf(run),
        ...(run.doneAt ? { doneAt: run.doneAt } : {}),
        carriers: sumsOf(run),
        files: await Promise.all(files),
        history: historyOf(history),
      };
    },

    async listRunLines({ params: { month }, query }) {
      const [run, { items, next }] = await Promise.all([
        repository.run(month),
        repository.lines(month, query.limit, query.after),
      ]);
      if (!run) throw fail('NOT_FOUND');
      return {
        items: items.map(
          ({ carrier, grant, reference, district, month: of, amount, transfer, returned }) => ({
            ...{ carrier, grant, reference, district, month: of, amount, transfer },
            ...(returned ? { returned } : {}),
          }),
        ),
        ...(next === undefined ? {} : { next }),
      };
    },
  };
};
