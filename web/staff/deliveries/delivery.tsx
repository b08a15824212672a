import type { VNode } from 'preact';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { ContactCard } from '../page/contact.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Depart } from './depart.tsx';
import { Fail } from './fail.tsx';
import { HandOver } from './hand-over.tsx';
import { DeliveryDay } from './list.tsx';
import { Proof } from './proof.tsx';
import { Rebook } from './rebook.tsx';
import { Settle } from './settle.tsx';

export type Delivery = AnswerOf<'readDelivery'>;
const ROUTES = {
  depart: 'departDelivery',
  confirm: 'confirmDelivery',
  fail: 'failDelivery',
  rebook: 'rebookDelivery',
} as const satisfies Record<string, RouteName>;

const stepsOf = ({ moves, dispute }: Delivery): Step[] => [
  ...(dispute && may('settleDelivery')
    ? [{ deed: 'settle', label: t('routes.settle.title'), main: true }]
    : []),
  ...Object.entries(ROUTES)
    .filter(([move, route]) => moves.some((one) => one === move || one.startsWith(`${move}A`)) && may(route))
    .map(([move]) => ({
      deed: move,
      label: move === 'rebook' ? t('routes.rebook.title') : nameOf('deliveries.moves', move),
      main: move === 'depart' || move === 'confirm',
      danger: move === 'fail',
    })),
];

/** One delivery: where, when, what; made for a phone in a hand. */
export function DeliveryPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readDelivery', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.deliveries')}>
      {(delivery) => (
        <RecordScope id={id} loaded={loaded}>
          <DeliveryView delivery={delivery} />
        </RecordScope>
      )}
    </Show>
  );
}

function DeliveryView({ delivery }: { delivery: Delivery }): VNode {
  const { id, assetNumber, status, district, personId } = delivery;
  const offered = stepsOf(delivery).map(({ deed }) => deed);
  return (
    <RecordPage
      back={{ href: `${places.deliveries}?status=${status}`, text: t('staff.nav.deliveries') }}
      title={assetNumber}
      status={<Status of="delivery" status={status} />}
      beside={
        <>
          {districtName(district)} · <DeliveryDay delivery={delivery} />
        </>
      }
      steps={stepsOf(delivery)}
      idle={nameOf('deliveries.idle', status)}
      main={
        <>
          <ContactCard person={personId} title={t('deliveries.recipient')} />
          <What delivery={delivery} />
          <Proof delivery={delivery} />
        </>
      }
      side={<History lines={delivery.history} notes={delivery.notes} />}
      deeds={
        <>
          {offered.includes('depart') && <Depart id={id} />}
          {offered.includes('confirm') && <HandOver id={id} />}
          {offered.includes('fail') && <Fail id={id} />}
          {offered.includes('rebook') && <Rebook delivery={delivery} />}
          {offered.includes('settle') && <Settle id={id} />}
        </>
      }
    />
  );
}

function What({ delivery }: { delivery: Delivery }): VNode {
  const { device, assetNumber, application, crew, route, handover, failedBecause } = delivery;
  return (
    <Card id="what" title={t('deliveries.what')}>
      <Facts
        rows={[
          [
            t('staff.col.assetNumber'),
            may('readDevice') ? <a href={places.device(device)}>{assetNumber}</a> : assetNumber,
          ],
          [
            t('allotments.col.application'),
            may('readApplication') ? (
              <a class="code" href={places.application(application)}>
                {printReference(application.slice(-10))}
              </a>
            ) : (
              <span class="code">{printReference(application.slice(-10))}</span>
            ),
          ],
          [t('staff.labels.crew'), crew],
          route !== undefined &&
            may('readRoute') && [t('routes.route'), <a href={places.route(route)}>{t('routes.route')}</a>],
          handover && [
            t('deliveries.handover.title'),
            Object.entries(handover)
              .filter(([, done]) => done)
              .map(([name]) => nameOf('deliveries.handover.items', name))
              .join(', '),
          ],
          failedBecause !== undefined && [
            t('deliveries.failedBecause'),
            nameOf('deliveries.failures', failedBecause),
          ],
        ]}
      />
    </Card>
  );
}
