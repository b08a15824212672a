import type { Handlers } from '../kernel/contract.ts';
import { historyOf } from '../kernel/history.ts';
import type { committeesContract } from './contract.ts';
import { fail } from './fail.ts';
import type { CommitteeDependencies } from './http.ts';
import { linkTo } from './link.ts';
import {
  callMeeting,
  cancelMeeting,
  changeMeeting,
  closeMeeting,
  openMeeting,
  recordAttendance,
  today,
} from './meetings.ts';
import { openWords } from './members.ts';
import { minutesKey, minutesName } from './minutes-file.ts';
import { mustNotConcern } from './recusal.ts';
import type { CommitteesRepository } from './repository.ts';
import { enterRoom, isOffice, lookAt, type Room } from './room.ts';
import { rulesOf } from './rules.ts';
import { inOffice } from './terms.ts';
import { itemLine, meetingLine, meetingMoves } from './view.ts';

type Routes = Pick<
  Handlers<typeof committeesContract>,
  | 'planMeeting'
  | 'listMeetings'
  | 'readMeeting'
  | 'changeMeeting'
  | 'cancelMeeting'
  | 'openMeeting'
  | 'recordAttendance'
  | 'closeMeeting'
  | 'readMinutes'
>;

export function meetingHandlers(deps: CommitteeDependencies, repository: CommitteesRepository): Routes {
  /** The whole agenda, each item with whom it concerns. */
  async function agendaOf({ meeting, members }: Room) {
    const items = await repository.agenda(meeting.id);
    const plans = await repository.plans(items.flatMap(({ plan }) => plan ?? []));
    return items.map((item) => lookAt(item, item.plan ? plans.get(item.plan) : undefined, members));
  }
  return {
    planMeeting: ({ intent, actor, body }) => callMeeting(deps, repository, { intent, actor, body }),

    async listMeetings({ query, actor }) {
      const { committee, status } = query;
      rulesOf(deps.city, committee);
      const own = (await repository.members(committee)).filter(({ account }) => account === actor.id);
      if (!isOffice(actor) && inOffice(own, today(deps)).length === 0) throw fail('NOT_A_MEMBER');
      const { items, ...rest } = await repository.meetings(deps, status, committee, query);
      const theirs = isOffice(actor) ? items : items.filter(({ day }) => inOffice(own, day).length > 0);
      return { items: theirs.map(meetingLine), ...rest };
    },

    async readMeeting({ params: { id }, actor }) {
      const room = await enterRoom(repository, id, actor);
      const { meeting, members, own } = room;
      const [agenda, history, ready] = await Promise.all([
        agendaOf(room),
        repository.history(id),
        repository.hasMinutes(id),
      ]);
      const hidden = agenda
        .filter(({ recused }) => recused.some(({ member }) => member === own?.id))
        .map(({ item }) => item.n);
      const visible = ({ facts }: { facts?: Readonly<Record<string, unknown>> | undefined }) =>
        !hidden.includes(Number(facts?.item));
      return {
        ...meetingLine(meeting),
        members: await Promise.all(
          members.map(async (member) => ({
            ...{ id: member.id, seat: member.seat, chair: member.chair },
            name: (await openWords(deps.vault, member)).name,
            present: meeting.present.includes(member.id),
          })),
        ),
        ...(meeting.presiding ? { presiding: meeting.presiding } : {}),
        ...(own ? { own: own.id } : {}),
        agenda: agenda.filter(({ item }) => !hidden.includes(item.n)).map(itemLine),
        recusedFrom: hidden,
        minutes: ready ? 'READY' : meeting.status === 'CLOSED' ? 'ORDERED' : 'NONE',
        moves: meetingMoves(meeting, actor),
        history: historyOf(history.filter(visible)),
      };
    },

    changeMeeting: ({ params: { id }, intent, actor, body }) =>
      changeMeeting(deps, repository, { id, intent, actor, body }),
    cancelMeeting: ({ params: { id }, intent, actor }) =>
      cancelMeeting(deps, repository, { id, intent, actor }),
    openMeeting: ({ params: { id }, intent, actor, body }) =>
      openMeeting(deps, repository, { id, intent, actor, body }),
    recordAttendance: ({ params: { id }, intent, actor, body }) =>
      recordAttendance(deps, repository, { id, intent, actor, body }),
    closeMeeting: ({ params: { id }, intent, actor }) =>
      closeMeeting(deps, repository, { id, intent, actor }),

    async readMinutes({ params: { id }, actor }) {
      const room = await enterRoom(repository, id, actor);
      // All items stand on one paper: whom one of them concerns gets an extract from the secretary.
      for (const { recused } of await agendaOf(room)) mustNotConcern(recused, room.own?.id);
      if (!(await repository.hasMinutes(id))) throw fail('MINUTES_NOT_READY');
      return linkTo(deps, deps.documents(), minutesKey(id), minutesName(room.meeting, deps.city));
    },
  };
}
