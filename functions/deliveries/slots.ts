import type { City } from '../kernel/city.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from './booking.ts';
import type { Slot } from './contract.ts';
import type { HalfDay } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';

/** 1 = Monday … 7 = Sunday, of a calendar day. */
const weekDay = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The days that a recipient may choose from: work days of the next days that are no holidays (city pack). */
export function offeredDays({ deliveries }: Pick<City, 'deliveries'>, today: string): string[] {
  const { firstDayAhead, lastDayAhead, weekDays, closedDays } = deliveries;
  return Array.from({ length: Math.max(0, lastDayAhead - firstDayAhead + 1) }, (_, i) =>
    nextDay(today, firstDayAhead + i),
  ).filter((day) => weekDays.includes(weekDay(day)) && !closedDays.includes(day));
}

/** @throws DomainError DAY_CLOSED with the field */
export function mustBeOffered(deps: Dependencies, { day }: HalfDay): void {
  const today = localDate(deps.clock.now(), deps.city.timeZone);
  if (!offeredDays(deps.city, today).includes(day))
    throw fail('DAY_CLOSED', {}, [{ path: 'day', code: 'DAY_CLOSED' }]);
}

/** The offered days of a district with what is free in each half; days without a free place are left out. */
export async function freeSlots(deps: Dependencies, repository: DeliveriesRepository, district: string) {
  const { city, clock } = deps;
  const days = offeredDays(city, localDate(clock.now(), city.timeZone));
  const taken = await repository.taken(days, district);
  return days
    .map((day, i) => ({
      day,
      slots: city.deliveries.slots.map(({ code, from, until }) => ({
        ...{ slot: code, from, until },
        free: Math.max(0, city.deliveries.placesPerSlot - (taken[i]?.[code as Slot] ?? 0)),
      })),
    }))
    .filter(({ slots }) => slots.some(({ free }) => free > 0));
}
