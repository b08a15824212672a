import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import type { DeviceStatus } from './contract.ts';
import { concluding, type Device, type DeviceMove, deviceRefs, moveDevice } from './domain.ts';
import type { DevicesRepository } from './repository.ts';

/** What a person's deed means: the move, what it sets, and how the workflow's step ended by it. */
export interface Deed {
  readonly move: DeviceMove;
  readonly set?: Partial<Device>;
  readonly remove?: readonly (keyof Device & string)[];
  readonly outcome?: string;
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

interface Request {
  readonly params: { readonly id: string };
  readonly intent: Intent;
  readonly actor: StaffActor;
}

/** Reads the device, decides, moves and commits; a repeated request gets its first answer. */
export const deedsOn =
  (deps: Dependencies, repository: DevicesRepository) =>
  (
    { params, intent, actor }: Request,
    decide: (device: Device) => Deed | Promise<Deed>,
  ): Promise<{ id: string; status: DeviceStatus }> =>
    repository.once(params.id, intent, async () => {
      const device = await repository.read(params.id);
      const { move, set, remove, outcome, facts } = await decide(device);
      const at = instant(deps.clock);
      const moved = moveDevice(device, move, at, set, remove);
      const event = {
        type: `device.${move}`,
        at,
        by: actedBy(actor),
        refs: deviceRefs(device),
        facts: { ...facts, ...(outcome ? concluding(device, outcome) : {}) },
      };
      return repository.move(intent, device, moved, event, { id: device.id, status: moved.to });
    });
