import { applicationTransitions, countComputers } from '../applications/domain.ts';
import { moveDevice } from '../devices/domain.ts';
import type { Write } from '../kernel/table.ts';
import type { Allotment, PlanLine } from './domain.ts';
import type { AllotmentsRepository } from './repository.ts';

/** Frees what lines of a plan still hold: devices reserved for it, and their count at the applications. */
export async function release(
  repository: AllotmentsRepository,
  plan: Allotment,
  lines: readonly PlanLine[],
  at: string,
): Promise<Write[]> {
  const [devices, applications] = await Promise.all([
    repository.devices(lines.map(({ device }) => device)),
    repository.applications(lines.map(({ application }) => application)),
  ]);
  const held = [...devices.values()].filter((d) => d.status === 'RESERVED' && d.allotment === plan.id);
  const countOf = (application: string) =>
    lines.filter((line) => line.application === application && held.some(({ id }) => id === line.device))
      .length;
  return [
    ...held.map((device) => moveDevice(device, 'release', at, {}, ['allotment']).write),
    ...[...applications.values()]
      .filter(
        ({ id, status }) =>
          countOf(id) > 0 &&
          (applicationTransitions.may(status, 'release') ||
            applicationTransitions.may(status, 'releaseWithdrawn')),
      )
      .map((application) => countComputers(application, 'release', at, countOf(application.id)).write),
  ];
}
