import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

const REASONS = ['NOBODY_HOME', 'REFUSED', 'ADDRESS_WRONG', 'DEVICE_FAULTY', 'OTHER'] as const;

/** Not delivered: the application goes back to the queue at its old place. */
export function Fail({ id }: { id: string }): VNode {
  return (
    <Deed
      name="fail"
      title={t('deliveries.moves.fail')}
      lead={t('deliveries.fail.lead')}
      submit={t('deliveries.fail.submit')}
      tone="danger"
      initial={{ reason: '' as '' | (typeof REASONS)[number], note: '' }}
      send={async ({ reason, note }, intent) => {
        if (reason === '') throw new Error('the form is checked before it is sent');
        await client.write(
          'failDelivery',
          { params: { id }, body: { reason, ...optionalText({ note }) } },
          intent,
        );
        return t('deliveries.fail.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="reason"
            label={t('staff.labels.reason')}
            required
            choices={REASONS.map((value) => ({ value, label: nameOf('deliveries.failures', value) }))}
          />
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
        </>
      )}
    </Deed>
  );
}
