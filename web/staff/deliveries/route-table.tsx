import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { colleagueName } from '../core/colleagues.ts';
import { places } from '../core/places.ts';
import { dayText } from '../core/time.ts';
import { districtName, t } from '../core/words.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { Status } from '../page/status.tsx';

type Route = AnswerOf<'listRoutes'>['items'][number];

/** Who drives: by name, else the crew, else that nobody does. */
export const driverText = ({ driver, crew }: Pick<Route, 'driver' | 'crew'>): string =>
  [driver ? (colleagueName(driver) ?? t('routes.driverUnknown')) : t('routes.noDriver'), crew]
    .filter(Boolean)
    .join(' · ');

export const progressText = ({ concluded, deliveries }: Pick<Route, 'concluded' | 'deliveries'>): string =>
  t('routes.progress', { concluded, deliveries });

/** Routes in rows. */
export function RouteTable({ routes, caption }: { routes: readonly Route[]; caption: string }): VNode {
  return (
    <QueueTable
      caption={caption}
      rows={routes}
      id={(row) => row.id}
      href={(row) => places.route(row.id)}
      brief={(row) => `${driverText(row)} · ${progressText(row)}`}
      columns={[
        {
          title: t('deliveries.col.day'),
          cell: (row) => `${dayText(row.day)} ${districtName(row.district)}`,
        },
        { title: t('routes.driver'), cell: driverText, show: 'wide' },
        { title: t('routes.done'), cell: progressText, show: 'wide' },
        { title: t('staff.list.status'), cell: (row) => <Status of="route" status={row.status} /> },
      ]}
    />
  );
}
