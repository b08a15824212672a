import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { Added, TotalsItem } from './domain.ts';

/** The stream may repeat an event for up to a day; the mark lives twice as long. */
const MARK_SECONDS = 2 * 24 * 60 * 60;

export function statsRepository(table: Table) {
  return {
    /** Adds an event's counts exactly once, however often the stream tells of it. False = counted before. */
    async count(event: EventItem, added: Added, now: Date): Promise<boolean> {
      const add = (part: string, counters: Readonly<Record<string, number>>): Write => ({
        update: keys.totals(part),
        change: { add: counters },
        when: {},
      });
      const refusal = await table.transact([
        {
          put: {
            ...keys.counted(`${event.pk}#${event.key}`),
            ttl: Math.floor(now.getTime() / 1000) + MARK_SECONDS,
          },
          when: { exists: false },
        },
        // An update that adds nothing would be no update.
        ...(Object.keys(added.programme).length > 0 ? [add('PROGRAMME', added.programme)] : []),
        ...(added.district ? [add(`DISTRICT#${added.district.code}`, added.district.add)] : []),
        ...(added.month ? [add(`MONTH#${added.month.month}`, added.month.add)] : []),
        ...(added.partner ? [add(`PARTNER#${added.partner.id}`, added.partner.add)] : []),
      ]);
      return refusal === undefined;
    },
    /** All counters: one row for the programme, one a district, one a month. */
    read: (): Promise<TotalsItem[]> => table.part<TotalsItem>('STA#TOTALS', '', 1000),
  };
}
