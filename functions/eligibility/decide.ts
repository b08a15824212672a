import type { ApplicationStatus } from '../applications/contract.ts';
import {
  type Application,
  type ApplicationMove,
  applicationRefs,
  moveApplication,
} from '../applications/domain.ts';
import { mustServe, type StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import type { Write } from '../kernel/table.ts';
import { type EligibilityRepository, eligibilityRepository } from './repository.ts';

/** What somebody asks to be done to an application. */
interface Asked {
  readonly params: { readonly id: string };
  readonly actor: StaffActor;
  readonly intent: Intent;
}

export interface Verdict {
  readonly move: ApplicationMove;
  readonly set?: Partial<Application>;
  readonly remove?: readonly (keyof Application & string)[];
  readonly facts?: DomainEvent['facts'];
  readonly also?: readonly Write[];
  readonly refused?: (write: Write) => Error | undefined;
}

/** What there is to decide with. */
export interface Case {
  readonly application: Application;
  /** ISO instant of the decision. */
  readonly at: string;
  readonly repository: EligibilityRepository;
}

/** A verdict as one transaction: the record's move, its event, what goes with it. */
export async function carryOut(
  { application, at, repository }: Case,
  verdict: Verdict,
  { intent, by }: { intent: Intent; by: DomainEvent['by'] },
): Promise<{ id: string; status: ApplicationStatus }> {
  const { move, set, remove, facts, also, refused } = verdict;
  const moved = moveApplication(application, move, at, set, remove);
  const event = {
    type: `application.${move}`,
    at,
    by,
    district: application.district,
    refs: applicationRefs(application),
    ...(facts ? { facts } : {}),
  };
  const answer = { id: application.id, status: moved.to };
  return repository.move(intent, application, moved, event, answer, also, refused);
}

/** An officer's verdict, on the own district's applications only; decided anew when the record changed meanwhile. */
export async function decide(
  deps: Dependencies,
  { params, actor, intent }: Asked,
  verdict: (about: Case) => Verdict | Promise<Verdict>,
): Promise<{ id: string; status: ApplicationStatus }> {
  const repository = eligibilityRepository(deps.table);
  // The right comes before the repetition: an earlier answer is no more another district's than the record is.
  let first: Application | undefined = await repository.read(params.id);
  mustServe(actor, first.district);
  return repository.once(params.id, intent, async () => {
    const application = first ?? (await repository.read(params.id));
    // Whoever decides once more does so on what is there by then.
    first = undefined;
    const about = { application, at: instant(deps.clock), repository };
    return carryOut(about, await verdict(about), { intent, by: actedBy(actor) });
  });
}
