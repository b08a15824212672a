import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import { mustHold } from '../kernel/session.ts';
import type { donationsContract } from './contract.ts';
import { moveOnce } from './move-once.ts';
import { contactOf, mustBeTakeable, offerDonation, personOf } from './offer.ts';
import { forgetNumber, intentWith, mustBeWanted, sealNumber, shownRegistration } from './registration.ts';
import { commitDonation, readDonation } from './repository.ts';

type Offers = Pick<
  Handlers<typeof donationsContract>,
  'offerDonation' | 'followDonation' | 'withdrawDonation'
>;

/** What the giver does: offer, follow, withdraw. */
export const offerHandlers = (deps: Dependencies): Offers => ({
  async offerDonation({ body, intent }) {
    mustBeTakeable(deps.city, body);
    mustBeWanted(body);
    const personId = personOf(intent.key);
    const { registrationNumber, registrationNumberIsNew, ...rest } = body;
    const registered =
      registrationNumber === undefined
        ? undefined
        : await sealNumber(
            deps,
            { giverKind: body.giver.kind, donation: newId('donation', intent.key), personId },
            { registrationNumber, registrationNumberIsNew },
            false,
          );
    const contact = await deps.vault.seal({ person: personId }, contactOf(rest));
    const { donation, ...offered } = offerDonation(
      intent.key,
      rest,
      contact,
      instant(deps.clock),
      registered,
    );
    const { id, reference, status } = donation;
    const whole = registered ? intentWith(intent, registered) : intent;
    return commitDonation(deps.table, whole, offered, { id, reference, status });
  },

  async followDonation({ params: { reference }, session }) {
    await mustHold(deps.table, session, { subject: 'donation', reference }, deps.clock.now());
    const donation = await readDonation(deps.table, reference);
    const { status, items, district, wantsReceipt, anonymous, stages, collection, declinedBecause } =
      donation;
    return {
      reference,
      status,
      items: [...items],
      district,
      wantsReceipt,
      ...shownRegistration(donation),
      ...(anonymous ? { anonymous } : {}),
      stages,
      ...(collection ? { collection: { day: collection.day, slot: collection.slot } } : {}),
      ...(declinedBecause ? { declinedBecause } : {}),
    };
  },

  async withdrawDonation({ params: { reference }, session, ...request }) {
    await mustHold(deps.table, session, { subject: 'donation', reference }, deps.clock.now());
    return moveOnce(deps, reference, 'withdraw', request, (donation) => ({
      ...forgetNumber(donation),
      answer: {},
    }));
  },
});
