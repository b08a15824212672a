import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { historyOf } from '../kernel/history.ts';
import type { allotmentsContract } from './contract.ts';
import { decide } from './decide.ts';
import { type Allotment, allotmentTransitions, type Suggested, suggest } from './domain.ts';
import { execute } from './execute.ts';
import { propose } from './propose.ts';
import { allotmentsRepository } from './repository.ts';

/** How many from the head of each queue a suggestion looks at. */
const HEAD = 50;

const suggestedLine = ({ device, application, why }: Suggested) => ({
  device: device.id,
  assetNumber: device.assetNumber,
  ...(device.specification?.model ? { model: device.specification.model } : {}),
  ...(device.grade ? { grade: `${device.grade.appearance}${device.grade.functionality}` } : {}),
  application: application.id,
  reference: application.reference,
  kind: application.applicant,
  district: application.district,
  queuedAt: application.queuedAt ?? application.submittedAt,
  why,
});

const planLine = ({ id, status, lines, proposedAt, proposedBy, since }: Allotment) => ({
  id,
  status,
  lines: lines.length,
  proposedAt,
  since,
  proposedBy,
});

export const allotmentsHandlers = (deps: Dependencies): Handlers<typeof allotmentsContract> => {
  const repository = allotmentsRepository(deps.table);
  return {
    async suggestAllotment({ query }) {
      const { ready, waiting } = await repository.queues(deps, HEAD);
      const lines = suggest(waiting, ready, query.limit).map(suggestedLine);
      return { lines, waiting: waiting.length, ready: ready.length };
    },

    proposeAllotment: ({ intent, actor, body }) =>
      propose(deps, repository, { intent, actor, lines: body.lines }),

    async listAllotments({ query }) {
      const { items, ...rest } = await repository.list(deps, query.status, query);
      return { items: items.map(planLine), ...rest };
    },

    async readAllotment({ params }) {
      const [plan, history] = await Promise.all([repository.read(params.id), repository.history(params.id)]);
      const { id, status, lines, proposedAt, proposedBy, decision } = plan;
      return {
        id,
        status,
        lines: [...lines],
        proposedAt,
        proposedBy,
        ...(decision ? { decision } : {}),
        moves: allotmentTransitions.movesFrom(status),
        history: historyOf(history),
      };
    },

    decideAllotment: ({ params, intent, actor, body }) =>
      decide(deps, repository, { id: params.id, intent, actor, decision: body }),

    executeAllotment: ({ params, intent, actor }) => execute({ deps, repository, intent, actor }, params.id),
  };
};
