import { applicationRefs } from '../applications/domain.ts';
import { mustServe } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { eligibilityContract } from './contract.ts';
import { fail, IN_HAND, mustBeAnother } from './domain.ts';
import { eligibilityRepository } from './repository.ts';

type Hands = Pick<Handlers<typeof eligibilityContract>, 'assignApplication' | 'listOfficers'>;

/** Who has an application: taken, handed over, put back. It binds nobody; it says whom to ask. */
export const handHandlers = (deps: Dependencies): Hands => {
  const repository = eligibilityRepository(deps.table);
  return {
    async listOfficers({ query, actor }) {
      mustServe(actor, query.district);
      return { items: await repository.officersOf(query.district) };
    },

    async assignApplication({ params: { id }, body: { officer }, actor, intent }) {
      mustServe(actor, (await repository.read(id)).district);
      return repository.once(id, intent, async () => {
        const application = await repository.read(id);
        const { status, version, district } = application;
        if (!IN_HAND.some((one) => one === status))
          throw fail('ILLEGAL_MOVE', { entity: 'application', move: 'assign', status });
        const own = officer === actor.id;
        if (officer && !own && !(await repository.officersOf(district)).includes(officer))
          throw fail('OFFICER_UNKNOWN', {}, [{ path: 'officer', code: 'OFFICER_UNKNOWN' }]);
        if (officer) mustBeAnother(application, officer);
        const at = instant(deps.clock);
        return deps.table.commit({
          intent,
          pk: keys.application(id).pk,
          event: {
            type: 'application.assign',
            subject: id,
            at,
            by: actedBy(actor),
            district,
            refs: applicationRefs(application),
            ...(officer ? { facts: { officer } } : {}),
          },
          writes: [
            {
              update: keys.application(id),
              change: officer
                ? { set: { officer, version: version + 1 } }
                : { set: { version: version + 1 }, remove: ['officer'] },
              when: { equals: { status, version } },
            },
            ...(own
              ? [{ put: { ...keys.officer(district, officer), kind: 'officer', lastAt: at }, when: {} }]
              : []),
          ],
          answer: { id, status, ...(officer ? { officer } : {}) },
        });
      });
    },
  };
};
