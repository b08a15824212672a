import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';

/** An appeal that came by phone, on paper or at the counter. */
export function EnterAppeal({ id }: { id: string }): VNode {
  return (
    <Deed
      name="appeal"
      title={t('eligibility.appeal.enter')}
      lead={t('eligibility.appeal.lead')}
      submit={t('eligibility.appeal.submit')}
      initial={{ words: '' }}
      send={async ({ words }, intent) => {
        await client.write('appealFor', { params: { id }, body: { words } }, intent);
        return t('eligibility.appeal.done');
      }}
    >
      {(form) => (
        <NoteField form={form} name="words" label={t('eligibility.appeal.words')} required max={1000} />
      )}
    </Deed>
  );
}
