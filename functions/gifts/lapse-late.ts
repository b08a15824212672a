import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { type Key, keys, type QueuePlace, queue } from '../kernel/keys.ts';
import { isLate, lapseGift } from './announcing.ts';
import type { Gift } from './domain.ts';
import { commitGift } from './repository.ts';

const AT_ONCE = 50;

/** True when it lapsed now. Whoever was quicker (a deposit, its giver, this job asked twice) has the last word. */
async function lapse(table: Dependencies['table'], id: string, at: string, today: string): Promise<boolean> {
  const gift = await table.get<Gift>(keys.gift(id));
  if (!gift || !isLate(gift, today)) return false;
  const { event, writes } = lapseGift(gift, { at, by: { kind: 'system' } });
  const intent = { key: `LAPSE-${gift.awaitedUntil}`, digest: id };
  try {
    await commitGift(table, intent, { event, writes }, {});
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CHANGED_MEANWHILE') return false;
    throw error;
  }
}

/**
 * Lets go of every announced gift whose last day is over on the day of `at`. They stand in the queue by the instant of
 * their announcement and wait equally long, so the first that is not late ends the work, however many wait.
 */
export async function lapseLate(
  { table, city }: Pick<Dependencies, 'table' | 'city'>,
  at: string,
): Promise<{ lapsed: number }> {
  const today = localDate(at, city.timeZone);
  let lapsed = 0;
  let places: (Key & QueuePlace)[];
  let after: string | undefined;
  do {
    places = await table.queueAfter(queue('GFT', 'ANNOUNCED'), AT_ONCE, after);
    after = places.at(-1)?.qs;
    const gifts = await table.getAll<Gift & Key>(places);
    for (const gift of gifts) {
      // The index is a moment behind: what stands in it may have moved on.
      if (gift.status === 'ANNOUNCED' && !isLate(gift, today)) return { lapsed };
      if (await lapse(table, gift.id, at, today)) lapsed++;
    }
  } while (places.length === AT_ONCE);
  return { lapsed };
}
