import type { Handlers } from '../kernel/contract.ts';
import { failing } from '../kernel/errors.ts';
import { mustHold } from '../kernel/session.ts';
import { devicesContract } from './contract.ts';
import type { DeviceDependencies } from './http.ts';
import type { DevicesRepository } from './repository.ts';
import { certificateKey, isErased, wayOf } from './view.ts';

const fail = failing(devicesContract.errors);
/** A link to a paper lives five minutes: long enough to open it, too short to pass around. */
const LINK_SECONDS = 5 * 60;

type Follow = Pick<Handlers<typeof devicesContract>, 'followDevices' | 'followCertificate'>;

export const followHandlers = (deps: DeviceDependencies, repository: DevicesRepository): Follow => ({
  async followDevices({ params, session }) {
    const { reference } = params;
    await mustHold(deps.table, session, { subject: 'donation', reference }, deps.clock.now());
    return { items: (await repository.ofDonation(reference)).map(wayOf) };
  },

  async followCertificate({ params, session }) {
    const { reference, id } = params;
    const now = deps.clock.now();
    await mustHold(deps.table, session, { subject: 'donation', reference }, now);
    const device = (await repository.ofDonation(reference)).find((d) => d.id === id);
    if (!device || !isErased(device)) throw fail('CERTIFICATE_NOT_READY');
    const name = `${device.assetNumber}.pdf`;
    const url = await deps.documents().readLink(certificateKey(device.id), LINK_SECONDS, name);
    return { url, expiresAt: new Date(now.getTime() + LINK_SECONDS * 1000).toISOString() };
  },
});
