import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText, instantText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { AssignDriver } from './assign-driver.tsx';
import { Dissolve } from './dissolve.tsx';
import { Order } from './order.tsx';
import { driverText, progressText } from './route-table.tsx';

export type Route = AnswerOf<'readRoute'>;

const stepsOf = ({ id, moves, day, status }: Route): Step[] => [
  ...(moves.includes('assign') && may('assignDriver')
    ? [{ deed: 'assign', label: t('routes.moves.assign'), main: true }]
    : []),
  ...(may('readRouteSheet') && status !== 'DISSOLVED' && day === dayOf()
    ? [{ deed: 'sheet', label: t('routes.sheet.open'), href: places.routeSheet(id), main: true }]
    : []),
  ...(moves.includes('dissolve') && may('dissolveRoute')
    ? [{ deed: 'dissolve', label: t('routes.moves.dissolve'), danger: true }]
    : []),
];

/** One route: who drives it, its doors in order, what to print. */
export function RoutePage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readRoute', { params: { id } }));
  return (
    <Show of={loaded} heading={t('routes.title')}>
      {(route) => (
        <RecordScope id={id} loaded={loaded}>
          <View route={route} />
        </RecordScope>
      )}
    </Show>
  );
}

function View({ route }: { route: Route }): VNode {
  const { id, status, day, district, departedAt, history } = route;
  const steps = stepsOf(route);
  const offered = steps.map(({ deed }) => deed);
  return (
    <RecordPage
      back={{ href: `${places.deliveryDays}?district=${district}`, text: t('routes.days.title') }}
      title={`${dayText(day)} ${districtName(district)}`}
      status={<Status of="route" status={status} />}
      beside={driverText(route)}
      steps={steps}
      idle={nameOf('routes.idle', status)}
      hint={status === 'PLANNED' && day !== dayOf() && <p class="next-hint">{t('routes.sheet.onTheDay')}</p>}
      main={
        <>
          <Card id="order" title={t('routes.order.title')}>
            <Order route={route} />
          </Card>
          <Card id="papers" title={t('routes.papers.title')}>
            <p class="note">{t('routes.papers.lead')}</p>
            <div class="button-row">
              {route.order
                .flatMap(({ deliveries }) => deliveries)
                .map((one) => (
                  <ButtonLink size="small" variant="secondary" icon="document" href={places.delivery(one.id)}>
                    {one.assetNumber}
                  </ButtonLink>
                ))}
            </div>
          </Card>
        </>
      }
      side={
        <>
          <Card id="about" title={t('routes.about')}>
            <Facts
              rows={[
                [t('routes.driver'), driverText(route)],
                [t('routes.doors'), route.stops],
                [t('routes.done'), progressText(route)],
                departedAt !== undefined && [t('routes.departed'), instantText(departedAt)],
              ]}
            />
          </Card>
          <History lines={history} />
        </>
      }
      deeds={
        <>
          {offered.includes('assign') && <AssignDriver route={route} />}
          {offered.includes('dissolve') && <Dissolve id={id} />}
        </>
      }
    />
  );
}
