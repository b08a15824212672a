import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { ListPage } from '../page/list-page.tsx';
import { Show } from '../page/states.tsx';
import { type Code, chosenCommittee, meetingName } from './names.ts';
import { CommitteeChoice, CommitteeTabs } from './tabs.tsx';

type Line = AnswerOf<'listMeetings'>['items'][number];
const LISTED: readonly Line['status'][] = ['PLANNED', 'OPEN', 'CLOSED', 'CANCELLED'];

/** Meetings of one committee: all of them for the office, for a member those of the committees they sit in. */
export function Committees(): VNode {
  const loaded = useLoad('committees', () => client.read('listCommittees', {}));
  return (
    <Show of={loaded} heading={t('staff.nav.committees')}>
      {({ committees, account }) => {
        const codes = committees.map(({ code }) => code);
        const chosen = chosenCommittee(codes);
        return chosen ? <Meetings codes={codes} chosen={chosen} /> : <NotLinked account={account} />;
      }}
    </Show>
  );
}

/** A member whom the secretary has not linked yet: what they have to tell. */
function NotLinked({ account }: { account: string }): VNode {
  return (
    <>
      <div class="page-head">
        <Heading>{t('staff.nav.committees')}</Heading>
      </div>
      <Notification tone="info">
        <p>{t('committees.notLinked')}</p>
        <p>
          {t('committees.account')}: <span class="code">{account}</span>
        </p>
      </Notification>
    </>
  );
}

function Meetings({ codes, chosen }: { codes: readonly Code[]; chosen: Code }): VNode {
  return (
    <ListPage<Line>
      title={t('staff.nav.committees')}
      lead={
        may('planMeeting') && (
          <p class="page-deeds">
            <ButtonLink href={places.newMeeting(chosen)} size="small">
              {t('committees.call')}
            </ButtonLink>
          </p>
        )
      }
      entity="meeting"
      groups={[{ statuses: LISTED }]}
      scope={chosen}
      above={
        <>
          <CommitteeTabs />
          <CommitteeChoice codes={codes} chosen={chosen} />
        </>
      }
      read={(status, cursor) =>
        client.read('listMeetings', {
          query: { status: status as Line['status'], committee: chosen, cursor },
        })
      }
      id={(row) => row.id}
      href={(row) => places.meeting(row.id)}
      empty={(status) => nameOf(may('planMeeting') ? 'committees.empty' : 'committees.emptyToRead', status)}
      brief={(row) => `${row.time} · ${row.place}`}
      columns={[
        { title: t('committees.meetings'), cell: meetingName },
        { title: t('committees.day'), cell: (row) => dayText(row.day), show: 'wide' },
        { title: t('committees.time'), cell: (row) => row.time, show: 'wide' },
        { title: t('committees.place'), cell: (row) => row.place, show: 'wide' },
        { title: t('committees.agendaCount'), cell: (row) => row.items, numeric: true },
      ]}
    />
  );
}
