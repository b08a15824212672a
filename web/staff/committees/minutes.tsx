import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { client } from '../core/session.ts';
import { errorText, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { asProblem } from '../problem.ts';
import type { Meeting } from './names.ts';

/** The minutes, by a link that is asked for when it is wanted: it ends after a quarter of an hour. */
export function MinutesCard({ meeting }: { meeting: Meeting }): VNode {
  const wrong = useSignal('');
  const { id, minutes, recusedFrom } = meeting;
  const open = async () => {
    wrong.value = '';
    try {
      const { url } = await client.read('readMinutes', { params: { id } });
      location.assign(url);
    } catch (error) {
      wrong.value = errorText(asProblem(error).code);
    }
  };
  const hidden = minutes === 'READY' && recusedFrom.length > 0;
  return (
    <Card id="minutes" title={t('committees.minutes')}>
      <p>{hidden ? t('committees.minutesRecused') : t(`committees.minutesState.${minutes}`)}</p>
      {minutes === 'READY' && !hidden && (
        <Button variant="secondary" size="small" icon="document" onClick={open}>
          {t('committees.minutesGet')}
        </Button>
      )}
      <p class="note" role="status">
        {wrong.value}
      </p>
    </Card>
  );
}
