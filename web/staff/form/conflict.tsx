import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { instantText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { eventName, whoDid, whoIs } from '../page/history.tsx';
import { type HistoryLine, useRecord } from '../page/record.tsx';
import type { Problem } from '../problem.ts';
import type { Form, Values } from './form.ts';

/** Lost races; other refusals with a 409 (missing evidence, the same person) are not about somebody else. */
const LOST = ['CHANGED_MEANWHILE', 'ILLEGAL_MOVE', 'ACCEPTED_BY_ANOTHER'];

/** Who accepted before: the answer itself says so, with the number that was given. */
function quickerOf(problem: Problem | undefined): string | undefined {
  if (problem?.code !== 'ACCEPTED_BY_ANOTHER') return undefined;
  const { by, at, year, number } = problem.detail;
  return t('receipts.byAnother', {
    who: whoIs(String(by)),
    at: instantText(String(at)),
    number: receiptNumber({ year: String(year), number: Number(number) }),
  });
}

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
  const quicker = quickerOf(form.problem.value);
  return (
    <Notification tone="warning" title={t(quicker ? 'receipts.byAnotherTitle' : 'staff.conflict.title')}>
      {quicker && <p>{quicker}</p>}
      {line && !quicker && (
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
