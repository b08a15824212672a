import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { moveRecord, noted, type StateRecord } from './move.ts';
import { transitionsOf } from './transitions.ts';

type Light = 'RED' | 'GREEN' | 'OFF';
const lights = transitionsOf<Light>()('light', {
  go: { from: ['RED'], to: 'GREEN', by: 'timer' },
  stop: { from: ['GREEN', 'RED'], to: 'RED', by: 'timer' },
  end: { from: ['RED'], to: 'OFF', by: 'operator' },
});
const KEY = { pk: 'LIG#1', sk: 'STATE' };
const light = (status: Light, changes: Partial<StateRecord<Light>> = {}): StateRecord<Light> => ({
  ...{ id: 'lig_1', status, version: 3, since: '2026-01-01' },
  stages: { RED: '2026-01-01' },
  ...changes,
});

test('a legal move gives state and version of its condition, an illegal one says what was tried', () => {
  expect(lights.step(light('RED'), 'go')).toEqual({ from: 'RED', to: 'GREEN', version: 3 });
  try {
    lights.step(light('OFF'), 'go');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      code: 'ILLEGAL_MOVE',
      status: 409,
      detail: { entity: 'light', move: 'go', status: 'OFF' },
    });
  }
});

test('what is offered is what is legal', () => {
  expect(lights.movesFrom('RED')).toEqual(['go', 'stop', 'end']);
  expect(lights.movesFrom('OFF')).toEqual([]);
  fc.assert(
    fc.property(
      fc.constantFrom<Light>('RED', 'GREEN', 'OFF'),
      fc.constantFrom('go', 'stop', 'end'),
      (status, move) => {
        const name = move as 'go' | 'stop' | 'end';
        expect(lights.movesFrom(status).includes(name)).toBe(lights.may(status, name));
      },
    ),
  );
});

test('the diagram has an arrow for each way of each move', () => {
  expect(lights.diagram().split('\n')).toEqual([
    'stateDiagram-v2',
    '  RED --> GREEN: go (timer)',
    '  GREEN --> RED: stop (timer)',
    '  RED --> RED: stop (timer)',
    '  RED --> OFF: end (operator)',
  ]);
});

test('a move is one conditional write: state, version, stage and place in the queue together', () => {
  const place = { owner: 'DON' as const, scope: ['GREEN'] };
  const moved = moveRecord(lights, KEY, light('RED'), 'go', {
    at: '2026-02-02',
    queue: place,
    set: { by: 'x' },
  });
  expect(moved).toEqual({
    from: 'RED',
    to: 'GREEN',
    write: {
      update: KEY,
      change: {
        set: {
          ...{ by: 'x', status: 'GREEN', version: 4, since: '2026-02-02' },
          stages: { RED: '2026-01-01', GREEN: '2026-02-02' },
          ...{ q: 'DON#Q#GREEN', qs: '2026-02-02#lig_1' },
        },
      },
      when: { equals: { status: 'RED', version: 3 } },
    },
  });
});

test('what has no queue leaves the index; what comes back keeps its day and forgets what is undone', () => {
  const ended = moveRecord(lights, KEY, light('RED'), 'end', {
    at: '2026-02-02',
    queue: undefined,
    remove: ['x'],
  });
  expect(ended.write).toMatchObject({ change: { remove: ['x', 'q', 'qs'] } });
  const back = light('GREEN', { stages: { RED: '2026-01-01', GREEN: '2026-02-02' } });
  const { write } = moveRecord(lights, KEY, back, 'stop', {
    at: '2026-03-03',
    queue: { owner: 'DON', scope: ['RED'], since: '2026-01-01' },
    stageAt: '2026-01-01',
    forget: ['GREEN'],
  });
  expect(write).toMatchObject({
    change: { set: { stages: { RED: '2026-01-01' }, since: '2026-03-03', qs: '2026-01-01#lig_1' } },
  });
});

test('a remark goes beside those of earlier states', () => {
  expect(noted({ notes: { RED: 'a' } }, 'GREEN', 'b')).toEqual({ notes: { RED: 'a', GREEN: 'b' } });
  expect(noted({}, 'GREEN', undefined)).toEqual({});
});
