import type * as z from 'zod';
import { mayBeSupported } from '../applications/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import { mustBeDecided, mustBeGrantable, mustBePayable, payingPurpose, stillSupported } from './checks.ts';
import type { grantsContract } from './contract.ts';
import { type Grant, grantQueue, holdHousehold } from './domain.ts';
import { fail } from './fail.ts';
import { monthOf, monthsFrom, plusMonths } from './months.ts';
import type { GrantsRepository } from './repository.ts';
import { grantedMoney } from './settling.ts';
import { intentWith, moneyWrites, occasionOf } from './writes.ts';

type Body = z.output<(typeof grantsContract)['routes']['grantFee']['body']>;

/** Sets the sum of the months aside, takes the household's place and makes the grant, all in one transaction. */
export async function grantFee(
  deps: Dependencies,
  repository: GrantsRepository,
  request: { intent: Intent; actor: StaffActor; body: Body },
) {
  const { actor, body } = request;
  const { city, vault } = deps;
  const id = newId('grant', request.intent.key);
  const intent = await intentWith(deps, request.intent, body);
  return repository.once(id, intent, async () => {
    const occasion = occasionOf(deps);
    const { at } = occasion;
    const today = localDate(at, city.timeZone);
    mustBePayable(city, body);
    mustBeGrantable(city, body.firstMonth, body.months, monthOf(today));
    mustBeDecided(body.decision, today);
    const purpose = payingPurpose(city, body.purpose);
    const application = await repository.application(body.application);
    if (!application)
      throw fail('APPLICATION_UNKNOWN', {}, [{ path: 'application', code: 'APPLICATION_UNKNOWN' }]);
    const { household } = application;
    if (!mayBeSupported(application) || !household)
      throw fail('APPLICATION_NOT_ELIGIBLE', { status: application.status });
    const { carrier, plan, fee, customerNumber, firstMonth, months, legalBasis, decision } = body;
    const customer = await vault.seal({ grant: id }, { customerNumber });
    const made = {
      id,
      purpose,
      terms: [{ from: firstMonth, carrier, plan, fee, customer }],
      open: monthsFrom(firstMonth, months),
    };
    const { counted, change, ...money } = grantedMoney(made, occasion);
    const { district, personId } = application;
    const lastMonth = plusMonths(firstMonth, months - 1);
    const grant: Grant = {
      ...made,
      kind: 'grant',
      status: 'ACTIVE',
      version: 1,
      since: at,
      stages: { ACTIVE: at },
      application: application.id,
      reference: application.reference,
      ...{ personId, district, household, legalBasis, firstMonth, lastMonth, counted },
      ...(decision ? { decision } : {}),
      grantedAt: at,
      grantedBy: actor.id,
      again: [],
      paid: 0,
      paidSum: 0,
    };
    const place = grantQueue('ACTIVE', grant);
    const hold = holdHousehold(grant);
    const supported = stillSupported(application.id);
    const { writes, refused } = moneyWrites(deps, purpose, money, occasion);
    return repository.commit({
      intent,
      id,
      event: {
        type: 'grant.give',
        subject: id,
        to: 'ACTIVE',
        at,
        by: actedBy(actor),
        district,
        refs: { person: personId, application: application.id, grant: id },
        facts: {
          ...{ carrier, plan, fee, firstMonth, lastMonth, months, legalBasis, purpose, amount: change },
          ...(decision ? { decision: decision.number, decidedOn: decision.decidedOn } : {}),
        },
      },
      writes: [
        {
          put: {
            ...keys.grant(id),
            ...grant,
            q: queue(place.owner, ...place.scope),
            qs: `${place.since}#${id}`,
          },
          when: { exists: false },
        },
        hold,
        supported,
        ...writes,
      ],
      answer: { id, status: 'ACTIVE' as const, reserved: change },
      refused: (write, found) =>
        write === hold
          ? fail('HOUSEHOLD_HAS_GRANT', { grant: found?.grant })
          : write === supported
            ? fail('APPLICATION_NOT_ELIGIBLE', { status: found?.status })
            : refused(write, found),
    });
  });
}
