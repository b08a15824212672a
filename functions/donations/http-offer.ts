import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import { mustSpeak } from '../kernel/languages.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { intentWith, mustBeWanted, sealNumber, shownRegistration } from '../kernel/registration-sealing.ts';
import { mustHold } from '../kernel/session.ts';
import { amended, today } from './amend.ts';
import type { donationsContract } from './contract.ts';
import { earmarkFindings, mustNameKnownGroup, ruleCodes } from './earmark.ts';
import { moveOnce } from './move-once.ts';
import { contactOf, mustBeTakeable, offerDonation, personOf } from './offer.ts';
import { forgetNumber } from './registration.ts';
import { commitDonation, readDonation } from './repository.ts';

type Offers = Pick<
  Handlers<typeof donationsContract>,
  'offerDonation' | 'followDonation' | 'amendEarmark' | 'withdrawDonation'
>;

/** What the giver does: offer, follow, withdraw. */
export const offerHandlers = (deps: Dependencies): Offers => ({
  async offerDonation({ body, intent }) {
    mustBeTakeable(deps.city, body);
    mustBeWanted(body);
    mustNameKnownGroup(deps.city, body.earmark);
    const { organisation, contact: giver } = body.giver;
    mustNameNoOfficeHolder(deps.city, { 'giver.organisation': organisation });
    mustNameNoOfficeHolder(deps.city, { 'giver.contact.name': giver.name }, findTitledNames);
    mustSpeak(deps.city, giver.language, 'giver.contact.language');
    const personId = personOf(intent.key);
    const { registrationNumber, registrationNumberIsNew, ...rest } = body;
    const registered =
      registrationNumber === undefined
        ? undefined
        : await sealNumber(
            deps,
            { giverKind: body.giver.kind, gift: newId('donation', intent.key), personId },
            { registrationNumber, registrationNumberIsNew },
            false,
          );
    const contact = await deps.vault.seal({ person: personId }, contactOf(rest));
    const wished = { ...(body.earmark && { earmark: body.earmark }), ...(organisation && { organisation }) };
    const found = ruleCodes(earmarkFindings(wished, deps.city, today(deps)));
    const { donation, ...offered } = offerDonation(
      intent.key,
      rest,
      contact,
      instant(deps.clock),
      registered,
      found,
    );
    const { id, reference, status } = donation;
    return commitDonation(deps.table, intentWith(intent, registered), offered, { id, reference, status });
  },

  async followDonation({ params: { reference }, session }) {
    await mustHold(deps.table, session, { subject: 'donation', reference }, deps.clock.now());
    const donation = await readDonation(deps.table, reference);
    const { status, items, district, wantsReceipt, anonymous, stages, collection, declinedBecause } =
      donation;
    const { earmark, changeAsked } = donation;
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
      ...(earmark ? { earmark } : {}),
      ...(changeAsked && status === 'CHANGE_ASKED' ? { changeAsked: [...changeAsked.reasons] } : {}),
    };
  },

  async amendEarmark({ params: { reference }, session, body, ...request }) {
    await mustHold(deps.table, session, { subject: 'donation', reference }, deps.clock.now());
    mustNameKnownGroup(deps.city, body.earmark);
    return moveOnce(deps, reference, 'amendEarmark', request, (donation) =>
      amended(deps, donation, body.earmark),
    );
  },

  async withdrawDonation({ params: { reference }, session, ...request }) {
    await mustHold(deps.table, session, { subject: 'donation', reference }, deps.clock.now());
    return moveOnce(deps, reference, 'withdraw', request, (donation) => ({
      ...forgetNumber(donation),
      answer: {},
    }));
  },
});
