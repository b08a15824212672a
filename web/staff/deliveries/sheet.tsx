import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { districtName, inWords, nameOf, t } from '../core/words.ts';
import { phoneText } from '../page/contact.tsx';
import { Heading } from '../page/heading.tsx';
import { Empty, Show } from '../page/states.tsx';
import { driverText } from './route-table.tsx';

type Sheet = AnswerOf<'readRouteSheet'>;

/** The day's sheet on paper, for a car without a phone: opened on the day alone, and that is on record. */
export function RouteSheet({ id }: { id: string }): VNode {
  const loaded = useLoad(`sheet ${id}`, () => client.read('readRouteSheet', { params: { id } }));
  return (
    <>
      <p class="back no-print">
        <a href={places.route(id)}>
          <Icon name="back" />
          {t('routes.sheet.back')}
        </a>
      </p>
      <Show of={loaded} heading={t('routes.sheet.title')}>
        {(sheet) => <Paper sheet={sheet} />}
      </Show>
    </>
  );
}

function Paper({ sheet }: { sheet: Sheet }): VNode {
  const { day, district, opened, order } = sheet;
  return (
    <>
      <div class="page-head">
        <Heading>{`${t('routes.sheet.title')} · ${dayText(day)} ${districtName(district)}`}</Heading>
        <Button class="no-print" icon="print" onClick={() => print()}>
          {t('staff.sheet.printNow')}
        </Button>
      </div>
      {opened ? (
        <>
          <p class="note no-print">{t('privacy.readingIsRecorded')}</p>
          <p>{driverText(sheet)}</p>
          <ol class="paper-stops">
            {order.map((stop) => (
              <PaperStop key={stop.number} stop={stop} />
            ))}
          </ol>
          <p class="note">
            {t('routes.sheet.shred', { programme: inWords(city.programme), phone: city.phone })}
          </p>
        </>
      ) : (
        <Empty>{t('routes.sheet.onTheDay')}</Empty>
      )}
    </>
  );
}

function PaperStop({ stop: { number, slot, door, deliveries } }: { stop: Sheet['order'][number] }): VNode {
  return (
    <li class="paper-stop">
      <p class="paper-number">{number}</p>
      <div>
        <p>
          <span class="door-who">{[door?.organisation, door?.name].filter(Boolean).join(' · ')}</span>{' '}
          {door?.phone && phoneText(door.phone)}
        </p>
        <p>
          {[door?.postcode && `(${door.postcode})`, door?.street, door?.detail].filter(Boolean).join(' ')}
        </p>
        <p class="note">
          {nameOf('staff.slots', slot)} · {deliveries.map(({ assetNumber }) => assetNumber).join(', ')}
        </p>
      </div>
      <p class="paper-check">
        <span class="paper-box" />
        {t('routes.sheet.given')}
        <span class="paper-box" />
        {t('routes.sheet.failed')}
      </p>
    </li>
  );
}
