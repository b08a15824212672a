import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Registered } from '../kernel/registration-sealing.ts';
import type { Write } from '../kernel/table.ts';
import { fail } from './announcing.ts';
import { type Act, type Gift, mayAskForReceipt } from './domain.ts';

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

/**
 * The giver wants a receipt in their name after all; its address is corrected with the contact (privacy).
 * @throws DomainError RECEIPT_STANDS (409) where one names them already, or the one that names nobody was not made void
 */
export function askForReceipt(gift: Gift, { at, by }: Act): { event: DomainEvent; writes: Write[] } {
  if (!mayAskForReceipt(gift)) throw fail('RECEIPT_STANDS');
  const { id, status, version, personId = '' } = gift;
  return {
    event: { type: 'gift.askForReceipt', subject: id, ...{ at, by }, refs: { person: personId } },
    writes: [
      {
        update: keys.gift(id),
        change: { set: { wantsReceipt: true, version: version + 1 }, remove: ['anonymous'] },
        when: { equals: { status, version } },
      },
    ],
  };
}
