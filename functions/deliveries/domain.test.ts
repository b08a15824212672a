import { expect, test } from 'vitest';
import { DomainError } from '../kernel/errors.ts';
import { memoryVault } from '../kernel/testing.ts';
import { DELIVERY_STATUS, ROUTE_STATUS } from './contract.ts';
import {
  appointmentMark,
  awaitsDelivery,
  type Delivery,
  deedAt,
  deliveryTransitions,
  moveDelivery,
  placeWrites,
} from './domain.ts';
import { routeTransitions } from './route.ts';

const AT = '2026-11-23T01:00:00.000Z';
const moves = Object.keys(deliveryTransitions.moves) as (keyof typeof deliveryTransitions.moves)[];

test.each(DELIVERY_STATUS.flatMap((status) => moves.map((move) => [status, move] as const)))(
  'from %s, %s goes where it says or is refused',
  (status, move) => {
    const id = 'dlv_01KAAAAAAAAAAAAAAAAAAAAAAA';
    const delivery = {
      id,
      status,
      version: 1,
      stages: {},
      since: AT,
      day: '2026-11-25',
      district: '11530',
    } as unknown as Delivery;
    const { from, to } = deliveryTransitions.moves[move];
    if (!(from as readonly string[]).includes(status)) {
      expect(() => moveDelivery(delivery, move, AT)).toThrow(DomainError);
      return;
    }
    const { write } = moveDelivery(delivery, move, AT) as unknown as { write: { change: { set: object } } };
    const stays = to === 'OUT' || to === 'BOOKED';
    const place = stays ? { q: `DLV#Q#${to}#11530`, qs: `2026-11-25#${id}` } : {};
    expect(write.change.set).toMatchObject({ status: to, version: 2, ...place });
    expect('q' in write.change.set).toBe(stays);
  },
);

test.each(
  ROUTE_STATUS.flatMap((status) =>
    (Object.keys(routeTransitions.moves) as (keyof typeof routeTransitions.moves)[]).map(
      (move) => [status, move] as const,
    ),
  ),
)('a route that is %s: %s is legal from where the table says alone', (status, move) => {
  const { from } = routeTransitions.moves[move];
  expect(routeTransitions.may(status, move)).toBe((from as readonly string[]).includes(status));
});

test('what is done on a phone counts from then; a clock some minutes fast is now, one further ahead is wrong', () => {
  const now = new Date('2026-11-25T03:00:00.000Z');
  const refuse = () => new Error('future');
  expect(deedAt(undefined, now, refuse)).toBe('2026-11-25T03:00:00.000Z');
  expect(deedAt('2026-11-25T00:10:00Z', now, refuse)).toBe('2026-11-25T00:10:00.000Z');
  expect(deedAt('2026-11-25T03:04:59Z', now, refuse)).toBe('2026-11-25T03:00:00.000Z');
  expect(() => deedAt('2026-11-25T03:05:01Z', now, refuse)).toThrow('future');
});

test('the mark of a link is of one application and one round, and made with a key', async () => {
  const [one, other] = [memoryVault('a'), memoryVault('b')];
  const mark = await appointmentMark(one, { id: 'app_1' });
  expect(mark).toMatch(/^[0-9a-f]{32}$/);
  expect(await appointmentMark(one, { id: 'app_1', round: 1 })).toBe(mark);
  for (const different of [
    await appointmentMark(one, { id: 'app_1', round: 2 }),
    await appointmentMark(one, { id: 'app_2' }),
    await appointmentMark(other, { id: 'app_1' }),
  ])
    expect(different).not.toBe(mark);
  expect(awaitsDelivery({ id: 'app_1', allotted: 1, installed: 0 })).toBe(true);
  expect(awaitsDelivery({ id: 'app_1', allotted: 1, installed: 1 })).toBe(false);
});

const half = (day: string, slot: 'morning' | 'afternoon') => ({ day, slot });
test.each([
  [{ take: half('2026-11-25', 'morning') }, [[{ morning: 1 }, { atMost: { morning: 19 } }]]],
  [{ giveBack: half('2026-11-25', 'morning') }, [[{ morning: -1 }, { atLeast: { morning: 1 } }]]],
  [{ take: half('2026-11-25', 'morning'), giveBack: half('2026-11-25', 'morning') }, []],
  [
    { take: half('2026-11-25', 'afternoon'), giveBack: half('2026-11-25', 'morning') },
    [
      [
        { afternoon: 1, morning: -1 },
        { atMost: { afternoon: 19 }, atLeast: { morning: 1 } },
      ],
    ],
  ],
  [
    { take: half('2026-11-26', 'morning'), giveBack: half('2026-11-25', 'morning') },
    [
      [{ morning: 1 }, { atMost: { morning: 19 } }],
      [{ morning: -1 }, { atLeast: { morning: 1 } }],
    ],
  ],
])('places of half days: %j', (change, wanted) => {
  const writes = placeWrites('11530', 20, change) as unknown as { change: { add: object }; when: object }[];
  expect(writes.map(({ change: { add }, when }) => [add, when])).toEqual(wanted);
});
