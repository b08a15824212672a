import type { VNode } from 'preact';
import type { AllotmentStatus } from '../../../functions/allotments/contract.ts';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { whoIs } from '../page/history.tsx';
import { ListPage } from '../page/list-page.tsx';
import { Waiting } from '../page/waiting.tsx';
import { planName } from './name.ts';

type Row = AnswerOf<'listAllotments'>['items'][number];

const LISTED: readonly AllotmentStatus[] = [
  'PROPOSED',
  'DECIDED',
  'EXECUTING',
  'EXECUTED',
  'REJECTED',
  'WITHDRAWN',
  'COMPUTING',
];

/** Plans by state, oldest first. */
export function Allotments(): VNode {
  return (
    <ListPage<Row>
      title={t('staff.nav.allotments')}
      lead={
        may('computeAllotment') && (
          <ButtonLink href={places.computation} icon="box">
            {t('allotments.newPlan')}
          </ButtonLink>
        )
      }
      entity="allotment"
      groups={[{ statuses: LISTED }]}
      read={(status, cursor) =>
        client.read('listAllotments', { query: { status: status as AllotmentStatus, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.allotment(row.id)}
      empty={(status) => nameOf('allotments.empty', status)}
      brief={(row) => instantText(row.proposedAt)}
      columns={[
        { title: t('allotments.col.plan'), cell: (row) => <span class="code">{planName(row.id)}</span> },
        { title: t('allotments.col.lines'), cell: (row) => row.lines, numeric: true },
        {
          title: t('allotments.col.origin'),
          cell: (row) => nameOf('allotments.origins', row.origin),
          show: 'wide',
        },
        { title: t('allotments.col.proposed'), cell: (row) => instantText(row.proposedAt), show: 'wide' },
        { title: t('allotments.col.by'), cell: (row) => whoIs(row.proposedBy), show: 'wide' },
        { title: t('staff.col.since'), cell: (row) => <Waiting since={row.since} /> },
      ]}
    />
  );
}
