import type { VNode } from 'preact';
import type { DonationStatus } from '../../../functions/donations/contract.ts';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { itemsText, printReference } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { Waiting } from '../page/waiting.tsx';

type Line = AnswerOf<'listDonations'>['items'][number];

/** States that stay in a queue; the last ones have left it. */
export const LISTED: readonly DonationStatus[] = [
  'OFFERED',
  'CHANGE_ASKED',
  'SCREENED',
  'COLLECTION_BOOKED',
  'RECEIVED',
  'VALUED',
  'ACCEPTED',
  'RECEIPT_VOIDED',
];

/** Offers of goods by state, oldest first. */
export function Donations(): VNode {
  return (
    <ListPage<Line>
      title={t('staff.nav.donations')}
      entity="donation"
      groups={[{ statuses: LISTED }]}
      read={(status, cursor) =>
        client.read('listDonations', { query: { status: status as DonationStatus, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.donation(row.id)}
      empty={(status) => nameOf('staff.donations.empty', status)}
      brief={(row) => `${itemsText(row.items)} · ${districtName(row.district)}`}
      columns={[
        {
          title: t('staff.col.reference'),
          cell: (row) => <span class="code">{printReference(row.reference)}</span>,
        },
        { title: t('staff.col.items'), cell: (row) => itemsText(row.items), show: 'wide' },
        { title: t('staff.col.giver'), cell: (row) => nameOf('staff.givers', row.giverKind), show: 'wide' },
        { title: t('staff.col.district'), cell: (row) => districtName(row.district), show: 'wide' },
        { title: t('staff.col.since'), cell: (row) => <Waiting since={row.since} /> },
      ]}
    />
  );
}
