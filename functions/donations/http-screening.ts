import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { mustNotBePast } from './collection.ts';
import type { donationsContract } from './contract.ts';
import { noted } from './domain.ts';
import { moveOnce } from './move-once.ts';
import { forgetNumber } from './registration.ts';

type Screening = Pick<
  Handlers<typeof donationsContract>,
  'screenDonation' | 'declineDonation' | 'bookCollection'
>;

/** What the Chest decides before the goods come. */
export const screeningHandlers = (deps: Dependencies): Screening => ({
  screenDonation: ({ params, body, ...request }) =>
    moveOnce(deps, params.id, 'screen', request, (donation) => ({
      set: noted(donation, 'SCREENED', body.note),
      answer: {},
    })),

  declineDonation: ({ params, body, ...request }) =>
    moveOnce(deps, params.id, 'decline', request, (donation) => ({
      ...forgetNumber(donation),
      set: { declinedBecause: body.reason, ...noted(donation, 'DECLINED', body.note) },
      facts: { reason: body.reason },
      answer: {},
    })),

  bookCollection: ({ params, body: { day, slot, note }, ...request }) =>
    moveOnce(deps, params.id, 'bookCollection', request, () => {
      mustNotBePast(day, deps.clock.now(), deps.city.timeZone);
      return {
        set: { collection: { day, slot, ...(note ? { note } : {}) } },
        facts: { day, slot },
        answer: {},
      };
    }),
});
