import type { Donation } from '../donations/domain.ts';
import type { Intent } from '../kernel/contract.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { DeviceStatus } from './contract.ts';
import type { Device } from './domain.ts';
import type { Reading } from './readers/reading.ts';

/** One diagnostic file as it was read, kept as it was when it was read. */
export interface Evidence {
  readonly upload: string;
  readonly fileName: string;
  readonly at: string;
  /** Staff id of whoever ran the tool and uploaded its file. */
  readonly by: string;
  readonly reading: Reading;
}

export function devicesRepository(table: Table) {
  const pk = (id: string) => keys.device(id).pk;
  return {
    async read(id: string): Promise<Device> {
      const device = await table.get<Device>(keys.device(id));
      if (!device) throw fail('NOT_FOUND');
      return device;
    },

    async byAsset(assetNumber: string): Promise<string> {
      const asset = await table.get<{ device: string }>(keys.asset(assetNumber.trim().toUpperCase()));
      if (!asset) throw fail('NOT_FOUND');
      return asset.device;
    },

    /** The devices that came out of an offer, in its order. */
    async ofDonation(reference: string): Promise<Device[]> {
      const donation = await table.get<Pick<Donation, 'devices'>>(keys.donation(reference), ['devices']);
      if (!donation) throw fail('NOT_FOUND');
      return table.getAll<Device & Key>((donation.devices ?? []).map(({ id }) => keys.device(id)));
    },

    list: (deps: Dependencies, status: DeviceStatus, page: { limit: number; cursor?: string | undefined }) =>
      listQueue<Device & Key>(deps, queue(OWNERS.device, status), page),

    evidence: (id: string): Promise<Evidence[]> => table.part<Evidence>(pk(id), 'EVIDENCE#'),

    history: (id: string): Promise<EventItem[]> => table.part<EventItem>(pk(id), 'EVT#'),

    /** Whether the device's present wait is past its deadline (the workflow writes that). */
    async late(device: Device, step: string | undefined): Promise<boolean> {
      if (!step) return false;
      const wait = await table.get<{ lateSince?: string; outcome?: string }>(
        keys.step(device.id, step, device.round),
      );
      return wait?.lateSince !== undefined && wait.outcome === undefined;
    },

    /** A move with its event. */
    move<A>(
      intent: Intent,
      device: Device,
      moved: Moved<DeviceStatus>,
      event: Omit<DomainEvent, 'subject' | 'from' | 'to'>,
      answer: A,
    ): Promise<A> {
      return table.commit({
        intent,
        pk: pk(device.id),
        event: { ...event, subject: device.id, from: moved.from, to: moved.to },
        writes: [moved.write],
        answer,
      });
    },

    /** A file that was read: kept as evidence, and what it says becomes the device's state, if nothing changed meanwhile. */
    learn<A>(
      intent: Intent,
      device: Device,
      evidence: Evidence,
      learned: Partial<Device>,
      event: DomainEvent,
      answer: A,
    ): Promise<A> {
      const writes: Write[] = [
        {
          put: { ...keys.evidence(device.id, evidence.upload), kind: 'evidence', ...evidence },
          when: { exists: false },
        },
        {
          update: keys.device(device.id),
          change: { set: { ...learned, version: device.version + 1 } },
          when: { equals: { version: device.version } },
        },
      ];
      return table.commit({ intent, pk: pk(device.id), event, writes, answer });
    },

    readEvidence: (id: string, upload: string): Promise<Evidence | undefined> =>
      table.get<Evidence>(keys.evidence(id, upload)),

    once: <A>(id: string, intent: Intent, deed: () => Promise<A>): Promise<A> =>
      table.once(pk(id), intent, deed),
  };
}
export type DevicesRepository = ReturnType<typeof devicesRepository>;
