import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { failing } from '../kernel/errors.ts';
import { noted } from '../kernel/move.ts';
import { CHECKS, devicesContract } from './contract.ts';
import { type Deed, deedsOn } from './deed.ts';
import { type Device, moveDevice } from './domain.ts';
import type { DeviceDependencies } from './http.ts';
import type { DevicesRepository } from './repository.ts';

const fail = failing(devicesContract.errors);
type Work = Pick<
  Handlers<typeof devicesContract>,
  'refurbish' | 'waitForPart' | 'installSystem' | 'checkDevice' | 'recycleDevice' | 'recallDevice'
>;

/** The check is another person's (four eyes); passing needs every item answered, none failed, and a grade. */
function judge(device: Device, body: Parameters<Work['checkDevice']>[0]['body'], checker: string): Deed {
  if (device.lastWorker === checker) throw fail('CHECKED_BY_SAME_PERSON');
  const failed = CHECKS.filter((name) => body.checks[name] === 'fail');
  if (failed.length > 0) {
    const set = { round: device.round + 1, ...noted(device, 'REFURBISHING', body.note) };
    return { move: 'failCheck', set, outcome: 'FAILED', facts: { failed: failed.length, checks: failed } };
  }
  if (!body.grade) throw fail('CHECK_INCOMPLETE', {}, [{ path: 'grade', code: 'REQUIRED' }]);
  const { appearance, functionality, battery } = body.grade;
  const grade = { appearance, functionality, ...(battery ? { battery } : {}) };
  // A device that passed before and came back is not counted as refurbished a second time.
  const facts = { appearance, functionality, ...(device.grade ? { again: true } : {}) };
  const set = { grade, ...noted(device, 'READY', body.note) };
  return { move: 'passCheck', set, outcome: 'PASSED', facts };
}

export const workHandlers = (deps: DeviceDependencies, repository: DevicesRepository): Work => {
  const carryOut = deedsOn(deps, repository);
  return {
    refurbish: (request) =>
      carryOut(request, (device) => ({
        move: 'refurbish',
        set: { work: [...device.work, ...request.body.work], lastWorker: request.actor.id },
        remove: ['waitingFor'],
      })),

    waitForPart: (request) =>
      carryOut(request, () => ({
        move: 'waitForPart',
        set: { waitingFor: request.body.part, lastWorker: request.actor.id },
      })),

    installSystem: (request) =>
      carryOut(request, () => ({
        move: 'installSystem',
        set: { os: request.body.os, lastWorker: request.actor.id },
      })),

    checkDevice: (request) =>
      carryOut(request, (device) => {
        // Legality first: a device that is not there yet is an illegal move, whoever asks.
        moveDevice(device, 'passCheck', instant(deps.clock));
        return judge(device, request.body, request.actor.id);
      }),

    // Its line is refused when the plan is executed, if nobody has given it another device by then.
    recallDevice: (request) =>
      carryOut(request, (device) => ({
        move: 'recall',
        set: { round: device.round + 1, ...noted(device, 'REFURBISHING', request.body.note) },
        remove: ['allotment'],
        outcome: 'FAULTY',
      })),

    recycleDevice: (request) =>
      carryOut(request, (device) => {
        const { way, certificate, reason } = request.body;
        if (way === 'recycle' && !certificate) {
          throw fail('CHECK_INCOMPLETE', {}, [{ path: 'certificate', code: 'REQUIRED' }]);
        }
        return {
          move: way,
          set: noted(device, way === 'recycle' ? 'RECYCLED' : 'HARVESTED', reason),
          outcome: 'RECYCLED',
          ...(certificate ? { facts: { certificate } } : {}),
        };
      }),
  };
};
