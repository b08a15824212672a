import { type Allotment, decidePlan, moveAllotment } from '../allotments/domain.ts';
import { instant } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import { type DecisionRecord, districtsOf, printDecision, putDecision } from './decision.ts';
import { type AgendaItem, type Ballot, moveItem } from './domain.ts';
import { fail } from './fail.ts';
import { floorOf } from './floor.ts';
import { type Deps, freePlan, type OnItem } from './item-deed.ts';
import { today } from './meetings.ts';
import { mustBeVotedOn } from './plans.ts';
import type { CommitteesRepository } from './repository.ts';
import { enterRoom, type Room, readSeen, type Seen } from './room.ts';
import { rulesOf } from './rules.ts';
import { nextNumber } from './series.ts';
import { attending, type Tally, tallyOf } from './tally.ts';

type Closing = OnItem & {
  readonly legalBasis?: AgendaItem['legalBasis'] | undefined;
  readonly note?: string | undefined;
};

/** Where the event stands: in the plan's own history when there is a plan, else in the meeting's. */
const partitionOf = ({ plan, meeting }: Pick<AgendaItem, 'plan' | 'meeting'>): string =>
  plan ? keys.allotment(plan).pk : keys.meeting(meeting).pk;

/** @throws DomainError QUORUM_LOST, VOTES_MISSING, LEGAL_BASIS_NEEDED, PLAN_CHANGED and what mustBeVotedOn says */
async function counted(
  deps: Deps,
  repository: CommitteesRepository,
  room: Room,
  seen: Seen,
  { legalBasis }: Closing,
): Promise<{ tally: Tally; ballots: readonly Ballot[] }> {
  const { item, plan } = seen;
  const ballots = await repository.ballots(item.meeting, item.n);
  const tally = tallyOf(rulesOf(deps.city, item.committee), floorOf(room, seen, ballots));
  if (!tally.quorum.reached) throw fail('QUORUM_LOST', { ...tally.quorum });
  if (tally.missing.length > 0) throw fail('VOTES_MISSING', { members: tally.missing });
  await mustBeVotedOn(repository, seen);
  if (plan && plan.version !== item.planVersion) throw fail('PLAN_CHANGED');
  if (item.about === 'PLAN' && !legalBasis)
    throw fail('LEGAL_BASIS_NEEDED', {}, [{ path: 'legalBasis', code: 'LEGAL_BASIS_NEEDED' }]);
  return { tally, ballots };
}

/** What the decision does to the plan: decides it, or takes back that it was allowed. Nothing where it was refused before. */
function movePlan(
  { city }: Deps,
  item: AgendaItem,
  plan: Allotment | undefined,
  decision: Parameters<typeof decidePlan>[1],
  at: string,
): Moved<Allotment['status']> | undefined {
  if (!plan) return undefined;
  if (item.about === 'PLAN') return decidePlan(plan, decision, at, city);
  if (decision.outcome === 'APPROVED' && plan.status === 'DECIDED')
    return moveAllotment(plan, 'overturn', at, { decision });
  return undefined;
}

/** A decision that is set aside says so itself. */
const markOverridden = (item: AgendaItem, number: string, outcome: string): Write[] => {
  if (!item.overrides || outcome !== 'APPROVED') return [];
  const { committee, year, n } = item.overrides;
  return [
    {
      update: keys.decision(committee, year, n),
      change: { set: { overriddenBy: number } },
      when: { exists: true, absent: ['overriddenBy'] },
    },
  ];
};

/** The counts of a plan, as they will be public; another matter has none. */
const countsOf = (plan: Allotment | undefined) => ({
  lines: plan?.lines ?? 0,
  byDistrict: districtsOf(plan),
  byCategory: plan?.byCategory ?? {},
});

/**
 * Counts an item and decides it: the decision with the committee's next number, the item, the plan with its legal basis
 * and the event in one transaction, on exactly the members, the attendance and the ballots that were counted.
 */
export async function closeItem(deps: Deps, repository: CommitteesRepository, closing: Closing) {
  const { id, n, intent, actor, legalBasis, note } = closing;
  mustNameNoOfficeHolder(deps.city, { note });
  const room = await enterRoom(repository, id, actor);
  const { item: first } = await readSeen(repository, room, n);
  const pk = partitionOf(first);
  return contend(
    () => repository.once(pk, intent, () => decide(deps, repository, closing, pk)),
    () => fail('BUSY'),
  );

  async function decide(deps: Deps, repository: CommitteesRepository, closing: Closing, pk: string) {
    const room = await enterRoom(repository, id, actor);
    const seen = await readSeen(repository, room, n);
    const { item, plan, recused } = seen;
    const at = instant(deps.clock);
    // A second closing hears that the item is decided.
    moveItem(item, 'approve', at);
    const roster = await repository.roster(item.committee);
    const { tally, ballots } = await counted(deps, repository, room, seen, closing);
    const day = today(deps);
    const year = day.slice(0, 4);
    const series = await repository.series(item.committee, year);
    const next = nextNumber(item.committee, year, series, 'decisions');
    const number = printDecision(rulesOf(deps.city, item.committee), year, next.number);
    const { outcome } = tally;
    const basis = legalBasis ?? plan?.decision?.legalBasis;
    const said = {
      ...{ committee: item.committee, number, decidedOn: day, outcome },
      ...(basis ? { legalBasis: basis } : {}),
    };
    const planMove = movePlan(
      deps,
      item,
      plan,
      { ...said, legalBasis: basis ?? 'CHEST', recordedBy: actor.id, ...(note ? { note } : {}) },
      at,
    );
    const moved = moveItem(item, outcome === 'APPROVED' ? 'approve' : 'reject', at, {
      result: { ...tally, recused, votersPresent: attending(floorOf(room, seen, ballots)) },
      decision: number,
      ...(basis ? { legalBasis: basis } : {}),
      ...(note ? { note } : {}),
    });
    const overridden = item.overrides
      ? { overridden: item.overrides, overrides: await numberOf(repository, item.overrides) }
      : {};
    const record: Omit<DecisionRecord, 'kind' | 'dueOn'> = {
      ...{ committee: item.committee, year, n: next.number, number, day, at },
      ...{ about: item.about, outcome, meeting: id, item: n, ...countsOf(plan), ...overridden },
      ...(item.plan ? { plan: item.plan } : {}),
      ...(basis ? { legalBasis: basis } : {}),
    };
    const decided = putDecision(record, deps.city);
    return repository.commit({
      intent,
      pk,
      event: eventOf(
        closing,
        item,
        room,
        { ...said, tally, recused: recused.length },
        { moved, planMove, at },
      ),
      writes: [
        // Ballots raise no version: the closing holds for exactly those that were counted.
        {
          ...moved.write,
          when: { equals: { status: moved.from, version: item.version, votes: ballots.length } },
        } as Write,
        { check: keys.meeting(id), when: { equals: { status: 'OPEN', version: room.meeting.version } } },
        {
          check: keys.committeeRoster(item.committee),
          when: { equals: { version: roster?.version } },
        },
        next.write,
        decided,
        ...(planMove ? [planMove.write] : []),
        ...freePlan(item),
        ...markOverridden(item, number, outcome),
      ],
      answer: { id, n, status: moved.to, decision: number },
      refused: (write) => (write === next.write || write === decided ? new Taken() : undefined),
    });
  }
}

const numberOf = async (
  repository: CommitteesRepository,
  { committee, year, n }: NonNullable<AgendaItem['overrides']>,
): Promise<string> => (await repository.decision(committee, year, n))?.number ?? '';

const TYPES = {
  PLAN: 'allotment.decide',
  OVERRIDE: 'allotment.decideOverride',
  MATTER: 'item.decide',
} as const;

function eventOf(
  { id, n, actor }: Closing,
  item: AgendaItem,
  { meeting }: Room,
  {
    tally,
    ...facts
  }: {
    tally: Tally;
    recused: number;
    committee: string;
    number: string;
    decidedOn: string;
    outcome: string;
    legalBasis?: string;
  },
  {
    moved,
    planMove,
    at,
  }: { moved: Moved<AgendaItem['status']>; planMove: Moved<string> | undefined; at: string },
): DomainEvent {
  const type = item.plan ? TYPES[item.about] : 'item.decide';
  return {
    type,
    subject: item.plan ?? id,
    ...(type === 'item.decide'
      ? { from: moved.from, to: moved.to }
      : planMove
        ? { from: planMove.from, to: planMove.to }
        : {}),
    at,
    by: actedBy(actor),
    refs: { meeting: meeting.id },
    facts: {
      ...facts,
      item: n,
      for: tally.for,
      against: tally.against,
      abstain: tally.abstain,
      present: tally.quorum.present,
    },
  };
}
