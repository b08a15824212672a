import { localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { addLine, dropLine, exchangeDevice, judge, withdraw } from './change.ts';
import { compute } from './compute.ts';
import type { allotmentsContract } from './contract.ts';
import type { Allotment, PlanLine } from './domain.ts';
import { fail } from './fail.ts';
import { propose } from './propose.ts';
import { type AllotmentsRepository, allotmentsRepository } from './repository.ts';
import { troubleOf } from './settle.ts';
import { resume, start } from './start.ts';
import { choiceView, lineView, listLine, planView } from './view.ts';

/** The Chest gives under its own law, where nothing else is said. */
const BASIS = 'CHEST';

/** What has come between since, for the lines of a page that are still to be executed. */
async function troubles(
  deps: Dependencies,
  repository: AllotmentsRepository,
  plan: Allotment,
  lines: PlanLine[],
) {
  const open = lines.filter(({ result }) => result === 'open');
  const day = localDate(deps.clock.now(), deps.city.timeZone);
  const [devices, applications, certified] = await Promise.all([
    repository.devices(open.map(({ device }) => device)),
    repository.applications(open.map(({ application }) => application)),
    repository.certified(
      open.map(({ organisation }) => organisation),
      day,
    ),
  ]);
  return (line: PlanLine) => {
    if (line.result !== 'open') return undefined;
    const concerned = { device: devices.get(line.device), application: applications.get(line.application) };
    return troubleOf(plan.id, line, concerned, certified);
  };
}

export const allotmentsHandlers = (deps: Dependencies): Handlers<typeof allotmentsContract> => {
  const repository = allotmentsRepository(deps.table);
  return {
    computeAllotment({ intent, actor, body: { legalBasis = BASIS, ...choices } }) {
      for (const code of choices.districts ?? [])
        if (!deps.city.districts.some((one) => one.code === code)) throw fail('DISTRICT_UNKNOWN', { code });
      return compute(deps, repository, { intent, actor, choices, legalBasis });
    },

    proposeAllotment: ({ intent, actor, body: { lines, legalBasis = BASIS } }) =>
      propose(deps, repository, { intent, actor, lines, legalBasis }),

    async listAllotments({ query }) {
      const { items, ...rest } = await repository.list(deps, query.status, query);
      return { items: items.map(listLine), ...rest };
    },

    async readAllotment({ params }) {
      const plan = await repository.read(params.id);
      const [parts, history] = await Promise.all([
        repository.progress(params.id),
        repository.history(params.id),
      ]);
      return planView(plan, parts, history);
    },

    async listAllotmentLines({ params: { id }, query }) {
      const plan = await repository.read(id);
      const name = `${id} lines`;
      const after = Number((await readCursor(deps.vault, name, query.cursor))?.n ?? 0);
      const lines = await repository.lines(id, after + 1, plan.lineCount, query.limit);
      const last = lines.at(-1)?.n ?? plan.lineCount;
      const [cursor, trouble] = await Promise.all([
        writeCursor(deps.vault, name, last < plan.lineCount ? { n: last } : undefined),
        troubles(deps, repository, plan, lines),
      ]);
      return { items: lines.map((line) => lineView(line, trouble(line))), ...(cursor ? { cursor } : {}) };
    },

    async readAllotmentLine({ params: { id, n } }) {
      const [plan, line] = await Promise.all([repository.read(id), repository.line(id, n)]);
      return lineView(line, (await troubles(deps, repository, plan, [line]))(line));
    },

    async listDeviceChoices({ params, query }) {
      const plan = await repository.read(params.id);
      const application = (await repository.applications([query.application])).get(query.application);
      if (!application) throw fail('APPLICATION_UNKNOWN');
      const { items, ...rest } = await repository.readyPage(deps, query);
      const before = application.reserved + application.allotted;
      const choices = await Promise.all(
        items.map(async (device) => {
          const { points, against } = await judge(deps, repository, plan, device, application, before);
          return choiceView(device, points, against);
        }),
      );
      return { items: choices, ...rest };
    },

    addAllotmentLine: ({ params, intent, actor, body }) =>
      addLine(deps, repository, { id: params.id, intent, actor, ...body }),

    exchangeDevice: ({ params: { id, n }, intent, actor, body: { reason, device, withLine } }) =>
      exchangeDevice(deps, repository, {
        ...{ id, n, intent, actor, reason },
        ...(device ? { device } : {}),
        ...(withLine === undefined ? {} : { withLine }),
      }),

    dropAllotmentLine: ({ params: { id, n }, intent, actor, body }) =>
      dropLine(deps, repository, { id, n, intent, actor, reason: body.reason }),

    withdrawAllotment: ({ params, intent, actor, body }) =>
      withdraw(deps, repository, { id: params.id, intent, actor, reason: body.reason }),

    executeAllotment: ({ params, intent, actor }) =>
      start(deps, repository, { id: params.id, intent, actor }),

    resumeAllotment: ({ params, intent, actor }) =>
      resume(deps, repository, { id: params.id, intent, actor }),
  };
};
