import { useComputed } from '@preact/signals';
import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { ChoiceField, fieldId, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { itemName } from '../page/items.ts';
import type { Donation } from './donation.tsx';

const BASES = ['MARKET_PRICE', 'BOOK_VALUE'] as const;
type Goods = NonNullable<Donation['received']>;
type Values = { prices: Readonly<Record<string, string>>; basis: (typeof BASES)[number]; evidence: string };

/** Values the goods line by line; the total counts along. */
export function Value({ donation }: { donation: Donation }): VNode {
  const { id, giverKind } = donation;
  const goods = (donation.received ?? []).filter(({ count }) => count > 0);
  return (
    <Deed<Values>
      name="value"
      wide
      title={t('staff.donations.moves.value')}
      lead={nameOf('staff.donations.value.lead', giverKind)}
      submit={t('staff.donations.value.submit')}
      initial={{
        prices: {},
        basis: giverKind === 'corporation' ? 'BOOK_VALUE' : 'MARKET_PRICE',
        evidence: '',
      }}
      fieldOf={{ VALUATION_INCOMPLETE: 'prices' }}
      check={({ prices }) =>
        goods
          .filter(({ kind }) => amountFrom(prices[kind] ?? '') === undefined)
          .map(({ kind }) => ({ path: `prices.${kind}`, code: 'AMOUNT' }))
      }
      send={async ({ prices, basis, evidence }, intent) => {
        const lines = goods.map(({ kind }) => ({ kind, unitPrice: amountFrom(prices[kind] ?? '') ?? 0 }));
        const answer = await client.write(
          'valueDonation',
          { params: { id }, body: { lines, basis, evidence } },
          intent,
        );
        return t('staff.donations.value.done', { total: money(answer.total) });
      }}
    >
      {(form) => (
        <>
          <Lines form={form} goods={goods} />
          <ChoiceField
            form={form}
            name="basis"
            row
            label={t('staff.donations.basis')}
            required
            choices={BASES.map((value) => ({ value, label: nameOf('staff.donations.bases', value) }))}
          />
          <NoteField
            form={form}
            name="evidence"
            label={t('staff.labels.evidence')}
            hint={t('staff.donations.value.evidenceHint')}
            required
            max={300}
          />
        </>
      )}
    </Deed>
  );
}

function Lines({ form, goods }: { form: Form<Values>; goods: Goods }): VNode {
  const total = useComputed(() =>
    goods.reduce(
      (sum, { kind, count }) => sum + count * (amountFrom(form.values.value.prices[kind] ?? '') ?? 0),
      0,
    ),
  );
  const wrong = (kind: string) => form.wrong.value.some(({ path }) => path === `prices.${kind}`);
  return (
    <div class="price-lines" id={fieldId(form, 'prices')}>
      {goods.map(({ kind, count }) => {
        const id = fieldId(form, `prices-${kind}`);
        const price = form.values.value.prices[kind] ?? '';
        return (
          <div class={wrong(kind) ? 'price-line field-wrong' : 'price-line'}>
            <label for={id}>{t('staff.items.count', { kind: itemName(kind), count })}</label>
            <div class="input-with-suffix">
              <input
                class="input input-8 numeric"
                id={id}
                inputMode="numeric"
                autocomplete="off"
                placeholder="0"
                value={price}
                aria-invalid={wrong(kind) ? 'true' : undefined}
                aria-describedby={wrong(kind) ? `${id}-error` : undefined}
                onInput={(event) =>
                  form.set('prices', { ...form.values.value.prices, [kind]: event.currentTarget.value })
                }
              />
              <span>{t('staff.donations.value.each')}</span>
            </div>
            <output for={id}>{money(count * (amountFrom(price) ?? 0))}</output>
            {wrong(kind) && (
              <p class="field-error" id={`${id}-error`}>
                {t('staff.fields.AMOUNT')}
              </p>
            )}
          </div>
        );
      })}
      <p class="total">
        {t('staff.donations.total')} <strong aria-live="polite">{money(total.value)}</strong>
      </p>
    </div>
  );
}
