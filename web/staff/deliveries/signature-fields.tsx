import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, fieldId, TextField } from '../form/bind.tsx';
import type { Form } from '../form/form.ts';
import type { Signing } from './signature.ts';
import { SignaturePad } from './signature-pad.tsx';
import { SIGNATURES, UNSIGNED } from './words.ts';

/** How the recipient signs: drawn or typed, or not at all and why; said first how long a signature is kept. */
export function SignatureFields<V extends Signing>({ form }: { form: Form<V> }): VNode {
  const { how } = form.values.value;
  return (
    <>
      <ChoiceField
        form={form}
        name="how"
        row
        label={t('staff.labels.how')}
        hint={t('deliveries.sign.kept', { months: city.delivery.signatureMonths })}
        required
        choices={SIGNATURES.map((value) => ({ value, label: nameOf('deliveries.sign.ways', value) }))}
      />
      {how === 'drawn' && <Drawn form={form} />}
      {how === 'typed' && (
        <TextField form={form} name="name" label={t('staff.labels.name')} width={14} max={60} required />
      )}
      {how === 'none' && (
        <ChoiceField
          form={form}
          name="because"
          label={t('deliveries.sign.why')}
          required
          choices={UNSIGNED.map((value) => ({ value, label: nameOf('deliveries.sign.unsigned', value) }))}
        />
      )}
    </>
  );
}

function Drawn<V extends Signing>({ form }: { form: Form<V> }): VNode {
  const wrong = form.wrong.value.some(({ path }) => path === 'strokes' || path.startsWith('signature'));
  const id = fieldId(form, 'strokes');
  return (
    <div class={wrong ? 'field field-wrong' : 'field'}>
      <p class="field-label">{t('staff.labels.strokes')}</p>
      {wrong && <p class="field-error">{t('staff.fields.SIGNATURE')}</p>}
      <SignaturePad
        id={id}
        strokes={form.values.value.strokes}
        change={(strokes) => form.set('strokes', strokes as V['strokes'])}
        wrong={wrong}
      />
    </div>
  );
}
