import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { AddItem } from './add-item.tsx';
import { Attend, Open } from './attendance.tsx';
import { Cancel, Change, Close } from './meeting-deeds.tsx';
import { MinutesCard } from './minutes.tsx';
import { committeeName, type Meeting, meetingName, subjectText } from './names.ts';

/** One meeting: its agenda, who is there, its minutes, what can be done. */
export function MeetingPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readMeeting', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.committees')}>
      {(meeting) => (
        <RecordScope id={id} loaded={loaded}>
          <MeetingView meeting={meeting} />
        </RecordScope>
      )}
    </Show>
  );
}

function stepsOf({ moves, status }: Meeting): Step[] {
  const going = status === 'PLANNED' || status === 'OPEN';
  const step = (deed: string, more: Partial<Step> = {}): Step => ({
    deed,
    label: nameOf('committees.moves', deed),
    ...more,
  });
  return [
    ...(moves.includes('open') ? [step('open', { main: true })] : []),
    ...(moves.includes('close') ? [step('close')] : []),
    ...(going && may('addItem') ? [step('addItem', { main: true })] : []),
    ...(status === 'OPEN' && may('recordAttendance') ? [step('attend')] : []),
    ...(moves.includes('change') ? [step('change')] : []),
    ...(moves.includes('cancel') ? [step('cancel', { danger: true })] : []),
  ];
}

function MeetingView({ meeting }: { meeting: Meeting }): VNode {
  const { committee, status, day, time, moves, history } = meeting;
  return (
    <RecordPage
      back={{ href: places.committeeIn(committee, status), text: t('staff.nav.committees') }}
      title={meetingName(meeting)}
      status={<Status of="meeting" status={status} />}
      beside={`${committeeName(committee)} · ${t('committees.when', { day: dayText(day), time })}`}
      steps={stepsOf(meeting)}
      idle={nameOf('committees.idle', status)}
      main={
        <>
          <Agenda meeting={meeting} />
          <Attendance meeting={meeting} />
        </>
      }
      side={
        <>
          <About meeting={meeting} />
          <MinutesCard meeting={meeting} />
          <History lines={history} />
        </>
      }
      deeds={
        <>
          {moves.includes('open') && <Open meeting={meeting} />}
          {status === 'OPEN' && may('recordAttendance') && <Attend meeting={meeting} />}
          {moves.includes('close') && <Close id={meeting.id} />}
          {moves.includes('change') && <Change meeting={meeting} />}
          {moves.includes('cancel') && <Cancel id={meeting.id} />}
          {may('addItem') && <AddItem meeting={meeting} />}
        </>
      }
    />
  );
}

function Agenda({ meeting: { id, agenda, recusedFrom } }: { meeting: Meeting }): VNode {
  return (
    <Card id="agenda" title={t('committees.agenda')}>
      {recusedFrom.length > 0 && (
        <Notification tone="info">{t('committees.hidden', { items: recusedFrom.join(', ') })}</Notification>
      )}
      {agenda.length === 0 && recusedFrom.length === 0 && <p class="note">{t('committees.noItems')}</p>}
      {agenda.length > 0 && (
        <QueueTable
          caption={t('committees.agenda')}
          rows={agenda}
          id={({ n }) => String(n)}
          href={({ n }) => places.meetingItem(id, n)}
          columns={[
            {
              title: t('committees.col.item'),
              cell: (row) => t('committees.itemTitle', { n: row.n, title: subjectText(row) }),
            },
            {
              title: t('committees.col.status'),
              cell: ({ status }) => <Status of="item" status={status} />,
            },
            { title: t('committees.col.papers'), cell: ({ papers }) => papers, numeric: true, show: 'wide' },
            {
              title: t('committees.col.decision'),
              cell: ({ decision }) => decision ?? '',
              ifAny: true,
              show: 'wide',
            },
          ]}
        />
      )}
    </Card>
  );
}

function Attendance({ meeting: { members, presiding, status } }: { meeting: Meeting }): VNode {
  const here = members.filter(({ present }) => present);
  const met = status === 'OPEN' || status === 'CLOSED';
  return (
    <Card id="attendance" title={t('committees.attendance')}>
      <p>
        {met
          ? t('committees.presentOf', { all: members.length, present: here.length })
          : t('committees.notYetOpen', { all: members.length })}
      </p>
      {members.length > 0 && (
        <QueueTable
          caption={t('committees.attendance')}
          rows={[...members].sort((a, b) => a.seat - b.seat)}
          id={({ id }) => id}
          columns={[
            { title: t('committees.name'), cell: ({ name }) => name },
            {
              title: t('committees.chair'),
              cell: ({ id, chair }) =>
                [chair && t('committees.chair'), id === presiding && t('committees.presides')]
                  .filter(Boolean)
                  .join(' · '),
              ifAny: true,
            },
            {
              title: t('committees.state'),
              cell: ({ present }) => (met ? t(present ? 'committees.present' : 'committees.absent') : ''),
              ifAny: true,
            },
          ]}
        />
      )}
    </Card>
  );
}

function About({ meeting: { committee, day, time, place, year, number } }: { meeting: Meeting }): VNode {
  return (
    <Card id="facts" title={t('committees.about')}>
      <Facts
        rows={[
          [t('committees.committee'), committeeName(committee)],
          year !== undefined &&
            number !== undefined && [t('committees.meetings'), meetingName({ year, number, day })],
          [t('committees.day'), dayText(day)],
          [t('committees.time'), time],
          [t('committees.place'), place],
        ]}
      />
    </Card>
  );
}
