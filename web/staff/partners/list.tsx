import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { nameOf, partnerName, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { itemsText, printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Arrival, Arrive } from './arrive.tsx';
import { Columns } from './columns.tsx';
import { Drop } from './drop.tsx';
import { Importing } from './importing.tsx';
import { number } from './partners.tsx';
import { Preview } from './preview.tsx';
import { Units } from './units.tsx';

export type PartnerList = AnswerOf<'readPartnerList'>;

/** One asset list: its columns, its rows, its import, its arrival, each as far as it has come. */
export function ListPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readPartnerList', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.partners')}>
      {(list) => (
        <RecordScope id={id} loaded={loaded}>
          <ListView list={list} />
        </RecordScope>
      )}
    </Show>
  );
}

function stepsOf({ id, moves, arrival }: PartnerList): Step[] {
  return [
    ...(moves.includes('arrive') && may('beginArrival') && !arrival
      ? [{ deed: 'arrive', label: t('partners.moves.arrive'), main: true }]
      : []),
    ...(moves.includes('drop') || moves.includes('undo')
      ? [{ deed: 'drop', label: t('partners.moves.drop'), danger: true }]
      : []),
    ...(moves.includes('arrive') && may('readDevice')
      ? [{ deed: 'labels', href: places.listLabels(id), label: t('partners.moves.labels') }]
      : []),
  ];
}

function ListView({ list }: { list: PartnerList }): VNode {
  const { id, status, partner, pledge, fileName, moves } = list;
  const imported = status === 'IMPORTED' || status === 'SETTLED';
  return (
    <RecordPage
      back={{ href: places.pledge(pledge), text: t('partners.backToPledge') }}
      title={fileName}
      status={<Status of="list" status={status} />}
      beside={partnerName(partner)}
      steps={stepsOf(list)}
      idle={nameOf('partners.listIdle', status)}
      hint={stepsOf(list).length > 0 && <p class="next-hint">{nameOf('partners.listIdle', status)}</p>}
      main={
        <>
          {(status === 'READ' || status === 'CHECKED') && <Columns key={`c-${status}`} list={list} />}
          {status === 'CHECKED' && <Preview key={id} list={list} />}
          {(status === 'IMPORTING' || status === 'DROPPING') && <Importing key={status} list={list} />}
          {list.arrival && <Arrival key="arrival" list={list} />}
          {imported && <Units key={`${list.received}-${list.rejected}`} list={list} />}
        </>
      }
      side={
        <>
          <Card id="facts" title={t('partners.list.about')}>
            <Facts rows={factsOf(list)} />
            {list.donation && may('readDonation') && (
              <p class="list-gift">
                <ButtonLink href={places.donation(list.donation)} variant="secondary" size="small">
                  {t('partners.list.gift', { reference: printReference(list.donation.slice(-10)) })}
                </ButtonLink>
              </p>
            )}
          </Card>
          <History lines={list.history} />
        </>
      }
      deeds={
        <>
          {moves.includes('arrive') && !list.arrival && <Arrive list={list} />}
          {(moves.includes('drop') || moves.includes('undo')) && <Drop list={list} />}
        </>
      }
    />
  );
}

function factsOf(list: PartnerList) {
  const { units, counts, received, rejected, outstanding, items, assetNumbers } = list;
  const pcs = (count: number) => t('partners.units', { count: number(count) });
  return [
    [t('partners.list.uploaded'), instantText(list.history[0]?.at ?? list.since)],
    [t('partners.list.format'), list.format.toUpperCase()],
    counts && [t('partners.list.rows'), t('partners.rows', { count: number(counts.rows) })],
    units !== undefined && [t('partners.col.registered'), pcs(units)],
    items.length > 0 && [t('staff.col.items'), itemsText(items)],
    assetNumbers && [
      t('staff.col.assetNumber'),
      <>
        <span class="code">{assetNumbers.first}</span> – <span class="code">{assetNumbers.last}</span>
      </>,
    ],
    list.donation !== undefined && [t('partners.col.received'), pcs(received)],
    list.donation !== undefined && [t('partners.col.rejected'), pcs(rejected)],
    list.donation !== undefined && [t('partners.list.outstanding'), pcs(outstanding)],
  ] as Parameters<typeof Facts>[0]['rows'];
}
