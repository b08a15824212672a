import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import type { CommitteeCode } from './contract.ts';
import { isSettled, type Meeting, meetingQueue, moveMeeting } from './domain.ts';
import { fail } from './fail.ts';
import type { CommitteesRepository } from './repository.ts';
import { rulesOf } from './rules.ts';
import { nextNumber } from './series.ts';
import { inOffice } from './terms.ts';

type Deps = Pick<Dependencies, 'city' | 'clock'>;
interface Deed {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}
interface When {
  readonly day: string;
  readonly time: string;
  readonly place: string;
}
interface Attendance {
  readonly present: readonly string[];
  readonly presiding: string;
}

export const today = ({ clock, city }: Deps): string => localDate(clock.now(), city.timeZone);

function mustBeAhead(deps: Deps, { day, place }: When): void {
  mustNameNoOfficeHolder(deps.city, { place });
  if (day < today(deps)) throw fail('MEETING_IN_PAST', {}, [{ path: 'day', code: 'MEETING_IN_PAST' }]);
}

/** Calls a meeting. */
export async function callMeeting(
  deps: Deps,
  repository: CommitteesRepository,
  { intent, actor, body }: Omit<Deed, 'id'> & { body: When & { committee: CommitteeCode } },
) {
  const id = newId('meeting', intent.key);
  const { pk } = keys.meeting(id);
  return repository.once(pk, intent, async () => {
    rulesOf(deps.city, body.committee);
    mustBeAhead(deps, body);
    const at = instant(deps.clock);
    const { owner, scope } = meetingQueue('PLANNED', body.committee);
    return repository.commit({
      intent,
      pk,
      event: {
        type: 'meeting.plan',
        subject: id,
        to: 'PLANNED',
        at,
        by: actedBy(actor),
        facts: { committee: body.committee, day: body.day },
      },
      writes: [
        {
          put: {
            ...keys.meeting(id),
            kind: 'meeting',
            ...{ id, status: 'PLANNED', version: 1, stages: { PLANNED: at }, since: at },
            ...{ ...body, calledBy: actor.id, items: 0, present: [] },
            ...{ q: queue(owner, ...scope), qs: `${body.day}#${id}` },
          },
          when: { exists: false },
        },
      ],
      answer: { id, status: 'PLANNED' as const },
    });
  });
}

/** One move of a meeting as it is now. */
function moveOf(
  deps: Deps,
  repository: CommitteesRepository,
  { id, intent, actor }: Deed,
  move: Parameters<typeof moveMeeting>[1],
  decide: (meeting: Meeting) => Promise<{
    set?: Partial<Meeting>;
    facts?: DomainEvent['facts'];
    also?: readonly Write[];
    /** Another write of the same moment has taken a number. */
    refused?: (write: Write) => Error | undefined;
  }>,
) {
  const { pk } = keys.meeting(id);
  return repository.once(pk, intent, async () => {
    const meeting = await repository.meeting(id);
    const at = instant(deps.clock);
    // An illegal move is refused before anything else is looked at.
    moveMeeting(meeting, move, at);
    const { set, facts, also = [], refused } = await decide(meeting);
    const moved = moveMeeting(meeting, move, at, set);
    return repository.commit({
      intent,
      pk,
      event: {
        type: `meeting.${move}`,
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        facts: { committee: meeting.committee, ...facts },
      },
      writes: [moved.write, ...also],
      answer: { id, status: moved.to },
      ...(refused ? { refused } : {}),
    });
  });
}

export const changeMeeting = (
  deps: Deps,
  repository: CommitteesRepository,
  { body, ...deed }: Deed & { body: When },
) =>
  moveOf(deps, repository, deed, 'change', async () => {
    mustBeAhead(deps, body);
    return { set: body, facts: { day: body.day } };
  });

async function mustBeSettled(repository: CommitteesRepository, id: string): Promise<void> {
  const open = (await repository.agenda(id)).filter((item) => !isSettled(item)).map(({ n }) => n);
  if (open.length > 0) throw fail('ITEMS_OPEN', { items: open });
}

export const cancelMeeting = (deps: Deps, repository: CommitteesRepository, deed: Deed) =>
  moveOf(deps, repository, deed, 'cancel', async ({ id }) => {
    await mustBeSettled(repository, id);
    return {};
  });

/** Nobody is decided by that no minute tells of: what is open must be decided, deferred or dropped first. */
export const closeMeeting = (deps: Deps, repository: CommitteesRepository, deed: Deed) =>
  moveOf(deps, repository, deed, 'close', async ({ id, items }) => {
    await mustBeSettled(repository, id);
    return { facts: { items } };
  });

/** @throws DomainError MEMBER_UNKNOWN for who is not in office on that day, PRESIDING_NOT_PRESENT */
async function checkedAttendance(
  repository: CommitteesRepository,
  { committee }: Pick<Meeting, 'committee'>,
  day: string,
  { present, presiding }: Attendance,
): Promise<Attendance> {
  const here = [...new Set(present)];
  const members = inOffice(await repository.members(committee), day).map(({ id }) => id);
  const unknown = here.find((id) => !members.includes(id));
  if (unknown)
    throw fail('MEMBER_UNKNOWN', { member: unknown }, [{ path: 'present', code: 'MEMBER_UNKNOWN' }]);
  if (!here.includes(presiding))
    throw fail('PRESIDING_NOT_PRESENT', {}, [{ path: 'presiding', code: 'PRESIDING_NOT_PRESENT' }]);
  return { present: here, presiding };
}

/** Opens a meeting on its day or after; it gets the committee's next number of the year. */
export async function openMeeting(
  deps: Deps,
  repository: CommitteesRepository,
  { body, ...deed }: Deed & { body: Attendance },
) {
  const day = today(deps);
  const year = day.slice(0, 4);
  const opened = await contend(
    () =>
      moveOf(deps, repository, deed, 'open', async (meeting) => {
        if (day < meeting.day) throw fail('MEETING_TOO_EARLY', { day: meeting.day });
        const attendance = await checkedAttendance(repository, meeting, day, body);
        const series = await repository.series(meeting.committee, year);
        const next = nextNumber(meeting.committee, year, series, 'meetings');
        return {
          set: { ...attendance, day, year, number: next.number },
          facts: { year, number: next.number, present: attendance.present.length },
          also: [next.write],
          refused: (write) => (write === next.write ? new Taken() : undefined),
        };
      }),
    () => fail('BUSY'),
  );
  const { number = 0, ...meeting } = await repository.meeting(deed.id);
  return { ...opened, year: meeting.year ?? year, number };
}

/** Somebody came later, or left. Whoever has voted on an item counts as present for it. */
export const recordAttendance = (
  deps: Deps,
  repository: CommitteesRepository,
  { body, ...deed }: Deed & { body: Attendance },
) =>
  moveOf(deps, repository, deed, 'attend', async (meeting) => {
    const attendance = await checkedAttendance(repository, meeting, meeting.day, body);
    return { set: attendance, facts: { present: attendance.present.length } };
  });
