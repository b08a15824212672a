import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';

/** Told both ways: the office has asked, and writes down what is true. */
export function Settle({ id }: { id: string }): VNode {
  return (
    <Deed
      name="settle"
      title={t('routes.settle.title')}
      lead={t('routes.settle.lead')}
      submit={t('routes.settle.submit')}
      initial={{ note: '' }}
      send={async (body, intent) => {
        await client.write('settleDelivery', { params: { id }, body }, intent);
        return t('routes.settle.done');
      }}
    >
      {(form) => <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} required />}
    </Deed>
  );
}
