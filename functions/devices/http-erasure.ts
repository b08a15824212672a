import { isIn } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { failing } from '../kernel/errors.ts';
import { noted } from '../kernel/move.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { devicesContract } from './contract.ts';
import { deedsOn } from './deed.ts';
import { moveDevice } from './domain.ts';
import { concludeDrives, destroyedDrives } from './erasure.ts';
import type { DeviceDependencies } from './http.ts';
import type { DevicesRepository } from './repository.ts';
import { drivesOf } from './view.ts';

const fail = failing(devicesContract.errors);
type Erasure = Pick<
  Handlers<typeof devicesContract>,
  'startErasure' | 'concludeErasure' | 'failErasure' | 'destroyDrive'
>;

export const erasureHandlers = (deps: DeviceDependencies, repository: DevicesRepository): Erasure => {
  const carryOut = deedsOn(deps, repository);
  return {
    startErasure: (request) =>
      carryOut(request, () => ({ move: 'startErasure', set: { lastWorker: request.actor.id } })),

    async concludeErasure(request) {
      const answer = await carryOut(request, async (device) => {
        // An illegal move is told before missing evidence is.
        moveDevice(device, 'concludeErasure', instant(deps.clock));
        const evidence = await repository.evidence(device.id);
        const { drives, complete } = concludeDrives(device, evidence, deps.city.erasure);
        const diskless = drives.length === 0 && request.body.noDrives === true;
        // A machine that does not start cannot list its drives: that it has none is then the lead's to state.
        const stated = diskless && isIn(request.actor, 'repair-lead');
        if (!device.listed && !stated) throw fail('NO_DRIVE_LIST');
        if (!complete && !diskless)
          throw fail('ERASURE_EVIDENCE_MISSING', { drives: drives.filter((d) => d.verdict !== 'erased') });
        return {
          move: 'concludeErasure',
          set: { drives, erasedBy: request.actor.id },
          outcome: 'ERASED',
          facts: { drives: drives.length },
        };
      });
      const device = await repository.read(request.params.id);
      return { ...answer, drives: drivesOf(device.drives) };
    },

    failErasure: (request) =>
      carryOut(request, async (device) => {
        const evidence = await repository.evidence(device.id);
        const { drives } = concludeDrives(device, evidence, deps.city.erasure);
        const note = noted(device, 'ERASE_FAILED', request.body.reason);
        return {
          move: 'failErasure',
          set: { drives, ...note, lastWorker: request.actor.id },
          outcome: 'FAILED',
        };
      }),

    destroyDrive: (request) =>
      carryOut(request, async (device) => {
        const at = instant(deps.clock);
        moveDevice(device, 'destroyDrive', at);
        const { method, serials, witness } = request.body;
        // All of it is printed on the certificate. Whoever is called like the mayor leaves the witnessing to another.
        mustNameNoOfficeHolder(deps.city, { witness, serials: serials.join('\n') });
        const { drives, left } = destroyedDrives(device.drives, serials, method);
        if (left.length > 0) throw fail('ERASURE_EVIDENCE_MISSING', { drives: left });
        if (drives.length === 0) throw fail('NO_DRIVE_LIST');
        const by = request.actor.id;
        return {
          move: 'destroyDrive',
          set: { drives, destruction: { method, witness, at, by }, lastWorker: by },
          outcome: 'DESTROYED',
          facts: { method, drives: serials.length },
        };
      }),
  };
};
