import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Textarea } from '../../components/textarea/textarea.tsx';
import { money } from '../core/money.ts';
import { nameOf, t } from '../core/words.ts';
import { fieldId } from '../form/bind.tsx';
import type { Form } from '../form/form.ts';
import { itemName } from '../page/items.ts';
import { type AmountName, priceOf, type Worth } from './value.tsx';

type Part = AmountName | 'own';

/** What went wrong with one part of one line, in words. */
export const wrongWith = (form: Form<Worth>, path: string): string | undefined => {
  const found = form.wrong.value.find((one) => one.path === path);
  return found && nameOf('staff.fields', found.code);
};
export const put = (form: Form<Worth>, part: string & keyof Worth, key: string, text: string) =>
  form.set(part, { ...(form.values.value[part] as Record<string, string>), [key]: text });

/** The amounts that the rule asks for, the price that follows, and why it is another or nothing. */
export function WorthLine(props: {
  form: Form<Worth>;
  kind: string;
  count: number;
  amounts: readonly AmountName[];
}): VNode {
  const { form, kind, count, amounts } = props;
  const item = t('staff.items.count', { kind: itemName(kind), count });
  const worth = form.values.value;
  const { byRule, price = 0, needsReason } = priceOf(worth, kind, amounts);
  const other = useSignal((worth.own[kind] ?? '') !== '');
  const reason = `reason.${kind}`;
  return (
    <fieldset class="worth-line">
      <legend class="worth-item">{item}</legend>
      <div class="worth-amounts">
        {amounts.map((amount) => (
          <AmountField form={form} part={amount} kind={kind} item={item} />
        ))}
        {other.value && <AmountField form={form} part="own" kind={kind} item={item} />}
      </div>
      <p class="worth-price">
        {t('staff.donations.value.price', { price: money(price), total: money(count * price) })}
      </p>
      {!other.value && byRule !== undefined && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            other.value = true;
          }}
        >
          {t('staff.donations.value.other')}
        </Button>
      )}
      {needsReason && (
        <Textarea
          id={fieldId(form, reason)}
          name={reason}
          label={t('staff.donations.value.reason')}
          hint={t('staff.donations.value.reasonHint')}
          error={wrongWith(form, reason)}
          required
          rows={2}
          maxLength={300}
          value={worth.reason[kind] ?? ''}
          onInput={(event) => put(form, 'reason', kind, event.currentTarget.value)}
        />
      )}
    </fieldset>
  );
}

function AmountField(props: { form: Form<Worth>; part: Part; kind: string; item: string }): VNode {
  const { form, part, kind, item } = props;
  const path = `${part}.${kind}`;
  const id = fieldId(form, path);
  const wrong = wrongWith(form, path);
  return (
    <div class={wrong ? 'worth-amount field-wrong' : 'worth-amount'}>
      <label for={id}>
        <span class="visually-hidden">{item} </span>
        {t(`staff.donations.value.amounts.${part}`)}
      </label>
      <div class="input-with-suffix">
        <input
          class="input input-8 numeric"
          id={id}
          inputMode="numeric"
          autocomplete="off"
          placeholder="0"
          value={form.values.value[part][kind] ?? ''}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onInput={(event) => put(form, part, kind, event.currentTarget.value)}
        />
        <span>{t('staff.donations.value.each')}</span>
      </div>
      {wrong && (
        <p class="field-error" id={`${id}-error`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
