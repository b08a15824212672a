import type { Actor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { DonationStatus } from './contract.ts';
import { type Act, actOf, type Donation, type DonationMove, moveDonation } from './domain.ts';
import { commitDonation, readDonation } from './repository.ts';

/** What a move changes beside the state, what else is written with it, and what the caller hears. */
export interface Decision<A> {
  readonly set?: Partial<Donation>;
  readonly remove?: readonly (keyof Donation)[];
  readonly facts?: DomainEvent['facts'];
  readonly writes?: readonly Write[];
  readonly answer: A;
}

/**
 * One move of one offer by one person, once however often it is sent. `decide` is asked only when the move is legal;
 * it may refuse, and then nothing is written.
 * @param ref id or reference of the offer
 */
export async function moveOnce<A extends object>(
  { table, clock }: Pick<Dependencies, 'table' | 'clock'>,
  ref: string,
  move: DonationMove,
  { actor, intent }: { actor: Actor; intent: Intent },
  decide: (donation: Donation, act: Act) => Decision<A> | Promise<Decision<A>>,
): Promise<{ id: string; status: DonationStatus } & A> {
  const donation = await readDonation(table, ref);
  return table.once(keys.donation(ref).pk, intent, async () => {
    const act = actOf(actor, instant(clock));
    moveDonation(donation, move, act);
    const { writes = [], answer, ...what } = await decide(donation, act);
    const { to, write, event } = moveDonation(donation, move, act, what);
    return commitDonation(
      table,
      intent,
      { event, writes: [write, ...writes] },
      { id: donation.id, status: to, ...answer },
    );
  });
}
