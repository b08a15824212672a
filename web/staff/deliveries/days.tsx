import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { Select } from '../../components/select/select.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client, may, person } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope, Said } from '../page/record.tsx';
import { Empty, Show } from '../page/states.tsx';
import { LateMark } from '../page/waiting.tsx';
import { PlanRoute } from './plan-route.tsx';
import { RouteTable } from './route-table.tsx';
import { Tabs } from './tabs.tsx';

type Line = AnswerOf<'listDeliveries'>['items'][number];
type Route = AnswerOf<'listRoutes'>['items'][number];

/** What is booked in a district, by day; the days after the last page are one click away. */
interface Booked {
  readonly lines: readonly Line[];
  readonly routes: readonly Route[];
  readonly more: boolean;
}
const AT_ONCE = 50;
/** Pages read for one look: 200 deliveries, more than a district has in the three weeks that can be booked. */
const PAGES = 4;

async function booked(district: string): Promise<Booked> {
  const lines: Line[] = [];
  let cursor: string | undefined;
  for (let i = 0; i < PAGES; i++) {
    const page = await client.read('listDeliveries', {
      query: { status: 'BOOKED', district, limit: AT_ONCE, cursor },
    });
    lines.push(...page.items);
    ({ cursor } = page);
    if (!cursor) break;
  }
  const open = await Promise.all(
    (['PLANNED', 'OUT'] as const).map((status) =>
      client.read('listRoutes', { query: { status, limit: AT_ONCE } }),
    ),
  );
  const routes = open.flatMap(({ items }) => items).filter((route) => route.district === district);
  return { lines, routes, more: cursor !== undefined };
}

const first = () => person.value?.district ?? Object.keys(city.districts)[0] ?? '';

/** A district's days: what is booked, which of it is on a route, and the next route of a day. */
export function Days(): VNode {
  const wanted = query.value.get('district') ?? '';
  const district = wanted in city.districts ? wanted : first();
  const loaded = useLoad(`days ${district}`, () => booked(district));
  return (
    <RecordScope id={district} loaded={loaded}>
      <div class="page-head">
        <Heading>{t('routes.days.title')}</Heading>
      </div>
      <Tabs here="days" />
      <Said />
      <div class="inline-choice">
        <Select
          id="district"
          label={t('staff.col.district')}
          value={district}
          choices={Object.keys(city.districts).map((value) => ({ value, label: districtName(value) }))}
          onChange={(event) => go(withQuery({ district: event.currentTarget.value }))}
        />
      </div>
      <Show of={loaded}>{(found) => <ByDay district={district} found={found} />}</Show>
    </RecordScope>
  );
}

function ByDay({ district, found: { lines, routes, more } }: { district: string; found: Booked }): VNode {
  const days = [...new Set([...lines, ...routes].map(({ day }) => day))].sort();
  const day = query.value.get('day') ?? '';
  return (
    <>
      {days.length === 0 && <Empty>{t('routes.days.none')}</Empty>}
      {days.map((one) => (
        <OneDay
          key={one}
          day={one}
          lines={lines.filter((line) => line.day === one)}
          routes={routes.filter((route) => route.day === one)}
        />
      ))}
      {more && <p class="note">{t('routes.days.more')}</p>}
      {query.value.get('do') === 'planRoute' && <PlanRoute district={district} day={day} />}
    </>
  );
}

function OneDay({
  day,
  lines,
  routes,
}: {
  day: string;
  lines: readonly Line[];
  routes: readonly Route[];
}): VNode {
  const free = lines.filter(({ route }) => !route);
  const past = day < dayOf();
  return (
    <Card
      id={`day-${day}`}
      title={dayText(day)}
      aside={
        may('planRoute') &&
        free.length > 0 &&
        !past && (
          <ButtonLink
            size="small"
            icon="truck"
            href={withQuery({ do: 'planRoute', day })}
            data-deed="planRoute"
          >
            {t('routes.plan.open', { count: free.length })}
          </ButtonLink>
        )
      }
    >
      {past && <LateMark>{t('deliveries.pastDay')}</LateMark>}
      {routes.length > 0 && <RouteTable routes={routes} caption={t('routes.title')} />}
      {free.length > 0 && (
        <QueueTable
          caption={t('routes.days.free')}
          rows={free}
          id={(row) => row.id}
          href={(row) => places.delivery(row.id)}
          brief={(row) => nameOf('staff.slots', row.slot)}
          columns={[
            { title: t('routes.days.free'), cell: (row) => <span class="code">{row.assetNumber}</span> },
            { title: t('staff.labels.slot'), cell: (row) => nameOf('staff.slots', row.slot), show: 'wide' },
          ]}
        />
      )}
    </Card>
  );
}
