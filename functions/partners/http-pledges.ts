import { mustServePartner, type StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers, Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { historyOf } from '../kernel/history.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { mustSpeak } from '../kernel/languages.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { partnersContract } from './contract.ts';
import {
  makePledge,
  movePledge,
  mustBePossible,
  type Pledge,
  type PledgeMove,
  pledgeContact,
  pledgeMovesFor,
} from './domain.ts';
import { listPledges, readEvents, readPledge } from './repository.ts';

type Pledges = Pick<
  Handlers<typeof partnersContract>,
  'makePledge' | 'listPledges' | 'readPledge' | 'closePledge' | 'cancelPledge'
>;

export const pledgeLine = ({ id, partner, count, by, listed, district, status, since }: Pledge) => ({
  ...{ id, partner, count, by, listed, district, status, since },
});

export const pledgeHandlers = (deps: Dependencies): Pledges => {
  const { table, vault, city, clock } = deps;

  const move = (id: string, name: PledgeMove, actor: StaffActor, intent: Intent, note: string | undefined) =>
    table.once(keys.pledge(id).pk, intent, async () => {
      const pledge = await readPledge(table, id, actor);
      const { to, writes, event } = movePledge(pledge, name, instant(clock), actor, note);
      return table.commit({ intent, pk: keys.pledge(id).pk, event, writes, answer: { id, status: to } });
    });

  return {
    async makePledge({ body, intent, actor }) {
      mustServePartner(actor, body.partner);
      const { pk } = keys.pledge(newId('pledge', intent.key));
      return table.once(pk, intent, async () => {
        mustBePossible(city, body, localDate(clock.now(), city.timeZone));
        // Messages greet by name and leave it aside, so a title beside it is refused here.
        mustNameNoOfficeHolder(city, { 'contact.name': body.contact.name }, findTitledNames);
        mustSpeak(city, body.contact.language);
        const person = newId('person', intent.key);
        const contact = await vault.seal({ person }, pledgeContact(city, body));
        const { pledge, writes, event } = makePledge(intent.key, body, contact, instant(clock), actor);
        const answer = { id: pledge.id, status: pledge.status };
        return table.commit({ intent, pk, event, writes, answer });
      });
    },

    async listPledges({ query, actor }) {
      const { items, ...rest } = await listPledges(deps, actor, query);
      return { items: items.map(pledgeLine), ...rest };
    },

    async readPledge({ params, actor }) {
      const pledge = await readPledge(table, params.id, actor);
      const events = await readEvents(table, keys.pledge(pledge.id));
      return {
        ...pledgeLine(pledge),
        personId: pledge.personId,
        wantsReceipt: pledge.wantsReceipt,
        ...(pledge.note ? { note: pledge.note } : {}),
        stages: { ...pledge.stages },
        moves: pledgeMovesFor(pledge, actor),
        history: historyOf(events),
      };
    },

    closePledge: ({ params, body, intent, actor }) => move(params.id, 'close', actor, intent, body.note),
    cancelPledge: ({ params, body, intent, actor }) => move(params.id, 'cancel', actor, intent, body.reason),
  };
};
