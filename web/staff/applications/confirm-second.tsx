import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

/** Another officer agrees with the first. */
export function ConfirmSecond({ id }: { id: string }): VNode {
  return (
    <Deed
      name="confirmSecond"
      title={t('eligibility.confirmSecond.title')}
      lead={t('eligibility.confirmSecond.lead')}
      submit={t('eligibility.confirmSecond.submit')}
      initial={{ note: '' }}
      send={async ({ note }, intent) => {
        await client.write('confirmSecond', { params: { id }, body: optionalText({ note }) }, intent);
        return t('eligibility.confirmSecond.done');
      }}
    >
      {(form) => (
        <NoteField
          form={form}
          name="note"
          label={t('staff.labels.note')}
          hint={t('staff.hints.inside')}
          max={300}
        />
      )}
    </Deed>
  );
}
