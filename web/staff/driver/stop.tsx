import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { ButtonLink } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { query, withQuery } from '../core/router.ts';
import { t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { Empty, Rows } from '../page/states.tsx';
import { openDay, sheets } from './day.ts';
import { DoorLines, Fates } from './door.tsx';
import { GaveUp } from './gave-up.tsx';
import { HandedOver } from './handed-over.tsx';
import { Network } from './network.tsx';
import { outbox } from './outbox.ts';
import { placeOfStop } from './places.ts';
import { findStop, isOpen, nextOpen, type Placed } from './stops.ts';

/** One door: where it is, who is there, and what is done there. */
export function StopPage({ id }: { id: string }): VNode {
  useEffect(() => {
    if (sheets.value === undefined) void openDay();
  }, []);
  const all = sheets.value;
  const found = all && findStop(all, id);
  return (
    <div class="driver">
      <p class="back">
        <a href={places.driver}>
          <Icon name="back" />
          {t('driver.back')}
        </a>
      </p>
      <Network />
      {found ? <Door placed={found} /> : <Unknown looking={all === undefined} />}
    </div>
  );
}

function Unknown({ looking }: { looking: boolean }): VNode {
  return (
    <>
      <div class="page-head">
        <Heading>{t('driver.title')}</Heading>
      </div>
      {looking ? <Rows /> : <Empty>{t('driver.notOnRoute')}</Empty>}
    </>
  );
}

function Door({ placed: found }: { placed: Placed }): VNode {
  const { stop, sheet } = found;
  const deeds = outbox.value;
  const open = isOpen(stop, deeds);
  const what = query.value.get('do');
  const next = nextOpen(sheets.value ?? [], deeds, stop);
  return (
    <>
      <div class="page-head">
        <Heading>{t('driver.stop', { number: sheet.order.indexOf(stop) + 1 })}</Heading>
        <Fates stop={stop} />
      </div>
      <section class="card">
        <DoorLines stop={stop} />
      </section>
      {open && what === 'confirm' && <HandedOver placed={found} />}
      {open && what === 'fail' && <GaveUp placed={found} />}
      {open && what !== 'confirm' && what !== 'fail' && (
        <div class="door-deeds">
          <ButtonLink size="large" icon="check" href={withQuery({ do: 'confirm' })}>
            {t('driver.handOver.open')}
          </ButtonLink>
          <ButtonLink size="large" variant="danger" href={withQuery({ do: 'fail' })}>
            {t('driver.fail.open')}
          </ButtonLink>
        </div>
      )}
      {!open && (
        <div class="door-deeds">
          <p role="status">{t('driver.doneHere')}</p>
          <ButtonLink size="large" href={next ? placeOfStop(next.stop) : places.driver}>
            {t(next ? 'driver.toNext' : 'driver.toDay')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
