import { type Application, countComputers, stillWanted } from '../applications/domain.ts';
import { type Device, moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import type { Write } from '../kernel/table.ts';
import {
  type Allotment,
  allotmentTransitions,
  changeLine,
  counted,
  type FirstLine,
  moveAllotment,
  type PlanLine,
  writeLine,
} from './domain.ts';
import { fail, lostTo } from './fail.ts';
import { handLine, judged } from './line.ts';
import { mustBeLawful } from './propose.ts';
import type { AllotmentsRepository } from './repository.ts';
import { concernedBy, freed, isHeldBy } from './settle.ts';

/** A plan's lines are numbered with five digits; a thousand by hand beside the computed ones is more than people do. */
const MOST_LINES = 9_000;

export interface Changing {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
  readonly reason: string;
}

const firstOf = ({ changed, device, assetNumber, points, reasons, nextBest }: PlanLine): FirstLine =>
  changed?.was ?? { device, assetNumber, points, reasons, ...(nextBest ? { nextBest } : {}) };

function mustBeOpen(line: PlanLine): void {
  if (line.result !== 'open') throw fail('LINE_NOT_OPEN', { n: line.n, result: line.result });
}
function mustBeReady(device: Device | undefined): asserts device is Device {
  if (!device) throw fail('DEVICE_UNKNOWN', {}, [{ path: 'device', code: 'DEVICE_UNKNOWN' }]);
  if (device.status !== 'READY')
    throw fail('DEVICE_TAKEN', { device: device.id, status: device.status }, [
      { path: 'device', code: 'DEVICE_TAKEN' },
    ]);
}

/** Judges a pair for a plan as things are today. */
export async function judge(
  deps: Dependencies,
  repository: AllotmentsRepository,
  plan: Pick<Allotment, 'legalBasis'>,
  device: Device,
  application: Application,
  before: number,
) {
  const day = localDate(deps.clock.now(), deps.city.timeZone);
  const certified = await repository.certified([application.organisationId], day);
  const now = instant(deps.clock);
  const circumstances = { city: deps.city, day, basis: plan.legalBasis, certified, now };
  return judged(deps.city, device, application, before, circumstances);
}

/** One change of a proposed plan: its lines, what they hold, its counts and the event in one transaction. */
function change(
  deps: Dependencies,
  repository: AllotmentsRepository,
  { id, intent, actor }: Changing,
  decide: (
    plan: Allotment,
    at: string,
  ) => Promise<{
    n: number;
    type: string;
    refs: Record<string, string>;
    set?: Partial<Allotment>;
    writes: readonly Write[];
  }>,
) {
  return repository.once(id, intent, async () => {
    const plan = await repository.read(id);
    allotmentTransitions.step(plan, 'change');
    const at = instant(deps.clock);
    const { n, type, refs, set = {}, writes } = await decide(plan, at);
    const moved = moveAllotment(plan, 'change', at, set);
    return repository.commit({
      intent,
      id,
      event: {
        type: `allotment.${type}`,
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        refs,
        facts: { n },
      },
      writes: [moved.write, ...writes],
      answer: { id, status: moved.to, n },
      refused: (_write, found) => lostTo(found),
    });
  });
}

/** Takes a line out; device and application are free again. */
export const dropLine = (
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: Changing & { readonly n: number },
) =>
  change(deps, repository, request, async (plan, at) => {
    const line = await repository.line(plan.id, request.n);
    mustBeOpen(line);
    const concerned = await concernedBy(repository, line);
    const changed = { what: 'dropped', by: request.actor.id, at, reason: request.reason } as const;
    return {
      n: line.n,
      type: 'dropLine',
      refs: { device: line.device, application: line.application },
      set: counted(plan, line, -1),
      writes: [
        changeLine(plan.id, line, {
          result: 'dropped',
          because: 'TAKEN_OUT',
          changed: { ...changed, was: firstOf(line) },
        }),
        ...freed(plan.id, concerned, at),
      ],
    };
  });

/** Adds a line by hand. */
export const addLine = (
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: Changing & { readonly device: string; readonly application: string },
) =>
  change(deps, repository, request, async (plan, at) => {
    const { device, application } = await concernedBy(repository, request);
    mustBeReady(device);
    if (!application)
      throw fail('APPLICATION_UNKNOWN', {}, [{ path: 'application', code: 'APPLICATION_UNKNOWN' }]);
    if (application.status !== 'QUEUED' || stillWanted(application) < 1)
      throw fail('APPLICATION_NOT_WAITING', { application: application.id, status: application.status }, [
        { path: 'application', code: 'APPLICATION_NOT_WAITING' },
      ]);
    if (plan.lineCount >= MOST_LINES) throw fail('PLAN_FULL', { lines: plan.lineCount });
    const before = application.reserved + application.allotted;
    const judgement = await judge(deps, repository, plan, device, application, before);
    mustBeLawful(judgement, [{ path: 'application' }]);
    const n = plan.lineCount + 1;
    const changed = { what: 'added', by: request.actor.id, at, reason: request.reason } as const;
    const line = handLine(n, device, application, { ...judgement, changed });
    const organisations = new Set([...plan.organisations, ...(line.organisation ? [line.organisation] : [])]);
    return {
      n,
      type: 'addLine',
      refs: { device: device.id, application: application.id },
      set: { ...counted(plan, line, 1), lineCount: n, organisations: [...organisations].sort() },
      writes: [
        { put: writeLine(plan.id, line), when: { exists: false } },
        moveDevice(device, 'reserve', at, { allotment: plan.id }).write,
        countComputers(application, 'reserve', at).write,
      ],
    };
  });

/** Another device in a line: what it was stands in it; what was next best is not said of it any more. */
async function given(
  deps: Dependencies,
  repository: AllotmentsRepository,
  { plan, line, device, at }: { plan: Allotment; line: PlanLine; device: Device; at: string },
  { actor, reason }: Changing,
): Promise<Write> {
  const { application } = await concernedBy(repository, line);
  if (!application) throw fail('APPLICATION_UNKNOWN');
  const before = line.reasons.find(({ code }) => code === 'FURTHER')?.count ?? 0;
  const judgement = await judge(deps, repository, plan, device, application, before);
  mustBeLawful(judgement, [{ path: 'device' }]);
  const changed = { what: 'exchanged', by: actor.id, at, reason, was: firstOf(line) } as const;
  const { id, assetNumber } = device;
  return changeLine(plan.id, line, { device: id, assetNumber, ...judgement, changed }, ['nextBest']);
}

/** Gives a line a ready device, and frees its own; or two lines each other's. */
export const exchangeDevice = (
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: Changing & { readonly n: number; readonly device?: string; readonly withLine?: number },
) =>
  change(deps, repository, request, async (plan, at) => {
    const line = await repository.line(plan.id, request.n);
    mustBeOpen(line);
    const refs = { device: line.device, application: line.application };
    const answer = { n: line.n, type: 'exchangeDevice', refs };
    if (request.withLine === undefined) {
      const wanted = request.device ?? '';
      const devices = await repository.devices([wanted, line.device]);
      const device = devices.get(wanted);
      mustBeReady(device);
      const own = devices.get(line.device);
      return {
        ...answer,
        writes: [
          await given(deps, repository, { plan, line, device, at }, request),
          moveDevice(device, 'reserve', at, { allotment: plan.id }).write,
          ...(isHeldBy(plan.id, own) ? [moveDevice(own, 'release', at, {}, ['allotment']).write] : []),
        ],
      };
    }
    if (request.withLine === line.n) throw fail('LINE_TWICE', {}, [{ path: 'withLine', code: 'LINE_TWICE' }]);
    const other = await repository.line(plan.id, request.withLine);
    mustBeOpen(other);
    const devices = await repository.devices([line.device, other.device]);
    const [mine, theirs] = [line, other].map((one) => {
      const device = devices.get(one.device);
      if (!isHeldBy(plan.id, device)) throw fail('DEVICE_TAKEN', { device: one.device });
      return device;
    }) as [Device, Device];
    return {
      ...answer,
      writes: [
        await given(deps, repository, { plan, line, device: theirs, at }, request),
        await given(deps, repository, { plan, line: other, device: mine, at }, request),
      ],
    };
  });

/** Withdraws a plan that nobody decided; what it holds is freed by the task that the stream starts. */
export const withdraw = (
  deps: Dependencies,
  repository: AllotmentsRepository,
  { id, intent, actor, reason }: Changing,
) =>
  repository.once(id, intent, async () => {
    const plan = await repository.read(id);
    const at = instant(deps.clock);
    const moved = moveAllotment(plan, 'withdraw', at, { withdrawnBecause: reason });
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.withdraw',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        facts: { lines: plan.lines },
      },
      writes: [moved.write],
      answer: { id, status: moved.to },
    });
  });
