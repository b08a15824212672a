import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import { intentWith, sealNumber, shownRegistration } from '../kernel/registration-sealing.ts';
import type { donationsContract } from './contract.ts';
import { actOf, mayRegister } from './domain.ts';
import { fail } from './offer.ts';
import { registerDonor } from './registration.ts';
import { commitDonation, readDonation } from './repository.ts';

type Registers = Pick<Handlers<typeof donationsContract>, 'registerDonor'>;

/** What the office enters for a giver who says the number on the phone or writes it on paper. */
export const registrationHandlers = (deps: Dependencies): Registers => ({
  async registerDonor({ params: { id }, body, intent, actor }) {
    const first = await readDonation(deps.table, id);
    const donor = { giverKind: first.giverKind, gift: first.id, personId: first.personId };
    const registered = await sealNumber(deps, donor, body, true);
    const whole = intentWith(intent, registered);
    return deps.table.once(keys.donation(id).pk, whole, async () => {
      const donation = await readDonation(deps.table, id);
      if (!mayRegister(donation)) throw fail('REGISTRATION_TOO_LATE');
      const act = actOf(actor, instant(deps.clock));
      const { status } = donation;
      const { registration } = shownRegistration({ ...donation, ...registered.known });
      if (!registration) throw new Error('a number that was given is shown');
      return commitDonation(deps.table, whole, registerDonor(donation, registered, act), {
        id: donation.id,
        status,
        registration,
      });
    });
  },
});
