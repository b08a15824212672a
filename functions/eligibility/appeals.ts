import { type Application, freeHousehold, servedRecently } from '../applications/domain.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { noted } from '../kernel/move.ts';
import { mustHold } from '../kernel/session.ts';
import type { Write } from '../kernel/table.ts';
import type { eligibilityContract } from './contract.ts';
import { type Case, carryOut, decide, type Verdict } from './decide.ts';
import { decidedAlso, fail, mustBeAnother, mustBeAppealable } from './domain.ts';
import { eligibilityRepository } from './repository.ts';
import { queued, underCertificate } from './verdicts.ts';

type Appeals = Pick<Handlers<typeof eligibilityContract>, 'appealRefusal' | 'appealFor' | 'decideAppeal'>;

/**
 * A refusal freed the household's place; an appeal takes it again, while nobody else has it.
 * @throws DomainError 409 PLACE_TAKEN when the household has applied anew, or was served, meanwhile
 */
async function placeAgain(
  { city, clock }: Dependencies,
  { application, repository }: Case,
): Promise<Pick<Verdict, 'also' | 'refused'>> {
  const { household, id } = application;
  if (!household) return {};
  const holder = await repository.holderOf(household);
  if (holder && holder.id !== id && servedRecently(holder, clock.now(), city)) throw fail('PLACE_TAKEN');
  const taken: Write = {
    put: { ...keys.household(household), kind: 'household', application: id },
    when: holder ? { equals: { application: holder.id } } : { exists: false },
  };
  return { also: [taken], refused: (write) => (write === taken ? fail('PLACE_TAKEN') : undefined) };
}

async function appeal(deps: Dependencies, about: Case, words: string): Promise<Verdict> {
  const { application, at } = about;
  mustBeAppealable(application, localDate(at, deps.city.timeZone), deps.city);
  const refusedAt = application.stages.INELIGIBLE ?? at;
  return {
    move: 'appeal',
    set: { appeal: { at, refusedAt, words } },
    ...(await placeAgain(deps, about)),
  };
}

const settled = ({ appeal: own }: Application, outcome: 'ALLOWED' | 'DISMISSED') =>
  own ? { appeal: { ...own, outcome } } : {};

/** What an applicant does against a refusal, and what becomes of it: decided by somebody who did not decide before. */
export const appealHandlers = (deps: Dependencies): Appeals => ({
  async appealRefusal({ params: { reference }, body, session, intent, actor }) {
    await mustHold(deps.table, session, { subject: 'application', reference }, deps.clock.now());
    const repository = eligibilityRepository(deps.table);
    return repository.once(reference, intent, async () => {
      const application = await repository.read(reference);
      const about = { application, at: instant(deps.clock), repository };
      return carryOut(about, await appeal(deps, about, body.words), { intent, by: actedBy(actor) });
    });
  },

  appealFor: ({ body, ...asked }) => decide(deps, asked, (about) => appeal(deps, about, body.words)),

  decideAppeal: ({ body: { outcome, reason, note }, ...asked }) =>
    decide(deps, asked, async (about) => {
      const { application } = about;
      const officer = asked.actor.id;
      mustBeAnother(application, officer);
      const decided = { ...settled(application, outcome), ...decidedAlso(application, officer) };
      if (outcome === 'DISMISSED') {
        const refusedBecause = reason ?? application.refusedBecause ?? 'OTHER';
        return {
          move: 'dismissAppeal',
          set: { ...decided, refusedBecause, ...noted(application, 'INELIGIBLE', note) },
          remove: ['officer'],
          facts: { reason: refusedBecause },
          also: freeHousehold(application),
        };
      }
      // The refusal was wrong: nobody loses the place in the queue that it cost.
      const place = application.appeal?.refusedAt ?? about.at;
      const { set, remove } = queued(application, place, note);
      return {
        move: 'allowAppeal',
        set: { ...set, ...decided },
        remove: [...remove, 'refusedBecause'],
        facts: { waiting: application.computers },
        ...(await underCertificate(deps, about)),
      };
    }),
});
