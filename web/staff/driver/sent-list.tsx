import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { type Meaning, StatusTag } from '../../components/status-tag/status-tag.tsx';
import { instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { fieldText } from '../form/bind.tsx';
import { Card } from '../page/facts.tsx';
import type { Deed, DeedState } from './deed.ts';
import { giveUp, outbox, sendAgain } from './outbox.ts';

const MEANING: Readonly<Record<DeedState, Meaning>> = {
  waiting: 'waiting',
  sent: 'done',
  refused: 'stopped',
};

/** What was done today, newest first, and whether the office has it. */
export function SentList(): VNode | null {
  const deeds = [...outbox.value].reverse();
  if (deeds.length === 0) return null;
  return (
    <Card id="outbox" title={t('driver.outbox.title')}>
      <ul class="deed-list" aria-live="polite">
        {deeds.map((deed) => (
          <DeedLine key={deed.key} deed={deed} />
        ))}
      </ul>
    </Card>
  );
}

function DeedLine({ deed }: { deed: Deed }): VNode {
  const { kind, label, at, state, recorded, because = '' } = deed;
  return (
    <li data-deed={kind} data-state={state}>
      <p class="deed-what">
        <span>{nameOf('driver.outbox.kinds', kind)}</span>
        <span class={kind === 'depart' ? undefined : 'code'}>{label}</span>
        <StatusTag meaning={MEANING[state]}>{nameOf('driver.outbox.states', state)}</StatusTag>
      </p>
      <p class="note">{instantText(at)}</p>
      {recorded === false && <p class="wrong">{t('driver.outbox.otherResult')}</p>}
      {state === 'refused' && <Refused deed={deed} why={fieldText(because)} />}
    </li>
  );
}

function Refused({ deed, why }: { deed: Deed; why: string }): VNode {
  const asked = useSignal(false);
  return (
    <>
      <p class="wrong">{why}</p>
      <div class="button-row">
        <Button variant="secondary" onClick={() => sendAgain(deed)}>
          {t('driver.outbox.again')}
        </Button>
        {asked.value ? (
          <Button variant="danger" onClick={() => giveUp(deed)}>
            {t('driver.outbox.giveUpNow')}
          </Button>
        ) : (
          <Button
            variant="quiet"
            onClick={() => {
              asked.value = true;
            }}
          >
            {t('driver.outbox.giveUp')}
          </Button>
        )}
      </div>
    </>
  );
}
