import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { type Signing, signatureOf, wrongInSignature } from './signature.ts';
import { SignatureFields } from './signature-fields.tsx';
import { HANDOVER, type HandoverItem } from './words.ts';

interface Values extends Signing {
  readonly handover: readonly HandoverItem[];
  readonly note: string;
}

/** At the recipient's: everything done, signed by the one who got it. */
export function HandOver({ id }: { id: string }): VNode {
  return (
    <Deed<Values>
      name="confirm"
      title={t('deliveries.moves.confirm')}
      lead={t('deliveries.handover.lead')}
      submit={t('deliveries.handover.submit')}
      initial={{ handover: [], how: 'drawn', strokes: [], name: '', because: '', note: '' }}
      fieldOf={{ HANDOVER_INCOMPLETE: 'handover' }}
      check={wrongInSignature}
      send={async (values, intent) => {
        const handover = Object.fromEntries(
          HANDOVER.map((item) => [item, values.handover.includes(item)]),
        ) as Record<HandoverItem, boolean>;
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
          <SignatureFields form={form} />
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
        </>
      )}
    </Deed>
  );
}
