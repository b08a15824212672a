import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Allotment, PlanLine } from '../../functions/allotments/domain.ts';
import type { Application } from '../../functions/applications/domain.ts';
import type { Device } from '../../functions/devices/domain.ts';
import type { EventItem } from '../../functions/kernel/events.ts';
import { newId, referenceOf, systemIds } from '../../functions/kernel/ids.ts';
import { type Key, keys, OWNERS, queue } from '../../functions/kernel/keys.ts';
import { openTable, type Table } from '../../functions/kernel/table.ts';
import { operatorOf } from '../../local/operator.ts';

const aNew = (kind: Parameters<typeof newId>[0]) => newId(kind, systemIds.ulid());

/** Table and workflow of a local cloud, with the operator's rights. */
export async function asOperator(door: string) {
  const { env, offsetMs, output } = await operatorOf(door);
  const config = {
    endpoint: door,
    region: String(env.AWS_REGION),
    credentials: {
      accessKeyId: String(env.AWS_ACCESS_KEY_ID),
      secretAccessKey: String(env.AWS_SECRET_ACCESS_KEY),
      sessionToken: String(env.AWS_SESSION_TOKEN),
    },
    systemClockOffset: offsetMs,
  };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    table: openTable(client, output('TableName')),
    workflow: new SFNClient(config),
    machine: output('AllotmentWorkflow'),
  };
}

export interface DecidedPlan {
  readonly id: string;
  readonly lines: readonly PlanLine[];
  /** Lines whose device has been recalled since: they can only be refused. */
  readonly recalled: readonly number[];
}

/** Computers that an organisation of the plan waits for: lines of one application, in parts that run side by side. */
const OF_ORGANISATION = 3;

/**
 * Writes a decided plan with its devices and applications as the domains would have left them, which by the routes would
 * take an hour. Every tenth application is an organisation's, with three PCs; `recalled` devices have failed since.
 */
export async function writeDecidedPlan(table: Table, lineCount: number, recalled = 0): Promise<DecidedPlan> {
  const at = new Date().toISOString();
  const plan = aNew('allotment');
  const devices: (Device & Key)[] = [];
  const applications: (Application & Key)[] = [];
  const lines: PlanLine[] = [];
  while (lines.length < lineCount) {
    const many = applications.length % 10 === 0 ? Math.min(OF_ORGANISATION, lineCount - lines.length) : 1;
    const application = anApplication(many, at);
    applications.push(application);
    for (let i = 0; i < many; i++) {
      const n = lines.length + 1;
      const device = aDevice(n, plan, n <= recalled, at);
      devices.push(device);
      lines.push(aLine(n, device, application));
    }
  }
  const items: (Key & object)[] = [
    ...devices,
    ...applications,
    ...lines.map((line) => ({ ...keys.allotmentLine(plan, line.n), ...line })),
    aPlan(plan, lineCount, at),
  ];
  for (let from = 0; from < items.length; from += 50)
    await table.transact(items.slice(from, from + 50).map((put) => ({ put: { ...put } })));
  return { id: plan, lines, recalled: lines.slice(0, recalled).map(({ n }) => n) };
}

function aDevice(n: number, plan: string, isRecalled: boolean, at: string): Device & Key {
  const id = aNew('device');
  const status = isRecalled ? 'REFURBISHING' : 'RESERVED';
  return {
    ...keys.device(id),
    ...{ kind: 'device', id, deviceKind: 'desktop', assetNumber: `SH-26-${String(n).padStart(5, '0')}` },
    ...{ donation: aNew('donation'), giver: aNew('person'), round: 1 },
    ...{
      drives: [],
      listed: true,
      work: [],
      status,
      version: 5,
      since: at,
      stages: { READY: at, [status]: at },
    },
    ...(isRecalled ? {} : { allotment: plan }),
  };
}

function anApplication(computers: number, at: string): Application & Key {
  const id = aNew('application');
  return {
    ...keys.application(id),
    ...{ kind: 'application', id, reference: referenceOf(id), personId: aNew('person') },
    ...{
      applicant: computers > 1 ? 'organisation' : 'household',
      district: '11530',
      category: 'BASIC_LIVELIHOOD',
    },
    needs: { kind: 'any', screenReader: false, largeScreen: false, internet: false },
    ...{
      lookUp: true,
      computers,
      reserved: computers,
      allotted: 0,
      installed: 0,
      submittedAt: at,
      queuedAt: at,
    },
    ...{ status: 'RESERVED', version: 4, since: at, stages: { QUEUED: at, RESERVED: at } },
  };
}

const aLine = (n: number, device: Device, application: Application): PlanLine => ({
  ...{ kind: 'plan-line', n, version: 2, device: device.id, assetNumber: device.assetNumber },
  ...{ application: application.id, reference: application.reference, applicant: application.applicant },
  ...{ district: application.district, category: application.category },
  ...{ points: 100, reasons: [{ code: 'WAITED', count: 10, points: 100 }], against: [], result: 'open' },
});

const aPlan = (id: string, lineCount: number, at: string): Allotment & Key => ({
  ...keys.allotment(id),
  ...{ kind: 'allotment', id, origin: 'computed', lineCount, lines: lineCount, legalBasis: 'CHEST' },
  ...{
    organisations: [],
    byDistrict: { 11530: { lines: lineCount } },
    byCategory: { BASIC_LIVELIHOOD: lineCount },
  },
  ...{ attempt: 1, written: true, proposedAt: at, proposedBy: 'chest-kim' },
  decision: {
    ...{ committee: 'ALLOTMENT_SUBCOMMITTEE', number: '2026-배분-01', decidedOn: at.slice(0, 10) },
    ...{ legalBasis: 'CHEST', outcome: 'APPROVED', recordedBy: 'secretary' },
  },
  ...{ status: 'DECIDED', version: 3, since: at, stages: { PROPOSED: at, DECIDED: at } },
  ...{ q: queue(OWNERS.allotment, 'DECIDED'), qs: `${at}#${id}` },
});

/** What became of a plan, counted from the records themselves. */
export interface Books {
  readonly plan: Allotment;
  /** Numbers of lines by how they ended. */
  readonly results: Readonly<Record<string, number[]>>;
  /** How often each line's allotment, or refusal, is on record. */
  readonly told: ReadonlyMap<number, number>;
  /** Devices that are allotted to the application of their line. */
  readonly served: number;
  readonly applications: { readonly reserved: number; readonly allotted: number; readonly over: number };
}

export async function booksOfPlan(table: Table, { id, lines }: DecidedPlan): Promise<Books> {
  const { pk } = keys.allotment(id);
  const now = await table.part<PlanLine>(pk, 'LINE#', lines.length + 1);
  const results: Record<string, number[]> = {};
  for (const { n, result } of now) results[result] = [...(results[result] ?? []), n];
  const told = new Map<number, number>();
  for (const { type, facts } of await table.part<EventItem>(pk, 'EVT#', 10 * lines.length)) {
    if (type !== 'allotment.executeLine' && type !== 'allotment.refuseLine') continue;
    const n = Number(facts?.n);
    told.set(n, (told.get(n) ?? 0) + 1);
  }
  const read = async <T extends Key>(all: readonly Key[]) => {
    const found: T[] = [];
    for (let at = 0; at < all.length; at += 100)
      found.push(...(await table.getAll<T>(all.slice(at, at + 100))));
    return found;
  };
  const devices = await read<Device & Key>(lines.map((line) => keys.device(line.device)));
  const applicationOf = new Map(lines.map((line) => [line.device, line.application]));
  const isServed = (device: Device) =>
    device.status === 'ALLOTTED' && device.application === applicationOf.get(device.id);
  const ids = [...new Set(lines.map(({ application }) => application))];
  const applications = await read<Application & Key>(ids.map((one) => keys.application(one)));
  return {
    plan: (await table.get<Allotment>(keys.allotment(id))) as Allotment,
    ...{ results, told },
    served: devices.filter(isServed).length,
    applications: {
      reserved: applications.reduce((sum, { reserved }) => sum + reserved, 0),
      allotted: applications.reduce((sum, { allotted }) => sum + allotted, 0),
      over: applications.filter(({ allotted, computers }) => allotted > computers).length,
    },
  };
}
