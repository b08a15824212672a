import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { TextField } from '../form/bind.tsx';
import type { Form } from '../form/form.ts';

type WithAmount = Readonly<Record<string, unknown>> & { readonly amount: string };

/** How much of what is left: all of it where nothing is written. */
export function AmountField<V extends WithAmount>({ form, rest }: { form: Form<V>; rest: number }): VNode {
  return (
    <TextField
      form={form}
      name="amount"
      label={t('fund.amount.label')}
      hint={t('fund.amount.hint', { rest: money(rest) })}
      suffix={t('fund.amount.unit')}
      width={14}
      max={20}
      numeric
    />
  );
}

/** What is wrong with a part's amount. */
export function wrongAmount(text: string, rest: number): { path: string; code: string }[] {
  if (text.trim() === '') return [];
  const amount = amountFrom(text);
  if (!amount) return [{ path: 'amount', code: 'AMOUNT' }];
  return amount > rest ? [{ path: 'amount', code: 'MORE_THAN_REST' }] : [];
}

/** `{ amount }` of a part; `{}` for all of it. */
export function partOf(text: string, rest: number): { amount?: number } {
  const amount = amountFrom(text);
  return amount && amount !== rest ? { amount } : {};
}
