import type { VNode } from 'preact';
import type { DeviceStatus } from '../../../functions/devices/contract.ts';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { gradeText, itemName, specificationText } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { daysAllowed, Waiting } from '../page/waiting.tsx';
import { Scan } from './scan.tsx';

type Line = AnswerOf<'listDevices'>['items'][number];

const groups = () => [
  {
    title: t('devices.groups.erasure'),
    statuses: ['RECEIVED', 'ERASING', 'ERASE_FAILED', 'DRIVE_DESTROYED', 'ERASED'],
  },
  { title: t('devices.groups.repair'), statuses: ['REFURBISHING', 'WAITING_PART', 'OS_INSTALLED'] },
  { title: t('devices.groups.out'), statuses: ['READY', 'RESERVED', 'ALLOTTED', 'OUT_FOR_DELIVERY'] },
];

/** Devices by state, with the field for the scanner above. */
export function Devices(): VNode {
  return (
    <ListPage<Line>
      title={t('staff.nav.workshop')}
      entity="device"
      groups={groups()}
      above={<Scan />}
      read={(status, cursor) =>
        client.read('listDevices', { query: { status: status as DeviceStatus, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.device(row.id)}
      empty={(status) => nameOf('devices.empty', status)}
      brief={(row) => [itemName(row.kind), specificationText(row.specification)].filter(Boolean).join(' · ')}
      columns={[
        { title: t('staff.col.assetNumber'), cell: (row) => <span class="code">{row.assetNumber}</span> },
        { title: t('staff.col.kind'), cell: (row) => itemName(row.kind), show: 'wide' },
        {
          title: t('staff.col.specification'),
          cell: (row) =>
            specificationText(row.specification) || <span class="none">{t('devices.notReadYet')}</span>,
          show: 'wide',
        },
        { title: t('staff.col.grade'), cell: (row) => gradeText(row.grade), show: 'wide', ifAny: true },
        {
          title: t('staff.col.since'),
          cell: (row) => <Waiting since={row.since} allowed={daysAllowed(row.status)} />,
        },
      ]}
    />
  );
}
