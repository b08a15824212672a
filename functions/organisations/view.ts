import type { City } from '../kernel/city.ts';
import type { historyOf } from '../kernel/history.ts';
import { isRenewable, type Organisation, organisationTransitions } from './domain.ts';

export const lineOf = (o: Organisation) => ({
  id: o.id,
  name: o.name,
  kind: o.category,
  district: o.district,
  status: o.status,
  ...(o.certifiedUntil ? { certifiedUntil: o.certifiedUntil } : {}),
  since: o.since,
});

/** Moves that a person makes here: certify, renew (only when its time has come), refuse. */
function movesOf(o: Organisation, today: string, city: City): string[] {
  return organisationTransitions
    .movesFrom(o.status)
    .filter(
      (move) => move === 'certify' || move === 'refuse' || (move === 'renew' && isRenewable(o, today, city)),
    );
}

/** @param today in the city's calendar */
export const detailOf = (
  o: Organisation,
  history: ReturnType<typeof historyOf>,
  today: string,
  city: City,
) => ({
  ...lineOf(o),
  personId: o.personId,
  applications: [...o.applications],
  renewable: isRenewable(o, today, city),
  moves: movesOf(o, today, city),
  history,
  ...(o.registrationNumber ? { registrationNumber: o.registrationNumber } : {}),
  ...(o.certifiedFrom ? { certifiedFrom: o.certifiedFrom } : {}),
  ...(o.refusedBecause ? { refusedBecause: o.refusedBecause } : {}),
  ...(o.notes ? { notes: { ...o.notes } } : {}),
});
