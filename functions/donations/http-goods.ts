import { assetNumber } from '../devices/domain.ts';
import { localDate } from '../kernel/clock.ts';
import { inTurn } from '../kernel/contend.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { acceptDonation } from './acceptance.ts';
import { countArrived, machinesIn, registerMachines } from './arrival.ts';
import type { donationsContract } from './contract.ts';
import { moveOnce } from './move-once.ts';
import { type DeviceKind, fail } from './offer.ts';
import { readDonation, takeAssetCounts } from './repository.ts';
import { mustBeSecondPerson, needsSecondPerson, valueGoods } from './valuation.ts';

type Goods = Pick<Handlers<typeof donationsContract>, 'recordArrival' | 'valueDonation' | 'acceptDonation'>;

/** An id and the next label for each machine, in the year of the city's calendar. */
async function labelMachines({ table, ids, city, clock }: Dependencies, machines: readonly DeviceKind[]) {
  const year = localDate(clock.now(), city.timeZone).slice(0, 4);
  const counts = await takeAssetCounts(table, year, machines.length);
  return machines.map((kind, i) => ({
    id: newId('device', ids.ulid()),
    assetNumber: assetNumber(city.receiptIssuer.assetPrefix, year, counts[i] ?? 0),
    kind,
  }));
}

/** What happens to the goods once they are here. */
export const goodsHandlers = (deps: Dependencies, turn = inTurn()): Goods => ({
  recordArrival: ({ params, body, ...request }) =>
    moveOnce(deps, params.id, 'arrive', request, async (donation, { at }) => {
      // A list's PCs are devices already: they arrive line by line (partners.beginArrival).
      if (donation.list) throw fail('ARRIVES_BY_LIST', { list: donation.list });
      const received = countArrived(body.received);
      const devices = await labelMachines(deps, machinesIn(received));
      return {
        set: { received, devices },
        facts: {
          devices: devices.map((device) => device.id),
          assetNumbers: devices.map((device) => device.assetNumber),
        },
        writes: registerMachines(donation, devices, at),
        answer: { devices },
      };
    }),

  valueDonation: ({ params, body, ...request }) =>
    moveOnce(deps, params.id, 'value', request, (donation, { at }) => {
      const valuation = valueGoods(donation, body, deps.city, { by: request.actor.id, at });
      const { total, rule } = valuation;
      const secondPerson = needsSecondPerson(deps.city, valuation);
      return { set: { valuation }, facts: { total, rule, secondPerson }, answer: { total, secondPerson } };
    }),

  async acceptDonation({ params: { id }, intent, actor }) {
    return deps.table.once(keys.donation(id).pk, intent, async () => {
      const donation = await readDonation(deps.table, id);
      mustBeSecondPerson(deps.city, donation, actor.id);
      return turn(() => acceptDonation(deps, intent, donation, actedBy(actor)));
    });
  },
});
