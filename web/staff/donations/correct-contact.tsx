import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

const NOTHING = { name: '', organisation: '', postcode: '', street: '', detail: '' };

/** Corrects what a receipt is made out to; fields that are left empty stay as they are. */
export function CorrectContact({ person, giverKind }: { person: string; giverKind: string }): VNode {
  return (
    <Deed
      name="correctContact"
      title={t('receipts.correctTitle')}
      lead={t('receipts.correct.lead')}
      submit={t('receipts.correct.submit')}
      initial={NOTHING}
      check={(values) =>
        Object.values(values).some((value) => value.trim() !== '') ? [] : [{ path: 'name', code: 'REQUIRED' }]
      }
      send={async (values, intent) => {
        await client.write('correctContact', { params: { id: person }, body: optionalText(values) }, intent);
        return t('receipts.correct.done');
      }}
    >
      {(form) => (
        <>
          <TextField form={form} name="name" label={t('receipts.correct.name')} max={60} />
          {giverKind !== 'person' && (
            <TextField form={form} name="organisation" label={t('receipts.correct.organisation')} max={80} />
          )}
          <TextField
            form={form}
            name="postcode"
            label={t('receipts.correct.postcode')}
            width={8}
            max={5}
            numeric
          />
          <TextField form={form} name="street" label={t('receipts.correct.street')} max={120} />
          <TextField form={form} name="detail" label={t('receipts.correct.detail')} max={120} />
        </>
      )}
    </Deed>
  );
}
