import { expect, test } from 'vitest';
import { DomainError } from '../kernel/errors.ts';
import { DELIVERY_STATUS } from './contract.ts';
import { type Delivery, deliveryTransitions, moveDelivery } from './domain.ts';

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
    } as unknown as Delivery;
    const { from, to } = deliveryTransitions.moves[move];
    if (!(from as readonly string[]).includes(status)) {
      expect(() => moveDelivery(delivery, move, AT)).toThrow(DomainError);
      return;
    }
    const { write } = moveDelivery(delivery, move, AT) as unknown as { write: { change: { set: object } } };
    const place = to === 'OUT' ? { q: 'DLV#Q#OUT', qs: `2026-11-25#${id}` } : {};
    expect(write.change.set).toMatchObject({ status: to, version: 2, ...place });
    expect('q' in write.change.set).toBe(to === 'OUT');
  },
);
