import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import { type Allotment, allotmentQueue } from './domain.ts';
import { fail } from './fail.ts';
import type { Choices } from './plan/compute.ts';
import type { LegalBasis } from './plan/rules.ts';
import type { AllotmentsRepository } from './repository.ts';

const given = <T extends object>(choices: T): T =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as T;

/**
 * Orders a plan. It is COMPUTING until the task `allotment-plan` has computed it and reserved its devices; two at a
 * time would only take each other's.
 */
export async function compute(
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: { intent: Intent; actor: StaffActor; choices: Choices; legalBasis: LegalBasis },
) {
  const { intent, actor, legalBasis } = request;
  const id = newId('allotment', intent.key);
  return repository.once(id, intent, async () => {
    const { items } = await repository.list(deps, 'COMPUTING', { limit: 1 });
    const [other] = items.filter((one) => one.status === 'COMPUTING' && one.id !== id);
    if (other) throw fail('COMPUTING_ALREADY', { allotment: other.id });
    const now = instant(deps.clock);
    const { owner, scope } = allotmentQueue('COMPUTING');
    const choices = given(request.choices) as NonNullable<Allotment['choices']>;
    const plan = {
      ...keys.allotment(id),
      kind: 'allotment',
      id,
      status: 'COMPUTING',
      version: 1,
      origin: 'computed',
      lineCount: 0,
      lines: 0,
      organisations: [],
      byDistrict: {},
      byCategory: {},
      legalBasis,
      choices,
      attempt: 0,
      proposedAt: now,
      proposedBy: actor.id,
      stages: { COMPUTING: now },
      since: now,
      q: queue(owner, ...scope),
      qs: `${now}#${id}`,
    };
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.compute',
        subject: id,
        to: 'COMPUTING',
        at: now,
        by: actedBy(actor),
        facts: {
          legalBasis,
          ...(choices.limit ? { limit: choices.limit } : {}),
          ...(choices.districts ? { districts: choices.districts } : {}),
          ...(choices.kinds ? { kinds: choices.kinds } : {}),
        },
      },
      writes: [{ put: plan, when: { exists: false } }],
      answer: { id, status: 'COMPUTING' as const },
    });
  });
}
