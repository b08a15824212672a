import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, fieldId, ManyField, NoteField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import { isSigned, pathOf, type Stroke } from './signature.ts';
import { SignaturePad } from './signature-pad.tsx';

/** The contract's list of what is done at a hand-over, without shipping its schema. */
const HANDOVER = ['installed', 'starts', 'internet', 'explained', 'warrantyGiven'] as const;
type Item = (typeof HANDOVER)[number];
interface Values extends Readonly<Record<string, unknown>> {
  readonly handover: readonly Item[];
  readonly how: 'drawn' | 'typed';
  readonly strokes: readonly Stroke[];
  readonly name: string;
  readonly note: string;
}

const signatureOf = ({ how, strokes, name }: Values) =>
  how === 'drawn'
    ? { kind: 'drawn' as const, path: pathOf(strokes) }
    : { kind: 'typed' as const, name: name.trim() };

/** At the recipient's: everything done, signed by the one who got it. */
export function HandOver({ id }: { id: string }): VNode {
  return (
    <Deed<Values>
      name="confirm"
      title={t('deliveries.moves.confirm')}
      lead={t('deliveries.handover.lead')}
      submit={t('deliveries.handover.submit')}
      initial={{ handover: [], how: 'drawn', strokes: [], name: '', note: '' }}
      fieldOf={{ HANDOVER_INCOMPLETE: 'handover' }}
      check={({ how, strokes, name }) =>
        how === 'drawn'
          ? isSigned(strokes)
            ? []
            : [{ path: 'strokes', code: 'SIGNATURE' }]
          : name.trim() === ''
            ? [{ path: 'name', code: 'REQUIRED' }]
            : []
      }
      send={async (values, intent) => {
        const handover = Object.fromEntries(
          HANDOVER.map((item) => [item, values.handover.includes(item)]),
        ) as Record<Item, boolean>;
        const body = { signature: signatureOf(values), handover, ...optionalText({ note: values.note }) };
        await client.write('confirmDelivery', { params: { id }, body }, intent);
        return t('deliveries.handover.done');
      }}
    >
      {(form) => (
        <>
          <ManyField
            form={form}
            name="handover"
            label={t('staff.labels.handover')}
            required
            choices={HANDOVER.map((value) => ({ value, label: nameOf('deliveries.handover.items', value) }))}
          />
          <ChoiceField
            form={form}
            name="how"
            row
            label={t('staff.labels.how')}
            required
            choices={(['drawn', 'typed'] as const).map((value) => ({
              value,
              label: nameOf('deliveries.sign.ways', value),
            }))}
          />
          {form.values.value.how === 'drawn' ? (
            <Drawn form={form} />
          ) : (
            <TextField form={form} name="name" label={t('staff.labels.name')} width={14} max={60} required />
          )}
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
        </>
      )}
    </Deed>
  );
}

function Drawn({ form }: { form: Form<Values> }): VNode {
  const wrong = form.wrong.value.some(({ path }) => path === 'strokes' || path.startsWith('signature'));
  const id = fieldId(form, 'strokes');
  return (
    <div class={wrong ? 'field field-wrong' : 'field'}>
      <p class="field-label">{t('staff.labels.strokes')}</p>
      {wrong && <p class="field-error">{t('staff.fields.SIGNATURE')}</p>}
      <SignaturePad
        id={id}
        strokes={form.values.value.strokes}
        change={(strokes) => form.set('strokes', strokes)}
        wrong={wrong}
      />
    </div>
  );
}
