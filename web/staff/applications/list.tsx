import type { VNode } from 'preact';
import type { ApplicationStatus } from '../../../functions/applications/contract.ts';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { whoIs } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { Waiting } from '../page/waiting.tsx';
import { chosenDistrict, DistrictChoice, OwnDistrict } from './district-choice.tsx';
import { ApplicationTabs } from './tabs.tsx';

type Line = AnswerOf<'listApplications'>['items'][number];
const LISTED: readonly ApplicationStatus[] = [
  'SUBMITTED',
  'DOCUMENTS_NEEDED',
  'SECOND_CHECK',
  'APPEALED',
  'QUEUED',
  'RESERVED',
  'ALLOTTED',
];

/** Applications by state, oldest first. */
export function Applications(): VNode {
  const district = chosenDistrict();
  return (
    <ListPage<Line>
      title={t('staff.nav.applications')}
      lead={
        may('applyForHouseholdAssisted') && (
          <ButtonLink href={places.newApplication} variant="secondary">
            {t('assisted.new')}
          </ButtonLink>
        )
      }
      entity="application"
      groups={[{ statuses: LISTED }]}
      scope={district ?? ''}
      above={
        <>
          <OwnDistrict say={(own) => t('staff.applications.ownOnly', { district: own })} />
          <ApplicationTabs />
          <DistrictChoice />
        </>
      }
      read={(status, cursor) =>
        client.read('listApplications', { query: { status: status as ApplicationStatus, district, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.application(row.id)}
      empty={(status) => nameOf('staff.applications.empty', status)}
      brief={(row) =>
        [
          categoryName(row.category),
          districtName(row.district),
          ...(row.officer ? [whoIs(row.officer)] : []),
        ].join(' · ')
      }
      columns={[
        {
          title: t('staff.col.reference'),
          cell: (row) => <span class="code">{printReference(row.reference)}</span>,
        },
        {
          title: t('staff.col.applicant'),
          cell: (row) => nameOf('staff.applications.kinds', row.kind),
          show: 'wide',
        },
        { title: t('staff.col.category'), cell: (row) => categoryName(row.category), show: 'wide' },
        { title: t('staff.col.district'), cell: (row) => districtName(row.district), show: 'wide' },
        {
          title: t('staff.col.computers'),
          cell: (row) =>
            t('staff.applications.progress', { allotted: row.allotted, computers: row.computers }),
          numeric: true,
        },
        {
          title: t('eligibility.has'),
          cell: (row) => (row.officer ? whoIs(row.officer) : ''),
          show: 'wide',
          ifAny: true,
        },
        { title: t('staff.col.since'), cell: (row) => <Waiting since={row.since} /> },
      ]}
    />
  );
}
