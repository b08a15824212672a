import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { instantText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { eventName, whoDid } from '../page/history.tsx';
import { type HistoryLine, useRecord } from '../page/record.tsx';
import type { Form, Values } from './form.ts';

/** Lost races; other refusals with a 409 (missing evidence, the same person) are not about somebody else. */
const LOST = ['CHANGED_MEANWHILE', 'ILLEGAL_MOVE'];

/** After a lost race: who changed what since the page was read, and the new state without losing the input. */
export function Conflict<V extends Values>({ form }: { form: Form<V> }): VNode | null {
  const record = useRecord();
  const last = useSignal<HistoryLine | undefined>(undefined);
  const lost = LOST.includes(form.problem.value?.code ?? '');
  useEffect(() => {
    if (!lost) return;
    void record.peekLast().then((line) => {
      last.value = line;
    });
  }, [lost, record, last]);
  if (!lost) return null;
  const line = last.value;
  return (
    <Notification tone="warning" title={t('staff.conflict.title')}>
      {line && (
        <p>
          {t('staff.conflict.last', {
            who: whoDid(line),
            at: instantText(line.at),
            what: eventName(line.type),
          })}
        </p>
      )}
      <p>{t('staff.conflict.kept')}</p>
      <Button
        variant="secondary"
        size="small"
        onClick={async () => {
          await record.reload();
          form.problem.value = undefined;
          form.wrong.value = [];
        }}
      >
        {t('staff.conflict.reload')}
      </Button>
    </Notification>
  );
}
