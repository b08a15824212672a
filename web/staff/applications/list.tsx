import { city } from 'ithope:city';
import type { VNode } from 'preact';
import type { ApplicationStatus } from '../../../functions/applications/contract.ts';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client, isIn, person } from '../core/session.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { printReference } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { Waiting } from '../page/waiting.tsx';

type Line = AnswerOf<'listApplications'>['items'][number];
const LISTED: readonly ApplicationStatus[] = [
  'SUBMITTED',
  'DOCUMENTS_NEEDED',
  'QUEUED',
  'RESERVED',
  'ALLOTTED',
];

/** A person who is only in the district group sees the own district; the others may choose one. */
const isBound = () => !isIn('programme', 'chest', 'auditor');

/** Applications by state, oldest first. */
export function Applications(): VNode {
  const bound = isBound();
  const chosen = query.value.get('district') ?? undefined;
  const district = bound ? undefined : chosen;
  const own = person.value?.district;
  return (
    <ListPage<Line>
      title={t('staff.nav.applications')}
      lead={
        bound &&
        own && <p class="page-lead">{t('staff.applications.ownOnly', { district: districtName(own) })}</p>
      }
      entity="application"
      groups={[{ statuses: LISTED }]}
      scope={district ?? ''}
      above={!bound && <DistrictChoice chosen={chosen} />}
      read={(status, cursor) =>
        client.read('listApplications', { query: { status: status as ApplicationStatus, district, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.application(row.id)}
      empty={(status) => nameOf('staff.applications.empty', status)}
      brief={(row) => `${categoryName(row.category)} · ${districtName(row.district)}`}
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
        { title: t('staff.col.since'), cell: (row) => <Waiting since={row.since} /> },
      ]}
    />
  );
}

function DistrictChoice({ chosen }: { chosen: string | undefined }): VNode {
  return (
    <label class="inline-choice">
      <span>{t('staff.col.district')}</span>
      <select
        class="input select"
        onChange={(event) => go(withQuery({ district: event.currentTarget.value || undefined }))}
      >
        <option value="">{t('staff.applications.everyDistrict')}</option>
        {Object.keys(city.districts).map((code) => (
          <option value={code} selected={code === chosen}>
            {districtName(code)}
          </option>
        ))}
      </select>
    </label>
  );
}
