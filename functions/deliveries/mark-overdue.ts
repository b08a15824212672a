import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { type Key, OWNERS, queue } from '../kernel/keys.ts';
import { asideQueue, changeDelivery, type Delivery, deliveryRefs } from './domain.ts';
import { deliveriesRepository } from './repository.ts';

const AT_ONCE = 50;

/** Puts one into the list of those whose day has passed. False when it moved on meanwhile: then it is not late. */
async function markOverdue(deps: Dependencies, delivery: Delivery, at: string): Promise<boolean> {
  const repository = deliveriesRepository(deps.table);
  const { id, day, district } = delivery;
  try {
    await repository.commit({
      intent: { key: `OVERDUE-${day}`, digest: day },
      id,
      event: {
        ...{ type: 'delivery.overdue', subject: id, at, by: { kind: 'system' }, district },
        ...{ refs: deliveryRefs(delivery), facts: { day } },
      },
      writes: [changeDelivery(delivery, { q: asideQueue('OVERDUE', district), qs: `${day}#${id}` })],
      answer: {},
    });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CHANGED_MEANWHILE') return false;
    throw error;
  }
}

/**
 * Every night: what was booked, or left, for a day that is over and is not concluded stands in a list of its own, for
 * somebody to find out. Done again for the same night, it finds nothing more.
 * @param at the occurrence's instant @param until epoch ms after which it begins nothing more
 */
export async function markAllOverdue(
  deps: Dependencies,
  at: string,
  until: number,
): Promise<{ overdue: number }> {
  const today = localDate(at, deps.city.timeZone);
  let overdue = 0;
  const inQueue = async (status: 'BOOKED' | 'OUT', code: string): Promise<void> => {
    for (let after: string | undefined; Date.now() < until; ) {
      const places = await deps.table.queueAfter(queue(OWNERS.delivery, status, code), AT_ONCE, after);
      const late = places.filter(({ qs }) => qs < today);
      const deliveries = await deps.table.getAll<Delivery & Key>(late, { consistent: true });
      // The index may be a moment behind the records.
      for (const delivery of deliveries.filter((one) => one.status === status && one.day < today))
        if (await markOverdue(deps, delivery, at)) overdue++;
      if (late.length < AT_ONCE) break;
      after = late.at(-1)?.qs;
    }
  };
  // Districts at once: most nights their queues have nothing, and asking one after another is only waiting.
  await Promise.all(
    deps.city.districts.flatMap(({ code }) => [inQueue('BOOKED', code), inQueue('OUT', code)]),
  );
  return { overdue };
}
