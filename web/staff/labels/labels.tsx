import { city } from 'ithope:city';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { query } from '../core/router.ts';
import { client } from '../core/session.ts';
import { inWords, t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { itemName } from '../page/items.ts';
import { Empty, Show } from '../page/states.tsx';
import { Qr } from './qr.tsx';
import { PER_SHEET, pagesOf } from './sheet.ts';

interface Labelled {
  readonly assetNumber: string;
  readonly kind: AnswerOf<'readDevice'>['kind'];
}
/** The contract's largest page of a list's PCs. */
const AT_ONCE = 100;

/** The PCs of a partner's list that are coming or here: a rejected one gets no label. */
async function ofList(id: string): Promise<Labelled[]> {
  const all: Labelled[] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: AnswerOf<'readListUnits'> = await client.read('readListUnits', {
      params: { id },
      query: { from, limit: AT_ONCE },
    });
    all.push(...page.items.filter(({ status }) => status !== 'REJECTED'));
    from = page.next;
  }
  return all;
}

/** Asset labels for printing: QR code, number, kind. Nobody's name stands on them (Public Official Election Act §112④). */
export function Labels(): VNode {
  const ids = (query.value.get('ids') ?? '').split(',').filter(Boolean);
  const list = query.value.get('list');
  const loaded = useLoad<Labelled[]>(list ?? ids.join(','), () =>
    list ? ofList(list) : Promise.all(ids.map((id) => client.read('readDevice', { params: { id } }))),
  );
  return (
    <>
      <div class="page-head no-print">
        <Heading>{t('staff.sheet.title')}</Heading>
      </div>
      {ids.length === 0 && !list ? (
        <Empty>{t('staff.sheet.none')}</Empty>
      ) : (
        <Show of={loaded}>{(devices) => <Sheets devices={devices} />}</Show>
      )}
    </>
  );
}

function Sheets({ devices }: { devices: readonly Labelled[] }): VNode {
  const first = useSignal(1);
  return (
    <>
      <div class="label-tools no-print">
        <p>{t('staff.sheet.lead', { count: devices.length })}</p>
        <label for="first">{t('staff.sheet.first')}</label>
        <input
          class="input input-4"
          id="first"
          type="number"
          min={1}
          max={PER_SHEET}
          value={first.value}
          onInput={(event) => {
            first.value = Math.min(PER_SHEET, Math.max(1, event.currentTarget.valueAsNumber || 1));
          }}
        />
        <Button icon="print" onClick={() => print()}>
          {t('staff.sheet.printNow')}
        </Button>
      </div>
      {pagesOf(devices, first.value).map((page) => (
        <div class="label-sheet">
          {page.map((device) => (device ? <Label device={device} /> : <div class="label label-empty" />))}
        </div>
      ))}
    </>
  );
}

function Label({ device: { assetNumber, kind } }: { device: Labelled }): VNode {
  return (
    <article class="label">
      <Qr text={location.origin + places.asset(assetNumber)} label={t('staff.sheet.qr', { assetNumber })} />
      <div>
        <p class="label-number">{assetNumber}</p>
        <p>{itemName(kind)}</p>
        <p class="label-programme">{inWords(city.programme)}</p>
        <p class="label-programme">{city.phone}</p>
      </div>
    </article>
  );
}
