import type { VNode } from 'preact';
import { nameOf, t } from '../core/words.ts';
import { FAILURES } from '../deliveries/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { optionalText } from '../form/texts.ts';
import { AtDoor } from './at-door.tsx';
import { useKeptForm } from './kept-form.ts';
import { outbox, record } from './outbox.ts';
import { fateOf, nameOfStop, type Placed } from './stops.ts';
import { chosenAtFirst, WhichField } from './which.tsx';

/** Could not deliver: why, and the application goes back to its place in the queue. */
export function GaveUp({ placed: { sheet, stop } }: { placed: Placed }): VNode | null {
  const form = useKeptForm(`fail-${nameOfStop(stop)}`, {
    which: chosenAtFirst(stop),
    reason: '',
    note: '',
  });
  if (!form) return null;
  return (
    <AtDoor
      form={form}
      title={t('deliveries.moves.fail')}
      lead={t('driver.fail.lead')}
      submit={t('driver.fail.submit')}
      danger
      check={({ which }) => (which.length === 0 ? [{ path: 'which', code: 'REQUIRED' }] : [])}
      done={async ({ which, reason, note }) => {
        const at = new Date().toISOString();
        const failed = stop.deliveries.filter(
          (one) => which.includes(one.id) && fateOf(one, outbox.value) === 'open',
        );
        await record(
          failed.map(({ id, assetNumber }) => ({
            ...{ kind: 'fail' as const, about: id, route: sheet.id, label: assetNumber, at },
            body: { reason, ...optionalText({ note }) },
          })),
        );
      }}
    >
      <WhichField form={form} stop={stop} />
      <ChoiceField
        form={form}
        name="reason"
        label={t('staff.labels.reason')}
        required
        choices={FAILURES.map((value) => ({ value, label: nameOf('deliveries.failures', value) }))}
      />
      <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
    </AtDoor>
  );
}
