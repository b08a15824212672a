import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { amended, today } from './amend.ts';
import { mustNotBePast } from './collection.ts';
import type { donationsContract } from './contract.ts';
import { noted } from './domain.ts';
import {
  earmarkFindings,
  mayRefuseForEarmark,
  mustBeAskable,
  mustBeLawful,
  mustNameKnownGroup,
  ruleCodes,
} from './earmark.ts';
import { moveOnce } from './move-once.ts';
import { forgetNumber } from './registration.ts';

type Screening = Pick<
  Handlers<typeof donationsContract>,
  'screenDonation' | 'askForChange' | 'amendEarmarkFor' | 'declineDonation' | 'bookCollection'
>;

/** What the Chest decides before the goods come. */
export const screeningHandlers = (deps: Dependencies): Screening => ({
  screenDonation: ({ params, body, ...request }) =>
    moveOnce(deps, params.id, 'screen', request, (donation) => {
      const findings = earmarkFindings(donation, deps.city, today(deps));
      mustBeLawful(findings);
      return {
        set: noted(donation, 'SCREENED', body.note),
        ...(donation.earmark ? { facts: { findings: ruleCodes(findings) } } : {}),
        answer: {},
      };
    }),

  askForChange: ({ params, body: { reasons, note }, ...request }) =>
    moveOnce(deps, params.id, 'askForChange', request, (donation, { at }) => {
      mustBeAskable(donation, reasons, deps.city);
      const asked = [...new Set(reasons)];
      return {
        set: {
          changeAsked: { reasons: asked, at, by: request.actor.id },
          ...noted(donation, 'CHANGE_ASKED', note),
        },
        facts: { reasons: asked },
        answer: {},
      };
    }),

  async amendEarmarkFor({ params, body, ...request }) {
    mustNameKnownGroup(deps.city, body.earmark);
    return moveOnce(deps, params.id, 'amendEarmark', request, (donation) =>
      amended(deps, donation, body.earmark, body.note),
    );
  },

  declineDonation: ({ params, body, ...request }) =>
    moveOnce(deps, params.id, 'decline', request, (donation) => {
      if (body.reason === 'EARMARK') mayRefuseForEarmark(donation);
      return {
        ...forgetNumber(donation),
        set: { declinedBecause: body.reason, ...noted(donation, 'DECLINED', body.note) },
        facts: { reason: body.reason },
        answer: {},
      };
    }),

  bookCollection: ({ params, body: { day, slot, note }, ...request }) =>
    moveOnce(deps, params.id, 'bookCollection', request, () => {
      mustNotBePast(day, deps.clock.now(), deps.city.timeZone);
      // It is printed on the driver's list.
      mustNameNoOfficeHolder(deps.city, { note });
      return {
        set: { collection: { day, slot, ...(note ? { note } : {}) } },
        facts: { day, slot },
        answer: {},
      };
    }),
});
