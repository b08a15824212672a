import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../kernel/errors.ts';
import { stepOfStatus } from '../workflow/domain.ts';
import { EXCEPTIONS, WAITS } from '../workflow/steps.ts';
import { DEVICE_STATUS, type DeviceStatus } from './contract.ts';
import {
  concluding,
  type Device,
  type DeviceMove,
  deviceTransitions,
  moveDevice,
  registerDevice,
} from './domain.ts';
import { destroyedDrives } from './erasure.ts';

const AT = '2026-11-23T01:00:00.000Z';
const MOVES = Object.keys(deviceTransitions.moves) as DeviceMove[];
const arrived = (): Device => {
  const [first] = registerDevice({
    id: 'dev_01KAAAAAAAAAAAAAAAAAAAAAAA',
    assetNumber: 'SH-26-00001',
    deviceKind: 'desktop',
    donation: 'don_01KAAAAAAAAAAAAAAAAAAAAAAA',
    giver: 'per_01KAAAAAAAAAAAAAAAAAAAAAAA',
    at: AT,
  }).writes;
  return (first as unknown as { put: Device }).put;
};
function written(device: Device, move: DeviceMove): Device {
  const { change } = moveDevice(device, move, AT).write as unknown as {
    change: { set: object; remove?: readonly string[] };
  };
  const after = { ...device, ...change.set } as Record<string, unknown>;
  for (const name of change.remove ?? []) delete after[name];
  return after as unknown as Device;
}

describe('the table of moves', () => {
  test.each(DEVICE_STATUS.flatMap((status) => MOVES.map((move) => [status, move] as const)))(
    'from %s, %s goes where it says or is refused',
    (status, move) => {
      const { from, to } = deviceTransitions.moves[move];
      const device = { ...arrived(), status };
      if ((from as readonly string[]).includes(status))
        expect(written(device, move)).toMatchObject({ status: to, version: 2, stages: { [to]: AT } });
      else expect(() => written(device, move)).toThrow(DomainError);
    },
  );

  test('any sequence of moves keeps state, version, stages and queue together; nothing leaves unerased', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
        let device = arrived();
        for (const choice of choices) {
          const open = deviceTransitions.movesFrom(device.status) as DeviceMove[];
          const move = open[choice % Math.max(1, open.length)];
          if (!move) break;
          const after = written(device, move);
          expect(after.version).toBe(device.version + 1);
          expect(after.stages[after.status]).toBe(AT);
          device = after;
          const ended = ['INSTALLED', 'HARVESTED', 'RECYCLED'].includes(device.status);
          expect('q' in device).toBe(!ended);
          expect(stepOfStatus(device.status) === undefined).toBe(ended);
          const before: DeviceStatus[] = ['RECEIVED', 'ERASING', 'ERASE_FAILED'];
          const erased = device.stages.ERASED ?? device.stages.DRIVE_DESTROYED;
          expect(erased !== undefined).toBe(!before.includes(device.status));
        }
      }),
    );
  });

  test('from every state there is a way to an end', () => {
    const ends = new Set<string>(['INSTALLED', 'HARVESTED', 'RECYCLED', 'REJECTED']);
    for (let grown = true; grown; ) {
      grown = false;
      for (const { from, to } of Object.values(deviceTransitions.moves))
        for (const state of from)
          if (ends.has(to) && !ends.has(state)) {
            ends.add(state);
            grown = true;
          }
    }
    expect([...ends].sort()).toEqual([...DEVICE_STATUS].sort());
  });
});

test('what concludes a step names the step the workflow waits in, and leads where the device went', () => {
  const outcomes: [DeviceMove, string, string][] = [
    ['concludeErasure', 'ERASED', 'check'],
    ['failErasure', 'FAILED', 'destruction'],
    ['destroyDrive', 'DESTROYED', 'check'],
    ['passCheck', 'PASSED', 'allotment'],
    ['failCheck', 'REWORK', 'check'],
    ['allot', 'ALLOTTED', 'delivery'],
    ['bringBack', 'RETURNED', 'allotment'],
    ['bringBackFaulty', 'FAULTY', 'check'],
  ];
  for (const [move, outcome, next] of outcomes) {
    for (const status of deviceTransitions.moves[move].from) {
      const device = { ...arrived(), status };
      const { step } = concluding(device, outcome) as { step: keyof typeof WAITS };
      const straight = WAITS[step].straight === outcome;
      const goTo = straight ? WAITS[step].next : EXCEPTIONS[outcome as keyof typeof EXCEPTIONS].goTo;
      expect(straight || WAITS[step].exceptional.some((one) => one === outcome)).toBe(true);
      expect([move, goTo]).toEqual([move, next]);
      expect(stepOfStatus(written(device, move).status)).toBe(next);
    }
  }
});

describe('drives that were destroyed', () => {
  const drive = fc.record(
    {
      serial: fc.constantFrom('WD-1', 'WD-2', 'S3X'),
      model: fc.constantFrom('WDC', 'Samsung'),
      type: fc.constantFrom('hdd', 'ssd'),
      verdict: fc.constantFrom('erased' as const, 'failed' as const, 'missing' as const),
    },
    { requiredKeys: ['type'] },
  );
  const labels = fc.array(fc.constantFrom('WD-1', 'wd 1', 'WD-2', 'S3X', 'WDC', 'Samsung', 'sticker', '-'), {
    minLength: 1,
    maxLength: 6,
  });

  test('are accounted for one by one: none disappears, none is destroyed unnamed, what was erased stays so', () => {
    fc.assert(
      fc.property(fc.array(drive, { maxLength: 4 }), labels, (drives, named) => {
        const { drives: after, left } = destroyedDrives(drives, named, 'shred');
        expect(after.length).toBeGreaterThanOrEqual(drives.length);
        for (const [i, was] of drives.entries()) {
          expect(after[i]).toMatchObject({ type: was.type });
          if (was.verdict === 'erased') expect(after[i]).toEqual(was);
        }
        const destroyed = after.filter(({ verdict }) => verdict === 'destroyed');
        expect(destroyed.length).toBeLessThanOrEqual(
          new Set(named.map((label) => label.replace(/\W/g, '').toUpperCase())).size,
        );
        expect(left).toEqual(after.filter(({ verdict }) => verdict !== 'erased' && verdict !== 'destroyed'));
      }),
    );
  });

  test.each([
    ['a serial number in another spelling', [{ serial: 'WD-WCC4', type: 'hdd' }], ['wd wcc4'], 0],
    [
      'the only one without a serial number, by any label',
      [{ type: 'hdd' }, { serial: 'A-1', type: 'ssd' }],
      ['A-1', 'sticker 7'],
      0,
    ],
    [
      'two without: by their models',
      [
        { model: 'WDC', type: 'hdd' },
        { model: 'Samsung', type: 'ssd' },
      ],
      ['Samsung', 'WDC'],
      0,
    ],
    [
      'two without, one label that is neither model',
      [{ model: 'WDC', type: 'hdd' }, { type: 'ssd' }],
      ['sticker 7'],
      2,
    ],
  ] as const)('%s', (_, drives, named, left) => {
    expect(destroyedDrives(drives, named, 'drill').left).toHaveLength(left);
  });
});
