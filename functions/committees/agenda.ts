import type * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import type { ItemBody } from './contract.ts';
import { type AgendaItem, moveItem } from './domain.ts';
import { fail } from './fail.ts';
import { floorOf } from './floor.ts';
import { amendItem, type Deps, freePlan, mustBeOpen, type OnItem, onItem } from './item-deed.ts';
import { today } from './meetings.ts';
import { mustBeProposed, mustBeVotedOn, mustStillBeOpen } from './plans.ts';
import type { CommitteesRepository } from './repository.ts';
import { rulesOf } from './rules.ts';
import { quorumOf } from './tally.ts';
import { inOffice } from './terms.ts';

/** As many as two digits count: `ITEM#99`. */
const MOST_ITEMS = 99;

type Subject = Pick<AgendaItem, 'about' | 'title' | 'text' | 'plan' | 'overrides'>;

/** What is put on the agenda, after a look at what it is about. */
async function subjectOf(
  deps: Deps,
  repository: CommitteesRepository,
  committee: AgendaItem['committee'],
  body: z.output<typeof ItemBody>,
): Promise<Subject> {
  if (body.kind === 'MATTER') {
    const { title, text } = body;
    mustNameNoOfficeHolder(deps.city, { title, text });
    return { about: 'MATTER', title, ...(text ? { text } : {}) };
  }
  if (body.kind === 'PLAN') {
    mustBeProposed(await repository.plan(body.plan));
    return { about: 'PLAN', plan: body.plan };
  }
  const { mayOverride } = rulesOf(deps.city, committee);
  if (mayOverride !== body.decision.committee) throw fail('OVERRIDE_NOT_ALLOWED', { mayOverride });
  const overridden = await mustStillBeOpen(repository, body.decision);
  const plan = overridden.plan ? { plan: overridden.plan } : {};
  return { about: 'OVERRIDE', overrides: body.decision, ...plan };
}

/** Puts something on the agenda of a meeting that is planned or open. A plan stands on one agenda at most. */
export async function addItem(
  deps: Deps,
  repository: CommitteesRepository,
  { id, intent, actor, body }: Omit<OnItem, 'n'> & { body: z.output<typeof ItemBody> },
) {
  const { pk } = keys.meeting(id);
  return repository.once(pk, intent, async () => {
    const meeting = await repository.meeting(id);
    const { status, version, committee } = meeting;
    if (status !== 'PLANNED' && status !== 'OPEN') throw fail('MEETING_NOT_OPEN', { status });
    const n = meeting.items + 1;
    if (n > MOST_ITEMS) throw fail('AGENDA_FULL', { most: MOST_ITEMS });
    const subject = await subjectOf(deps, repository, committee, body);
    const at = instant(deps.clock);
    const item = {
      ...keys.agendaItem(id, n),
      kind: 'agenda-item',
      ...{ id: `${id}#${n}`, status: 'WAITING', version: 1, stages: { WAITING: at }, since: at },
      ...{ meeting: id, committee, n, ...subject, declared: [], papers: [], votes: 0 },
    };
    const place: Write[] =
      subject.about === 'PLAN' && subject.plan
        ? [
            {
              put: { ...keys.planPlace(subject.plan), kind: 'plan-place', meeting: id, n },
              when: { exists: false },
            },
          ]
        : [];
    return repository.commit({
      intent,
      pk,
      event: {
        type: 'item.add',
        subject: id,
        to: 'WAITING',
        at,
        by: actedBy(actor),
        facts: {
          ...{ item: n, committee, about: subject.about },
          ...(subject.plan ? { allotment: subject.plan } : {}),
        },
      },
      writes: [
        {
          update: keys.meeting(id),
          change: { set: { items: n, version: version + 1 } },
          when: { equals: { status, version } },
        },
        { put: item, when: { exists: false } },
        ...place,
      ],
      answer: { id, n, status: 'WAITING' as const },
      refused: (write, found) =>
        write === place[0] ? fail('PLAN_ON_AGENDA', { meeting: found?.meeting, item: found?.n }) : undefined,
    });
  });
}

/** Takes an item off the agenda; the minutes say why. */
export const dropItem = (
  deps: Deps,
  repository: CommitteesRepository,
  { reason, ...deed }: OnItem & { reason: string },
) =>
  onItem(deps, repository, deed, async (_room, { item }, at) => ({
    verb: 'drop',
    moved: moveItem(item, 'drop', at, { because: reason }),
    writes: freePlan(item),
    facts: { reason },
  }));

/** Leaves an item to another meeting; a vote that was open on it comes to nothing. */
export const deferItem = (
  deps: Deps,
  repository: CommitteesRepository,
  { note, ...deed }: OnItem & { note?: string | undefined },
) =>
  onItem(deps, repository, deed, async (_room, { item }, at) => {
    mustNameNoOfficeHolder(deps.city, { note });
    return {
      verb: 'defer',
      moved: moveItem(item, 'defer', at, note ? { note } : {}),
      writes: freePlan(item),
    };
  });

/** What the chair of the committee that would be overridden said (사회복지공동모금회법 §13⑤). */
export const recordHearing = (
  deps: Deps,
  repository: CommitteesRepository,
  { on, statement, ...deed }: OnItem & { on: string; statement: string },
) =>
  onItem(deps, repository, deed, async (_room, { item }) => {
    mustBeOpen(item);
    mustNameNoOfficeHolder(deps.city, { statement });
    if (!item.overrides) throw fail('HEARING_NOT_NEEDED');
    if (on > today(deps)) throw fail('HEARING_IN_FUTURE', {}, [{ path: 'on', code: 'HEARING_IN_FUTURE' }]);
    const { committee } = item.overrides;
    const chair = inOffice(await repository.members(committee), on).find((member) => member.chair);
    if (!chair) throw fail('CHAIR_UNKNOWN', { committee, on });
    const hearing = { member: chair.id, committee, on, statement };
    return {
      verb: 'hear',
      writes: [amendItem(item, { hearing })],
      facts: { member: chair.id, on },
    };
  });

/** Opens the vote: the meeting is open, there is a quorum for this item, and what it is about can be decided. */
export const startVote = (deps: Deps, repository: CommitteesRepository, deed: OnItem) =>
  onItem(deps, repository, deed, async (room, seen, at) => {
    const { meeting } = room;
    const { item, plan } = seen;
    // The table of moves first: a second opening hears that it is one.
    moveItem(item, 'startVote', at);
    if (meeting.status !== 'OPEN') throw fail('MEETING_NOT_OPEN', { status: meeting.status });
    await mustBeVotedOn(repository, seen);
    const quorum = quorumOf(rulesOf(deps.city, item.committee), floorOf(room, seen, []));
    if (!quorum.reached) throw fail('QUORUM_LOST', { ...quorum });
    return {
      verb: 'startVote',
      moved: moveItem(item, 'startVote', at, plan ? { planVersion: plan.version } : {}),
      writes: [{ check: keys.meeting(meeting.id), when: { equals: { status: 'OPEN' } } }],
      facts: { present: quorum.present, needed: quorum.needed },
    };
  });
