import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Registered } from '../kernel/registration-sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { Act, Gift } from './domain.ts';

/** The office enters a number that it was told, for a receipt that is wanted (`mayRegister`). */
export function registerGiver(
  { id, status, version, personId = '', registrationGiven }: Gift,
  { known, writes }: Registered,
  { at, by }: Act,
): { event: DomainEvent; writes: Write[] } {
  return {
    event: {
      type: 'gift.register',
      subject: id,
      ...{ at, by },
      refs: { person: personId },
      facts: { replaced: registrationGiven === true },
    },
    writes: [
      {
        update: keys.gift(id),
        change: { set: { ...known, version: version + 1 } },
        when: { equals: { status, version } },
      },
      ...writes,
    ],
  };
}
