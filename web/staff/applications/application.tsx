import type { VNode } from 'preact';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { ContactCard } from '../page/contact.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Confirm } from './confirm.tsx';
import { Refuse } from './refuse.tsx';
import { RequestDocuments } from './request-documents.tsx';

export type Application = AnswerOf<'readApplication'>;

const ROUTES = {
  confirm: 'confirmEligibility',
  requestDocuments: 'requestDocuments',
  refuse: 'refuseEligibility',
} as const satisfies Record<string, RouteName>;

const stepsOf = ({ moves }: Application): Step[] =>
  Object.entries(ROUTES)
    .filter(([move, route]) => moves.includes(move) && may(route))
    .map(([move]) => ({
      deed: move,
      label: nameOf('staff.applications.moves', move),
      main: move === 'confirm',
      danger: move === 'refuse',
    }));

/** One application: who asks for what, and whether they are eligible. */
export function ApplicationPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readApplication', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.applications')}>
      {(application) => (
        <RecordScope id={id} loaded={loaded}>
          <ApplicationView application={application} />
        </RecordScope>
      )}
    </Show>
  );
}

function ApplicationView({ application }: { application: Application }): VNode {
  const { id, reference, status, moves, district, submittedAt, personId, kind } = application;
  return (
    <RecordPage
      back={{ href: `${places.applications}?status=${status}`, text: t('staff.nav.applications') }}
      title={printReference(reference)}
      status={<Status of="application" status={status} />}
      beside={`${districtName(district)} · ${t('staff.applications.submittedOn', { day: dayText(dayOf(submittedAt)) })}`}
      steps={stepsOf(application)}
      idle={nameOf('staff.applications.idle', status)}
      main={<Asked application={application} />}
      side={
        <>
          <ContactCard
            person={personId}
            title={t(
              kind === 'organisation' ? 'staff.applications.inCharge' : 'staff.applications.applicant',
            )}
          />
          <History lines={application.history} notes={application.notes} />
        </>
      }
      deeds={
        <>
          {moves.includes('confirm') && <Confirm id={id} lookUp={application.lookUp} />}
          {moves.includes('requestDocuments') && <RequestDocuments id={id} kind={kind} />}
          {moves.includes('refuse') && <Refuse id={id} />}
        </>
      }
    />
  );
}

function Asked({ application }: { application: Application }): VNode {
  const { kind, organisation, category, computers, allotted, installed, needs, purpose, reason } =
    application;
  const { peopleReached, householdSize, lookUp, documentsWanted, refusedBecause } = application;
  const wishes = (['screenReader', 'largeScreen', 'internet'] as const).filter((need) => needs[need]);
  return (
    <Card id="asked" title={t('staff.applications.asked')}>
      <Facts
        rows={[
          [
            t('staff.col.applicant'),
            [nameOf('staff.applications.kinds', kind), organisation].filter(Boolean).join(' · '),
          ],
          [t('staff.col.category'), categoryName(category)],
          [
            t('staff.applications.computers'),
            t('staff.applications.counts', { computers, allotted, installed }),
          ],
          [t('staff.applications.wants'), nameOf('staff.items', needs.kind)],
          wishes.length > 0 && [
            t('staff.applications.needs'),
            wishes.map((need) => t(`staff.applications.need.${need}`)).join(', '),
          ],
          purpose !== undefined && [t('staff.applications.purpose'), purpose],
          peopleReached !== undefined && [
            t('staff.applications.peopleReached'),
            t('staff.applications.people', { count: peopleReached }),
          ],
          householdSize !== undefined && [
            t('staff.applications.householdSize'),
            t('staff.applications.people', { count: householdSize }),
          ],
          reason !== undefined && [t('staff.applications.reason'), reason],
          kind === 'household' && [
            t('staff.applications.lookUp'),
            t(lookUp ? 'staff.applications.lookUpYes' : 'staff.applications.lookUpNo'),
          ],
          documentsWanted && [
            t('staff.applications.documentsWanted'),
            documentsWanted.map((one) => nameOf('staff.applications.documents', one)).join(', '),
          ],
          refusedBecause !== undefined && [
            t('staff.applications.refusedBecause'),
            nameOf('staff.applications.refusals', refusedBecause),
          ],
        ]}
      />
    </Card>
  );
}
