import { type Application, applicationTransitions, countComputers } from '../applications/domain.ts';
import { type Device, moveDevice } from '../devices/domain.ts';
import type { DomainEvent } from '../kernel/events.ts';
import type { Write } from '../kernel/table.ts';
import { type Allotment, changeLine, type LineEnd, type LineResult, type PlanLine } from './domain.ts';
import type { AllotmentsRepository } from './repository.ts';

/** What a line concerns, as it is now. */
export interface Concerned {
  readonly device: Device | undefined;
  readonly application: Application | undefined;
}
export async function concernedBy(
  repository: AllotmentsRepository,
  line: Pick<PlanLine, 'device' | 'application'>,
): Promise<Concerned> {
  const [devices, applications] = await Promise.all([
    repository.devices([line.device]),
    repository.applications([line.application]),
  ]);
  return { device: devices.get(line.device), application: applications.get(line.application) };
}

export const isHeldBy = (plan: string, device: Device | undefined): device is Device =>
  device?.status === 'RESERVED' && device.allotment === plan;

/** Frees what a line still holds: the device reserved for it, and its count at the application, which is back at its old place. */
export function freed(plan: string, { device, application }: Concerned, at: string): Write[] {
  const held = isHeldBy(plan, device);
  const waits =
    application &&
    application.reserved > 0 &&
    (applicationTransitions.may(application.status, 'release') ||
      applicationTransitions.may(application.status, 'releaseWithdrawn'));
  return [
    ...(held ? [moveDevice(device, 'release', at, {}, ['allotment']).write] : []),
    ...(waits ? [countComputers(application, 'release', at).write] : []),
  ];
}

/** The ids that a line's event carries: through them the trail of a device and of an application leads here. */
export const lineRefs = (line: PlanLine, { device, application }: Concerned): Record<string, string> => ({
  device: line.device,
  application: line.application,
  ...(application ? { person: application.personId } : {}),
  ...(device ? { donation: device.donation } : {}),
});

/** What would refuse a line as things are: none = it can be allotted. */
export function troubleOf(
  plan: string,
  line: PlanLine,
  { device, application }: Concerned,
  certified: ReadonlySet<string>,
): LineEnd | undefined {
  if (!application || application.status === 'WITHDRAWN') return 'APPLICATION_WITHDRAWN';
  if (!isHeldBy(plan, device)) return 'DEVICE_RECALLED';
  if (line.organisation && !certified.has(line.organisation)) return 'ORGANISATION_NOT_CERTIFIED';
  const reserved = application.reserved > 0 && ['QUEUED', 'RESERVED'].includes(application.status);
  return reserved ? undefined : 'NOT_RESERVED';
}

const ENDS = {
  refused: 'allotment.refuseLine',
  released: 'allotment.releaseLine',
  dropped: 'allotment.loseLine',
} as const satisfies Partial<Record<LineResult, string>>;

/** Ends a line without a PC: what it holds is free again, in the same transaction. */
export async function endLine(
  repository: AllotmentsRepository,
  plan: Pick<Allotment, 'id'>,
  end: {
    readonly line: PlanLine;
    readonly result: keyof typeof ENDS;
    readonly because: LineEnd;
    readonly concerned: Concerned;
    readonly at: string;
    /** What must hold besides. */
    readonly under?: readonly Write[];
    readonly refused?: (write: Write) => Error | undefined;
  },
): Promise<object> {
  const { line, result, because, concerned, at, under = [], refused } = end;
  const event: DomainEvent = {
    type: ENDS[result],
    subject: plan.id,
    at,
    by: { kind: 'system' },
    district: line.district,
    refs: lineRefs(line, concerned),
    facts: { n: line.n, because },
  };
  return repository.commit({
    intent: { key: `END-${line.n}-${line.version}`, digest: `${plan.id} ${result} ${because}` },
    id: plan.id,
    event,
    writes: [
      changeLine(plan.id, line, { result, because }),
      ...(line.result === 'planned' ? [] : freed(plan.id, concerned, at)),
      ...under,
    ],
    answer: {},
    ...(refused ? { refused } : {}),
  });
}
