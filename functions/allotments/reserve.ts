import { countComputers, stillWanted } from '../applications/domain.ts';
import { moveDevice } from '../devices/domain.ts';
import { instant } from '../kernel/clock.ts';
import type { WorkDependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Allotment, changeLine, moveAllotment, type PlanLine } from './domain.ts';
import { Overtaken } from './prepare.ts';
import { countsOf } from './propose.ts';
import { type AllotmentsRepository, LINES_PAGE, OF_PLAN } from './repository.ts';
import { concernedBy, endLine, lineRefs } from './settle.ts';

const SYSTEM = { kind: 'system' } as const;

/** Lines of a plan one after another, a page at a time, as they are now. */
export async function* linesOf(repository: AllotmentsRepository, id: string, last: number, from = 1) {
  for (let n = from; n <= last; ) {
    const page = await repository.lines(id, n, last, LINES_PAGE);
    yield* page;
    n = (page.at(-1)?.n ?? last) + 1;
  }
}

/** Reserves what a line needs; a line that lost the race for its device or application is dropped, and says so. */
async function reserveLine(deps: WorkDependencies, repository: AllotmentsRepository, id: string, n: number) {
  const computing: Write = { check: keys.allotment(id), when: { equals: { status: 'COMPUTING' } } };
  const refused = (write: Write) => ('check' in write ? new Overtaken() : undefined);
  const intent = { key: `RESERVE-${n}`, digest: id };
  await repository.once(id, intent, async () => {
    const line = await repository.line(id, n);
    if (line.result !== 'planned') return {};
    const concerned = await concernedBy(repository, line);
    const { device, application } = concerned;
    const at = instant(deps.clock);
    const lost = (because: 'DEVICE_TAKEN' | 'APPLICATION_NOT_WAITING') =>
      endLine(
        repository,
        { id },
        { line, result: 'dropped', because, concerned, at, under: [computing], refused },
      );
    if (device?.status !== 'READY') return lost('DEVICE_TAKEN');
    if (application?.status !== 'QUEUED' || stillWanted(application) < 1)
      return lost('APPLICATION_NOT_WAITING');
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.reserveLine',
        subject: id,
        at,
        by: SYSTEM,
        district: line.district,
        refs: lineRefs(line, concerned),
        facts: { n },
      },
      writes: [
        changeLine(id, line, { result: 'open' }),
        moveDevice(device, 'reserve', at, { allotment: id }).write,
        countComputers(application, 'reserve', at).write,
        computing,
      ],
      answer: {},
      refused,
    });
  });
}

/** Reserves line by line what a written plan needs, then proposes it. */
export async function reserve(
  deps: WorkDependencies,
  repository: AllotmentsRepository,
  { id, lineCount }: Allotment,
): Promise<void> {
  for await (const { n, result } of linesOf(repository, id, lineCount))
    if (result === 'planned') await reserveLine(deps, repository, id, n);
  const standing: PlanLine[] = [];
  for await (const line of linesOf(repository, id, lineCount))
    if (line.result === 'open') standing.push(line);

  const intent = { key: `${OF_PLAN}PROPOSED`, digest: id };
  await repository.once(id, intent, async () => {
    const plan = await repository.read(id);
    if (plan.status !== 'COMPUTING') return {};
    const at = instant(deps.clock);
    const { lines, byDistrict, byCategory, organisations } = countsOf(standing);
    const dropped = lineCount - lines;
    const counts = {
      ...{ lines, byCategory, organisations, dropped },
      byDistrict: Object.fromEntries(
        Object.entries(plan.byDistrict).map(([code, { waiting }]) => [
          code,
          { lines: byDistrict[code]?.lines ?? 0, ...(waiting === undefined ? {} : { waiting }) },
        ]),
      ),
    };
    // A plan without a line is nothing that a committee could decide.
    const moved =
      lines > 0
        ? moveAllotment(plan, 'propose', at, { ...counts, proposedAt: at })
        : moveAllotment(plan, 'withdraw', at, {
            ...counts,
            withdrawnBecause: 'NOTHING_TO_GIVE',
            releasedAt: at,
          });
    return repository.commit({
      intent,
      id,
      event: {
        type: lines > 0 ? 'allotment.propose' : 'allotment.withdraw',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: SYSTEM,
        facts: { lines, dropped },
      },
      writes: [moved.write],
      answer: {},
    });
  });
}
