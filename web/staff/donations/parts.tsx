import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { itemName, itemsText } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import type { Donation } from './donation.tsx';

interface Part {
  donation: Donation;
}

/** What the giver told us. */
export function Offered({ donation }: Part): VNode {
  const { giverKind, organisation, wantsReceipt, registration, preferredDays, items, declinedBecause } =
    donation;
  return (
    <Card id="offered" title={t('staff.donations.offered')}>
      <QueueTable
        caption={t('staff.donations.offered')}
        rows={items}
        id={(item) => `${item.kind}-${item.condition}-${item.count}-${item.note ?? ''}`}
        columns={[
          { title: t('staff.col.kind'), cell: (item) => itemName(item.kind) },
          { title: t('staff.col.count'), cell: (item) => item.count, numeric: true },
          { title: t('staff.col.condition'), cell: (item) => nameOf('staff.conditions', item.condition) },
          { title: t('staff.col.note'), cell: (item) => item.note ?? '', show: 'wide', ifAny: true },
        ]}
      />
      <Facts
        rows={[
          [
            t('staff.col.giver'),
            [nameOf('staff.givers', giverKind), organisation].filter(Boolean).join(' · '),
          ],
          [t('staff.donations.receiptWanted'), t(wantsReceipt ? 'staff.yes' : 'staff.no')],
          wantsReceipt && [
            nameOf('staff.donations.registrations', giverKind === 'person' ? 'resident' : 'business'),
            registration?.masked ?? t('staff.donations.registrations.none'),
          ],
          preferredDays.length > 0 && [
            t('staff.donations.preferredDays'),
            preferredDays.map((day) => nameOf('staff.weekdays', day)).join(', '),
          ],
          declinedBecause !== undefined && [
            t('staff.donations.declinedBecause'),
            nameOf('staff.donations.declineReasons', declinedBecause),
          ],
        ]}
      />
    </Card>
  );
}

/** The collection and what really came. */
export function Collected({ donation: { collection, received } }: Part): VNode | null {
  if (!collection && !received) return null;
  return (
    <Card id="collected" title={t('staff.donations.collection')}>
      <Facts
        rows={[
          collection && [
            t('staff.donations.collectionDay'),
            `${dayText(collection.day)} ${nameOf('staff.slots', collection.slot)}`,
          ],
          collection?.note !== undefined && [t('staff.col.note'), collection.note],
          received && [t('staff.donations.received'), itemsText(received.filter(({ count }) => count > 0))],
        ]}
      />
    </Card>
  );
}

/** The PCs that came out of this offer, each with its number and its label. */
export function Devices({ donation: { devices } }: Part): VNode | null {
  if (devices.length === 0) return null;
  return (
    <Card
      id="devices"
      title={t('staff.donations.devices', { count: devices.length })}
      aside={
        <ButtonLink
          href={places.labels(devices.map(({ id }) => id))}
          variant="secondary"
          size="small"
          icon="print"
        >
          {t('staff.sheet.print')}
        </ButtonLink>
      }
    >
      <ul class="asset-list">
        {devices.map(({ id, assetNumber, kind }) => (
          <li>
            {may('readDevice') ? (
              <a class="code" href={places.device(id)}>
                {assetNumber}
              </a>
            ) : (
              <span class="code">{assetNumber}</span>
            )}{' '}
            {itemName(kind)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
