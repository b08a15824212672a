import { type Application, countComputers, stillWanted } from '../applications/domain.ts';
import { type Device, moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { allotmentsContract } from './contract.ts';
import { allotmentQueue, concerned, type PlanLine } from './domain.ts';
import type { AllotmentsRepository } from './repository.ts';

const fail = failing(allotmentsContract.errors);

interface Proposed {
  readonly device: string;
  readonly application: string;
  readonly why: string;
}

const at = (i: number, name: string, code: string) => [{ path: `lines.${i}.${name}`, code }];

/** Checks every line against what is there now, so that the refusal can name the line. */
function checked(
  lines: readonly Proposed[],
  devices: Map<string, Device>,
  applications: Map<string, Application>,
) {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  return lines.map(({ device: deviceId, application: applicationId, why }, i): PlanLine => {
    const device = devices.get(deviceId);
    const application = applications.get(applicationId);
    if (!device) throw fail('DEVICE_UNKNOWN', {}, at(i, 'device', 'DEVICE_UNKNOWN'));
    if (!application) throw fail('APPLICATION_UNKNOWN', {}, at(i, 'application', 'APPLICATION_UNKNOWN'));
    if (taken.has(deviceId)) throw fail('LINE_TWICE', {}, at(i, 'device', 'LINE_TWICE'));
    taken.add(deviceId);
    if (device.status !== 'READY') throw fail('DEVICE_TAKEN', { device: deviceId, status: device.status });
    const count = (counts.get(applicationId) ?? 0) + 1;
    counts.set(applicationId, count);
    if (application.status !== 'QUEUED' || stillWanted(application) < count) {
      throw fail('APPLICATION_NOT_WAITING', { application: applicationId, status: application.status });
    }
    const { district } = application;
    return {
      device: deviceId,
      assetNumber: device.assetNumber,
      application: applicationId,
      district,
      why,
      result: 'open',
    };
  });
}

/** Proposes a plan. Its devices become RESERVED and its applications' counts rise, all in one transaction. */
export async function propose(
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: { intent: Intent; actor: StaffActor; lines: readonly Proposed[] },
) {
  const { intent, actor } = request;
  const id = newId('allotment', intent.key);
  return repository.once(id, intent, async () => {
    const [devices, applications] = await Promise.all([
      repository.devices(request.lines.map(({ device }) => device)),
      repository.applications(request.lines.map(({ application }) => application)),
    ]);
    const lines = checked(request.lines, devices, applications);
    const now = instant(deps.clock);
    const { owner, scope } = allotmentQueue('PROPOSED');
    const plan = {
      ...keys.allotment(id),
      kind: 'allotment',
      id,
      status: 'PROPOSED',
      version: 1,
      lines,
      proposedAt: now,
      proposedBy: actor.id,
      stages: { PROPOSED: now },
      since: now,
      q: queue(owner, ...scope),
      qs: `${now}#${id}`,
    };
    const reserved: Write[] = [...devices.values()].map(
      (d) => moveDevice(d, 'reserve', now, { allotment: id }).write,
    );
    const counted: Write[] = [...applications.values()].map((application) => {
      const count = lines.filter((line) => line.application === application.id).length;
      return countComputers(application, 'reserve', now, count).write;
    });
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.propose',
        subject: id,
        to: 'PROPOSED',
        at: now,
        by: actedBy(actor),
        facts: { lines: lines.length, ...concerned(lines) },
      },
      writes: [{ put: plan, when: { exists: false } }, ...reserved, ...counted],
      answer: { id, status: 'PROPOSED' as const },
      refused: (_write, found) => refusal(found),
    });
  });
}

/** Who lost the race hears which record is no longer free. */
function refusal(found: Record<string, unknown> | undefined) {
  if (found?.kind === 'device') return fail('DEVICE_TAKEN', { device: found.id, status: found.status });
  if (found?.kind === 'application') {
    return fail('APPLICATION_NOT_WAITING', { application: found.id, status: found.status });
  }
  return undefined;
}
