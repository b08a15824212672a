import type { VNode } from 'preact';
import { chosenDistrict, DistrictChoice, OwnDistrict } from '../applications/district-choice.tsx';
import { ApplicationTabs } from '../applications/tabs.tsx';
import type { AnswerOf, RequestFor } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { ListPage } from '../page/list-page.tsx';
import { Waiting } from '../page/waiting.tsx';

type Line = AnswerOf<'listOrganisations'>['items'][number];
type Listed = RequestFor<'listOrganisations'>['query']['status'];
const LISTED = ['APPLIED', 'CERTIFIED', 'LAPSED'] as const satisfies readonly Listed[];

/** Organisations by state: who waits, who is certified until when, whose certificate has ended. */
export function Organisations(): VNode {
  const district = chosenDistrict();
  return (
    <ListPage<Line>
      title={t('organisations.title')}
      entity="organisation"
      groups={[{ statuses: LISTED }]}
      scope={district ?? ''}
      above={
        <>
          <OwnDistrict say={(own) => t('organisations.ownOnly', { district: own })} />
          <ApplicationTabs />
          <DistrictChoice />
        </>
      }
      read={(status, cursor) =>
        client.read('listOrganisations', { query: { status: status as Listed, district, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.organisation(row.id)}
      empty={(status) => nameOf('organisations.empty', status)}
      brief={(row) => `${categoryName(row.kind)} · ${districtName(row.district)}`}
      columns={[
        { title: t('organisations.col.name'), cell: (row) => row.name },
        { title: t('organisations.col.kind'), cell: (row) => categoryName(row.kind), show: 'wide' },
        { title: t('staff.col.district'), cell: (row) => districtName(row.district), show: 'wide' },
        {
          title: t('organisations.col.until'),
          cell: (row) => (row.certifiedUntil ? dayText(row.certifiedUntil) : ''),
          ifAny: true,
        },
        {
          title: t('organisations.col.since'),
          cell: (row) => (row.status === 'CERTIFIED' ? '' : <Waiting since={row.since} />),
          ifAny: true,
        },
      ]}
    />
  );
}
