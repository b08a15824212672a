import type { VNode } from 'preact';
import { Select } from '../../components/select/select.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { t } from '../core/words.ts';
import { fieldId } from '../form/bind.tsx';
import type { Form } from '../form/form.ts';
import { proofsOf } from './city-rules.ts';
import type { AmountName, Worth } from './value.tsx';
import { put, wrongWith } from './worth-line.tsx';

/** What proves an amount: of which kind it is, and where or what exactly. */
export function ProofField({ form, amount }: { form: Form<Worth>; amount: AmountName }): VNode {
  const of = t(`staff.donations.value.amounts.${amount}`);
  const [kind, text] = [`proof.${amount}`, `proofText.${amount}`];
  const { proof, proofText } = form.values.value;
  return (
    <div class="proof">
      <Select
        id={fieldId(form, kind)}
        name={kind}
        label={t('staff.donations.value.proof', { of })}
        empty={t('staff.form.choose')}
        choices={proofsOf(amount)}
        error={wrongWith(form, kind)}
        required
        value={proof[amount] ?? ''}
        onChange={(event) => put(form, 'proof', amount, event.currentTarget.value)}
      />
      <TextInput
        id={fieldId(form, text)}
        name={text}
        label={t('staff.donations.value.proofText', { of })}
        hint={t(`staff.donations.value.proofHints.${amount}`)}
        error={wrongWith(form, text)}
        required
        maxLength={300}
        autoComplete="off"
        value={proofText[amount] ?? ''}
        onInput={(event) => put(form, 'proofText', amount, event.currentTarget.value)}
      />
    </div>
  );
}
