import { fail } from '../kernel/errors.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import { stepOfStatus } from '../workflow/domain.ts';
import type { DeviceStatus } from './contract.ts';

/** Every legal move of a device. What the allotment and the delivery do to a device is here too: one table. */
export const deviceTransitions = transitionsOf<DeviceStatus>()('device', {
  arrive: { from: ['REGISTERED'], to: 'RECEIVED', by: 'Chest, arrival of a list' },
  reject: { from: ['REGISTERED'], to: 'REJECTED', by: 'Chest, arrival of a list' },
  startErasure: { from: ['RECEIVED'], to: 'ERASING', by: 'technician' },
  concludeErasure: { from: ['RECEIVED', 'ERASING'], to: 'ERASED', by: 'technician' },
  failErasure: { from: ['RECEIVED', 'ERASING'], to: 'ERASE_FAILED', by: 'technician' },
  destroyDrive: { from: ['ERASE_FAILED'], to: 'DRIVE_DESTROYED', by: 'technician' },
  refurbish: { from: ['ERASED', 'DRIVE_DESTROYED', 'WAITING_PART'], to: 'REFURBISHING', by: 'technician' },
  waitForPart: { from: ['REFURBISHING'], to: 'WAITING_PART', by: 'technician' },
  installSystem: {
    from: ['ERASED', 'DRIVE_DESTROYED', 'REFURBISHING'],
    to: 'OS_INSTALLED',
    by: 'technician',
  },
  passCheck: { from: ['OS_INSTALLED'], to: 'READY', by: 'second technician' },
  failCheck: { from: ['OS_INSTALLED'], to: 'REFURBISHING', by: 'second technician' },
  recycle: {
    from: ['ERASED', 'DRIVE_DESTROYED', 'REFURBISHING', 'WAITING_PART', 'OS_INSTALLED', 'READY'],
    to: 'RECYCLED',
    by: 'lead',
  },
  harvest: {
    from: ['ERASED', 'DRIVE_DESTROYED', 'REFURBISHING', 'WAITING_PART', 'OS_INSTALLED', 'READY'],
    to: 'HARVESTED',
    by: 'lead',
  },
  reserve: { from: ['READY'], to: 'RESERVED', by: 'Chest, plan' },
  release: { from: ['RESERVED'], to: 'READY', by: 'committee' },
  recall: {
    from: ['RESERVED'],
    to: 'REFURBISHING',
    by: 'technician, where it proves faulty after it was planned',
  },
  allot: { from: ['RESERVED'], to: 'ALLOTTED', by: 'Chest, decision' },
  depart: { from: ['ALLOTTED'], to: 'OUT_FOR_DELIVERY', by: 'crew' },
  install: { from: ['OUT_FOR_DELIVERY'], to: 'INSTALLED', by: 'crew' },
  bringBack: { from: ['OUT_FOR_DELIVERY'], to: 'READY', by: 'crew' },
  bringBackFaulty: { from: ['OUT_FOR_DELIVERY'], to: 'REFURBISHING', by: 'crew' },
});
export type DeviceMove = keyof typeof deviceTransitions.moves & string;

/** A drive as the device keeps it; serials stay in the state and the evidence, never in events or logs. */
export interface DriveState {
  readonly model?: string;
  readonly serial?: string;
  readonly sizeGB?: number;
  readonly type: string;
  readonly health?: string;
  readonly reasons?: readonly string[];
  readonly verdict?: 'erased' | 'failed' | 'missing' | 'destroyed';
  readonly why?: string;
}

/** How drives that could not be erased were destroyed, and who saw it (NIST SP 800-88: Destroy). */
export interface Destruction {
  readonly method: 'degauss' | 'shred' | 'drill';
  readonly witness: string;
  readonly at: string;
  /** Staff id. */
  readonly by: string;
}

/** Kinds of goods that become devices. */
export const DEVICE_KINDS = ['desktop', 'laptop', 'all-in-one', 'tablet'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];
export const isDeviceKind = (kind: string): kind is DeviceKind =>
  DEVICE_KINDS.some((known) => known === kind);

/** Where a device of a partner's list comes from. Tag and serial are the partner's own, never in events or logs. */
export interface Origin {
  readonly partner: string;
  readonly pledge: string;
  readonly list: string;
  /** `12`, `12.2`. */
  readonly line: string;
  readonly tag?: string;
  readonly serial?: string;
}

/** The giver's wish, carried by each device of the gift (사회복지공동모금회법 §27): district and group by code. */
export interface DeviceEarmark {
  readonly district?: string | undefined;
  readonly group?: string | undefined;
  readonly use?: string | undefined;
  readonly recipient?: string | undefined;
}

export interface Device extends StateRecord<DeviceStatus> {
  readonly kind: 'device';
  readonly deviceKind: DeviceKind;
  readonly assetNumber: string;
  readonly donation: string;
  /** Person id of the giver, for the messages on the device's way. */
  readonly giver: string;
  readonly earmark?: DeviceEarmark;
  readonly round: number;
  readonly drives: readonly DriveState[];
  /** True once lshw has told which drives there are. */
  readonly listed: boolean;
  /** Fingerprint of the machine that was listed last. */
  readonly machine?: string;
  /** Staff id of whoever concluded the erasure. */
  readonly erasedBy?: string;
  readonly destruction?: Destruction;
  /** Remarks, by the state they led to. */
  readonly notes?: Readonly<Record<string, string>>;
  readonly specification?: {
    readonly maker?: string;
    readonly model?: string;
    readonly chassis?: string;
    readonly cpu?: string;
    readonly memoryMB?: number;
  };
  readonly grade?: {
    readonly appearance: 'A' | 'B' | 'C' | 'D' | 'E';
    readonly functionality: 'A' | 'B' | 'C' | 'D';
    readonly battery?: 'A' | 'B' | 'C' | 'D' | 'E';
  };
  readonly origin?: Origin;
  /** Why it was not taken at its arrival. */
  readonly rejectedBecause?: string;
  readonly os?: string;
  readonly work: readonly string[];
  readonly lastWorker?: string;
  readonly waitingFor?: string;
  readonly district?: string;
  readonly application?: string;
  readonly allotment?: string;
  readonly delivery?: string;
}

/** Where a device stands in the index: in the queue of its state, unless its way has ended or not begun. */
const ENDS: readonly DeviceStatus[] = ['REGISTERED', 'INSTALLED', 'HARVESTED', 'RECYCLED', 'REJECTED'];
export const deviceQueue = (status: DeviceStatus) =>
  ENDS.includes(status) ? undefined : { owner: OWNERS.device, scope: [status] };

/** A PC that has arrived becomes a device: state RECEIVED, in the workshop's first queue. Used by the arrival of goods. */
export function registerDevice(arrived: {
  id: string;
  assetNumber: string;
  deviceKind: Device['deviceKind'];
  donation: string;
  giver: string;
  /** What the giver wished to become of it, lawful as it was screened. */
  earmark?: DeviceEarmark;
  at: string;
}): { writes: Write[] } {
  const { at, ...device } = arrived;
  const state = {
    ...keys.device(device.id),
    kind: 'device' as const,
    ...device,
    status: 'RECEIVED' as const,
    version: 1,
    round: 1,
    drives: [],
    listed: false,
    work: [],
    stages: { RECEIVED: at },
    since: at,
    q: queue(OWNERS.device, 'RECEIVED'),
    qs: `${at}#${device.id}`,
  };
  return { writes: [{ put: state, when: { exists: false } }, labelDevice(device)] };
}

/**
 * A PC on a partner's list that is being imported: REGISTERED, in no queue and under no label, until it arrives. One
 * item; the marks under which it is found again are the importer's.
 */
export function registerListed(listed: {
  id: string;
  assetNumber: string;
  deviceKind: DeviceKind;
  donation: string;
  giver: string;
  origin: Origin;
  specification?: NonNullable<Device['specification']>;
  at: string;
}): Write {
  const { at, ...device } = listed;
  const state = {
    ...keys.device(device.id),
    kind: 'device' as const,
    ...device,
    status: 'REGISTERED' as const,
    version: 1,
    round: 1,
    drives: [],
    listed: false,
    work: [],
    stages: { REGISTERED: at },
    since: at,
  };
  return { put: state, when: { exists: false } };
}

/** Takes a device of an import that was given up out again. */
export const unregisterListed = (id: string): Write => ({
  remove: keys.device(id),
  when: { equals: { status: 'REGISTERED' } },
});

/** From its arrival on a device is found by the number on its label. */
export const labelDevice = ({ id, assetNumber }: Pick<Device, 'id' | 'assetNumber'>): Write => ({
  put: { ...keys.asset(assetNumber), kind: 'asset', device: id },
  when: { exists: false },
});

/** `SH-26-00001`: the city's prefix, the year, five digits; printed on the label. */
export const assetNumber = (prefix: string, year: string, count: number): string =>
  `${prefix}-${year.slice(2)}-${String(count).padStart(5, '0')}`;

/** A move of a device as a conditional write; 409 ILLEGAL_MOVE when it is not allowed from here. */
export function moveDevice(
  device: Device,
  move: DeviceMove,
  at: string,
  set: Partial<Device> = {},
  remove: readonly (keyof Device & string)[] = [],
): Moved<DeviceStatus> {
  const to = deviceTransitions.moves[move].to;
  // A plan that came to nothing does not make a device younger: it is back at its old place.
  const back = move === 'release' ? device.stages.READY : undefined;
  const place = deviceQueue(to);
  return moveRecord(deviceTransitions, keys.device(device.id), device, move, {
    at,
    queue: place && back ? { ...place, since: back } : place,
    ...(back ? { stageAt: back } : {}),
    set,
    remove,
    forget: FORGOTTEN[move] ?? [],
  });
}

/** What a device that comes back from its way has not reached any more. */
const FORGOTTEN: Partial<Record<DeviceMove, readonly DeviceStatus[]>> = {
  release: ['RESERVED'],
  recall: ['OS_INSTALLED', 'READY', 'RESERVED'],
  failCheck: ['OS_INSTALLED'],
  bringBack: ['RESERVED', 'ALLOTTED', 'OUT_FOR_DELIVERY'],
  bringBackFaulty: ['OS_INSTALLED', 'READY', 'RESERVED', 'ALLOTTED', 'OUT_FOR_DELIVERY'],
};

/** Files are evidence for the erasure; once that is concluded, what it rests on no longer changes. */
const EVIDENCE_OPEN: readonly DeviceStatus[] = ['RECEIVED', 'ERASING', 'ERASE_FAILED'];
export function mustTakeEvidence({ status }: Pick<Device, 'status'>): void {
  if (!EVIDENCE_OPEN.includes(status))
    throw fail('ILLEGAL_MOVE', { entity: 'device', move: 'recordEvidence', status });
}

/** What the workflow must hear: the step the device was in, its round, and how that ended. */
export function concluding(
  device: Device,
  outcome: string,
): { step: string; round: number; outcome: string } {
  return { step: stepOfStatus(device.status) ?? 'none', round: device.round, outcome };
}

/** The ids that go along with each of a device's events. */
export const deviceRefs = (device: Device): Record<string, string> => ({
  donation: device.donation,
  giver: device.giver,
  ...(device.origin ? { partner: device.origin.partner } : {}),
  ...(device.application ? { application: device.application } : {}),
  ...(device.delivery ? { delivery: device.delivery } : {}),
});
