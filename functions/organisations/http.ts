import { boundDistrict, mustServe, type StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { noted } from '../kernel/move.ts';
import type { organisationsContract } from './contract.ts';
import { certify, moveOrganisation, type Organisation } from './domain.ts';
import { commitOrganisation, organisationsRepository } from './repository.ts';
import { detailOf, lineOf } from './view.ts';

/** Organisations that ask for PCs, for the district's officers and the programme office. */
export const organisationsHandlers = (deps: Dependencies): Handlers<typeof organisationsContract> => {
  const repository = organisationsRepository(deps.table);
  const today = () => localDate(deps.clock.now(), deps.city.timeZone);
  /** The organisation, if it is of the officer's own district. */
  const own = async (actor: StaffActor, id: string): Promise<Organisation> => {
    const organisation = await repository.read(id);
    mustServe(actor, organisation.district);
    return organisation;
  };
  return {
    async listOrganisations({ query, actor }) {
      if (query.district) mustServe(actor, query.district);
      const one = query.district ?? boundDistrict(actor);
      const districts = one ? [one] : deps.city.districts.map(({ code }) => code);
      const { items, ...rest } = await repository.list(deps, query.status, districts, query);
      return { items: items.map(lineOf), ...rest };
    },

    async readOrganisation({ params, actor }) {
      const organisation = await own(actor, params.id);
      return detailOf(organisation, historyOf(await repository.history(params.id)), today(), deps.city);
    },

    async certifyOrganisation({ params, body, actor, intent }) {
      await own(actor, params.id);
      return repository.once(params.id, intent, async () => {
        const organisation = await own(actor, params.id);
        const at = instant(deps.clock);
        const { moved, move, certifiedUntil } = certify(
          { ...organisation, ...noted(organisation, 'CERTIFIED', body.note) },
          body.checks,
          { at, today: today(), city: deps.city },
        );
        const event = {
          type: `organisation.${move}`,
          at,
          by: actedBy(actor),
          facts: { until: certifiedUntil, checks: body.checks },
        };
        const answer = { id: organisation.id, status: moved.to, certifiedUntil };
        return commitOrganisation(deps.table, intent, organisation, moved, event, answer);
      });
    },

    async refuseOrganisation({ params, body, actor, intent }) {
      await own(actor, params.id);
      return repository.once(params.id, intent, async () => {
        const organisation = await own(actor, params.id);
        const at = instant(deps.clock);
        const set = { refusedBecause: body.reason, ...noted(organisation, 'REFUSED', body.note) };
        const moved = moveOrganisation(organisation, 'refuse', at, set);
        const event = {
          type: 'organisation.refuse',
          at,
          by: actedBy(actor),
          facts: { reason: body.reason },
        };
        const answer = { id: organisation.id, status: moved.to };
        return commitOrganisation(deps.table, intent, organisation, moved, event, answer);
      });
    },
  };
};
