import type { VNode } from 'preact';
import type { RouteStatus } from '../../../functions/deliveries/contract.ts';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { ListPage } from '../page/list-page.tsx';
import { driverText, progressText } from './route-table.tsx';
import { Tabs } from './tabs.tsx';

type Line = AnswerOf<'listRoutes'>['items'][number];
/** A route that is over stands in no list; its deliveries have its number. */
const LISTED = ['PLANNED', 'OUT'] as const satisfies readonly RouteStatus[];

/** Routes by state, the next day first. */
export function Routes(): VNode {
  return (
    <ListPage<Line>
      title={t('routes.title')}
      entity="route"
      groups={[{ statuses: LISTED }]}
      above={<Tabs here="routes" />}
      read={(status, cursor) =>
        client.read('listRoutes', { query: { status: status as RouteStatus, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.route(row.id)}
      empty={(status) => nameOf('routes.empty', status)}
      brief={(row) => driverText(row)}
      columns={[
        {
          title: t('deliveries.col.day'),
          cell: (row) => `${dayText(row.day)} ${districtName(row.district)}`,
        },
        { title: t('routes.driver'), cell: driverText, show: 'wide' },
        { title: t('routes.doors'), cell: (row) => row.stops, numeric: true },
        { title: t('routes.done'), cell: progressText, show: 'wide' },
      ]}
    />
  );
}
