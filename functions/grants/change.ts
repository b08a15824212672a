import type { StaffActor } from '../kernel/actor.ts';
import { localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import type { Write } from '../kernel/table.ts';
import { type Connection, mustBeDecided, mustBePayable, stillSupported } from './checks.ts';
import { moveGrant, prolongGrant, stopGrant } from './deeds.ts';
import type { Grant, StopReason } from './domain.ts';
import { fail } from './fail.ts';
import { type Month, plusMonths } from './months.ts';
import type { GrantsRepository } from './repository.ts';
import type { Deed, Occasion } from './settling.ts';
import { intentWith, moneyWrites, occasionOf } from './writes.ts';

interface Request {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}
/** What was decided of a grant: the deed, what its event tells, what the caller hears. */
export interface Decided<A> {
  readonly deed: Deed;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly answer: A;
  readonly also?: readonly Write[];
  readonly refused?: (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;
}

/** Decides on a grant as it is now and writes the change, its money and its event in one transaction. */
export function changeGrant<A extends object>(
  deps: Dependencies,
  repository: GrantsRepository,
  { id, intent, actor }: Request,
  type: string,
  decide: (grant: Grant, occasion: Occasion) => Promise<Decided<A>> | Decided<A>,
) {
  return repository.once(id, intent, async () => {
    const grant = await repository.read(id);
    const occasion = occasionOf(deps);
    const { deed, facts, answer, also = [], refused } = await decide(grant, occasion);
    const money = moneyWrites(deps, grant.purpose, deed, occasion);
    const { moved } = deed;
    return repository.commit({
      intent,
      id,
      event: {
        type,
        subject: id,
        from: moved.from,
        to: moved.to,
        at: occasion.at,
        by: actedBy(actor),
        district: grant.district,
        refs: { person: grant.personId, application: grant.application, grant: id },
        facts: { ...facts, amount: deed.change },
      },
      writes: [moved.write, ...deed.also, ...also, ...money.writes],
      answer: { id, status: moved.to, ...answer },
      refused: (write, found) => refused?.(write, found) ?? money.refused(write, found),
    });
  });
}

export const stop = (
  deps: Dependencies,
  repository: GrantsRepository,
  request: Request & { body: { from: Month; reason: StopReason; note?: string | undefined } },
) =>
  changeGrant(deps, repository, request, 'grant.stop', (grant, occasion) => {
    const { from, reason } = request.body;
    const deed = stopGrant(grant, request.body, occasion);
    return { deed, facts: { from, reason }, answer: { released: -deed.change } };
  });

export async function move(
  deps: Dependencies,
  repository: GrantsRepository,
  request: Request & { body: Connection & { from: Month } },
) {
  const { id, body } = request;
  const intent = await intentWith(deps, request.intent, body);
  return changeGrant(deps, repository, { ...request, intent }, 'grant.move', async (grant, occasion) => {
    mustBePayable(deps.city, body);
    const { from, carrier, plan, fee, customerNumber } = body;
    const customer = await deps.vault.seal({ grant: id }, { customerNumber });
    const deed = moveGrant(grant, { from, carrier, plan, fee, customer }, occasion);
    return { deed, facts: { from, carrier, plan, fee }, answer: { change: deed.change } };
  });
}

export const prolong = (
  deps: Dependencies,
  repository: GrantsRepository,
  request: Request & {
    body: { months: number; decision?: { number: string; decidedOn: string } | undefined };
  },
) =>
  changeGrant(deps, repository, request, 'grant.prolong', (grant, occasion) => {
    const { months, decision } = request.body;
    mustBeDecided(decision, localDate(occasion.at, deps.city.timeZone));
    const deed = prolongGrant(grant, months, deps.city.fees.months.most, occasion);
    const lastMonth = plusMonths(grant.lastMonth, months);
    const supported = stillSupported(grant.application);
    return {
      deed,
      also: [supported],
      refused: (write, found) =>
        write === supported ? fail('APPLICATION_NOT_ELIGIBLE', { status: found?.status }) : undefined,
      facts: {
        months,
        lastMonth,
        ...(decision ? { decision: decision.number, decidedOn: decision.decidedOn } : {}),
      },
      answer: { reserved: deed.change, lastMonth },
    };
  });
