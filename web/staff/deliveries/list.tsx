import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { itemName, specificationText } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Show } from '../page/states.tsx';
import { daysAllowed, LateMark, Waiting } from '../page/waiting.tsx';
import { Tabs } from './tabs.tsx';

type Line = AnswerOf<'listDeliveries'>['items'][number];
/** DONE and FAILED stand in no queue: their records are found by the application or the device. */
const LISTED = ['BOOKED', 'OUT', 'OVERDUE', 'DISPUTED'] as const;
type Listed = (typeof LISTED)[number];

/** The day of a delivery, marked when it has passed and the device is not there. */
export function DeliveryDay({ delivery: { day, slot, status } }: { delivery: Line }): VNode {
  const past = (status === 'BOOKED' || status === 'OUT') && day < dayOf();
  return (
    <span class="waiting">
      <time dateTime={day}>{`${dayText(day)} ${nameOf('staff.slots', slot)}`}</time>
      {past && <LateMark>{t('deliveries.pastDay')}</LateMark>}
    </span>
  );
}

/** Devices that wait for a delivery day, and deliveries by state. */
export function Deliveries(): VNode {
  return (
    <ListPage<Line>
      title={t('staff.nav.deliveries')}
      entity="delivery"
      groups={[{ statuses: LISTED }]}
      above={
        <>
          <Tabs here="list" />
          {may('bookDelivery') && <ToBook />}
        </>
      }
      read={(status, cursor) =>
        client.read('listDeliveries', { query: { status: status as Listed, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.delivery(row.id)}
      empty={(status) => nameOf('deliveries.empty', status)}
      brief={(row) => districtName(row.district)}
      columns={[
        { title: t('staff.col.assetNumber'), cell: (row) => <span class="code">{row.assetNumber}</span> },
        { title: t('staff.col.district'), cell: (row) => districtName(row.district), show: 'wide' },
        { title: t('deliveries.col.day'), cell: (row) => <DeliveryDay delivery={row} /> },
        { title: t('staff.col.since'), cell: (row) => <Waiting since={row.since} />, show: 'wide' },
      ]}
    />
  );
}

/** Allotted devices without a delivery day: each leads to its booking. */
function ToBook(): VNode {
  const loaded = useLoad('to book', () => client.read('listDevices', { query: { status: 'ALLOTTED' } }));
  return (
    <Card id="to-book" title={t('deliveries.toBook.title')}>
      <Show of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="none">{t('deliveries.toBook.none')}</p>
          ) : (
            <QueueTable
              caption={t('deliveries.toBook.title')}
              rows={items}
              id={(row) => row.id}
              href={(row) => places.booking(row.id)}
              brief={(row) => itemName(row.kind)}
              columns={[
                {
                  title: t('staff.col.assetNumber'),
                  cell: (row) => <span class="code">{row.assetNumber}</span>,
                },
                { title: t('staff.col.kind'), cell: (row) => itemName(row.kind), show: 'wide' },
                {
                  title: t('staff.col.specification'),
                  cell: (row) => specificationText(row.specification),
                  show: 'wide',
                },
                {
                  title: t('staff.col.since'),
                  cell: (row) => <Waiting since={row.since} allowed={daysAllowed(row.status)} />,
                },
              ]}
            />
          )
        }
      </Show>
    </Card>
  );
}
