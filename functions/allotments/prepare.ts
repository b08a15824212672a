import type { Application } from '../applications/domain.ts';
import { stillWanted } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { WorkDependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Allotment, type PlanLine, writeLine } from './domain.ts';
import { computedLines } from './line.ts';
import { computePlan } from './plan/compute.ts';
import { countsOf } from './propose.ts';
import { type AllotmentsRepository, LINES_PAGE } from './repository.ts';

/** The programme's 3,000 PCs twice over. What is longer than that is read from its head: the oldest. */
const MOST = 6000;

/** Somebody else computes this plan by now, or it was withdrawn: what is left to do is theirs. */
export class Overtaken extends Error {}

async function queues(deps: WorkDependencies, repository: AllotmentsRepository, plan: Allotment) {
  const districts = plan.choices?.districts ?? deps.city.districts.map(({ code }) => code);
  const [stock, ...waiting] = await Promise.all([
    repository.ready(MOST),
    ...districts.map((code) => repository.waiting(code, MOST)),
  ]);
  // The index may be a moment behind its items.
  const devices: Device[] = stock.items.filter(({ status }) => status === 'READY');
  const applications: Application[] = waiting
    .flatMap(({ items }) => items)
    .filter((one) => one.status === 'QUEUED' && stillWanted(one) > 0);
  return { devices, applications, headsOnly: stock.more || waiting.some(({ more }) => more) };
}

/**
 * Computes a plan and writes its lines, nothing reserved yet. Killed anywhere it is done anew: the lines of an attempt
 * that was overtaken are written over or taken out, and a plan counts only once it says that all are written.
 * @throws Overtaken
 */
export async function prepare(
  deps: WorkDependencies,
  repository: AllotmentsRepository,
  before: Allotment,
): Promise<void> {
  if (!(await repository.takeOver(before))) throw new Overtaken();
  const attempt = before.attempt + 1;
  const { id, legalBasis, version } = before;
  const mine = {
    check: keys.allotment(id),
    when: { equals: { status: 'COMPUTING', attempt }, absent: ['written'] },
  };
  const write = async (writes: readonly Write[]) => {
    if (!(await repository.prepare([mine, ...writes]))) throw new Overtaken();
  };

  const now = instant(deps.clock);
  const day = localDate(deps.clock.now(), deps.city.timeZone);
  const { devices, applications, headsOnly } = await queues(deps, repository, before);
  const certified = await repository.certified(
    applications.map(({ organisationId }) => organisationId),
    day,
  );
  const plan = computePlan({
    ...{ city: deps.city, devices, applications, day, now, basis: legalBasis, certified },
    ...before.choices,
  });
  const lines = computedLines(plan);
  for (let at = 0; at < lines.length; at += LINES_PAGE)
    await write(lines.slice(at, at + LINES_PAGE).map((line) => ({ put: writeLine(id, line), when: {} })));
  for (;;) {
    const stale: PlanLine[] = await repository.lines(id, lines.length + 1, 99_999);
    if (stale.length === 0) break;
    await write(stale.map(({ n }) => ({ remove: keys.allotmentLine(id, n), when: {} })));
  }

  const { lines: count, byDistrict, byCategory, organisations } = countsOf(lines);
  const written = await repository.prepare([
    {
      update: keys.allotment(id),
      change: {
        set: {
          written: true,
          version: version + 1,
          lineCount: lines.length,
          lines: count,
          organisations,
          byCategory,
          byDistrict: Object.fromEntries(
            Object.entries(plan.districts).map(([code, { waiting }]) => [
              code,
              { lines: byDistrict[code]?.lines ?? 0, waiting },
            ]),
          ),
          objective: {
            ...{ points: plan.points, balance: plan.balance, unserved: plan.unserved, idle: plan.idle },
            ...{
              waiting: applications.reduce((sum, one) => sum + stillWanted(one), 0),
              ready: devices.length,
            },
            ...{ headsOnly, rules: deps.city.allotment },
          },
        },
      },
      when: { equals: { status: 'COMPUTING', attempt, version }, absent: ['written'] },
    },
  ]);
  if (!written) throw new Overtaken();
}
