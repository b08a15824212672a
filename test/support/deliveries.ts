import type { Application } from '../../functions/applications/domain.ts';
import { deliveriesContract } from '../../functions/deliveries/contract.ts';
import { deliveriesHandlers } from '../../functions/deliveries/http.ts';
import type { Device } from '../../functions/devices/domain.ts';
import { type Contract, type Handlers, routeKey } from '../../functions/kernel/contract.ts';
import { referenceOf } from '../../functions/kernel/ids.ts';
import { keys, queue } from '../../functions/kernel/keys.ts';
import { type ApiHandler, serve } from '../../functions/kernel/serve.ts';
import { type Call, call, fakeDependencies, staffActor } from '../../functions/kernel/testing.ts';
import { privacyContract } from '../../functions/privacy/contract.ts';
import { privacyHandlers } from '../../functions/privacy/http.ts';
import type { LocalTable } from './dynamo.ts';
import { type MemoryObjects, memoryObjects } from './objects.ts';

export const GURO = '11530';
export const crew = {
  kim: staffActor('chest', undefined, 'chest-kim'),
  lee: staffActor('repair', undefined, 'tech-lee'),
  han: staffActor('driver', undefined, 'driver-han'),
  jo: staffActor('driver', undefined, 'driver-jo'),
};
export const HANDED_OVER = {
  signature: { kind: 'typed', name: '김하늘' },
  handover: { installed: true, starts: true, internet: false, explained: true, warrantyGiven: true },
} as const;

export interface Door {
  readonly application: string;
  readonly reference: string;
  readonly person: string;
  readonly devices: readonly string[];
}

/** The deliveries on a real table, from an allotment that was executed; doors are put there as it leaves them. */
export function openDeliveries(local: LocalTable, deps = fakeDependencies({ table: local.table })) {
  const uploads: MemoryObjects = memoryObjects('uploads');
  const documents: MemoryObjects = memoryObjects('documents');
  const served = new Map<string, ApiHandler>();
  function offer<C extends Contract>(contract: C, audience: 'public' | 'staff', handlers: () => Handlers<C>) {
    const handler = serve(contract, audience, handlers);
    for (const route of Object.values(contract.routes))
      if (route.access.audience === audience) served.set(routeKey(route), handler);
  }
  const handlers = () => deliveriesHandlers({ ...deps, uploads: () => uploads, documents: () => documents });
  offer(deliveriesContract, 'staff', handlers);
  offer(deliveriesContract, 'public', handlers);
  offer(privacyContract, 'public', () => privacyHandlers(deps));

  /** One call; a write gets a key of its own if it has none. */
  const send = (route: string, what: Call = {}) => {
    const handler = served.get(route);
    if (!handler) throw new Error(`no handler for ${route}`);
    const key = route.startsWith('GET') ? {} : { key: deps.ids.ulid(), body: {} };
    return call(handler, route, { ...key, ...what });
  };
  let count = 0;

  /** A household or organisation whose PCs are allotted, where it lives, and the message's link not yet used. */
  async function aDoor(
    wish: {
      computers?: number;
      district?: string;
      postcode?: string;
      coordinates?: { latitude: number; longitude: number };
      name?: string;
      language?: string;
    } = {},
  ): Promise<Door> {
    const { computers = 1, district = GURO, postcode = '08375', coordinates, name = '김하늘' } = wish;
    const at = deps.clock.now().toISOString();
    const [application, person] = [`app_${deps.ids.ulid()}`, `per_${deps.ids.ulid()}`];
    const devices = Array.from({ length: computers }, () => `dev_${deps.ids.ulid()}`);
    const reference = referenceOf(application);
    const contact = {
      ...{ name, phone: '01022223333', language: wish.language ?? 'ko' },
      address: { district, postcode, street: '구로로 1', ...(coordinates ? { coordinates } : {}) },
    };
    const state: Partial<Application> & object = {
      ...{ kind: 'application', id: application, reference, applicant: 'household', status: 'ALLOTTED' },
      ...{ version: 7, personId: person, district, category: 'BASIC_LIVELIHOOD', lookUp: true, computers },
      ...{ reserved: 0, allotted: computers, installed: 0, submittedAt: at, queuedAt: at, since: at },
      needs: { kind: 'any', screenReader: false, largeScreen: false, internet: true },
      stages: { SUBMITTED: at, QUEUED: at, ALLOTTED: at },
      toDeliver: devices,
    };
    const queued = { q: queue('APP', 'ALLOTTED', district), qs: `${at}#${application}` };
    const pcs = devices.map((id): Partial<Device> & object => ({
      ...{ kind: 'device', id, deviceKind: 'desktop', status: 'ALLOTTED', version: 9, round: 1 },
      assetNumber: `SH-26-${String(++count).padStart(5, '0')}`,
      ...{ donation: `don_${deps.ids.ulid()}`, giver: `per_${deps.ids.ulid()}`, drives: [], listed: true },
      ...{ work: [], stages: { READY: at, ALLOTTED: at }, since: at, application, district },
    }));
    await deps.table.transact([
      { put: { ...keys.application(application), ...state, ...queued } },
      {
        put: {
          ...keys.person(person),
          ...{ kind: 'person', id: person, district, language: contact.language },
          contact: await deps.vault.seal({ person }, contact),
        },
      },
      ...pcs.map((device) => ({
        put: {
          ...keys.device(String(device.id)),
          ...device,
          ...{ q: queue('DEV', 'ALLOTTED'), qs: `${at}#${device.id}` },
        },
      })),
    ]);
    return { application, reference, person, devices };
  }
  const item = async <T>(key: { pk: string; sk: string }): Promise<T> => (await deps.table.get<T>(key)) as T;
  return { deps, local, uploads, documents, send, aDoor, item };
}
export type Deliveries = ReturnType<typeof openDeliveries>;
