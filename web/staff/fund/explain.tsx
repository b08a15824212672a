import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { ChoiceField, NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { carrierName, purposeName } from '../money/accounts.ts';
import { AmountField, partOf, wrongAmount } from './amount-field.tsx';
import { type Entry, signedText, wordsText } from './saying.tsx';

const AS = ['PURCHASE', 'COSTS', 'CARRIER', 'REFUND'] as const;
const FROM = {
  carrier: 'CARRIER',
  refund: 'REFUND',
  bounce: 'PURCHASE',
  gift: 'PURCHASE',
  settlement: 'PURCHASE',
} as const;
/** Refunds that are open at once. */
const REFUNDS = 50;

/** What money that left was for. */
export function Explain({ entry }: { entry: Entry }): VNode {
  const { id, rest, proposals } = entry;
  const [best] = proposals;
  // What is to be paid back: of this amount, or none of it.
  const open = useLoad(`refunds ${id}`, () =>
    client.read('listEntries', { query: { status: 'REFUNDING', words: 'yes', limit: REFUNDS } }),
  );
  const refunds = (open.data.value?.items ?? []).filter(({ amount }) => amount === rest);
  return (
    <Deed
      name="explain"
      title={t('fund.deeds.explain')}
      lead={t('fund.explain.lead')}
      submit={t('fund.explain.submit')}
      initial={{
        as: (best ? FROM[best.what] : 'PURCHASE') as (typeof AS)[number],
        amount: '',
        purpose: '',
        carrier: best?.what === 'carrier' ? (best.of ?? '') : '',
        entry: best?.what === 'refund' ? (best.of ?? '') : '',
        note: '',
      }}
      fieldOf={{
        MORE_THAN_REST: 'amount',
        BALANCE_TOO_LOW: 'as',
        LIMIT_REACHED: 'purpose',
        PURPOSE_UNKNOWN: 'purpose',
        CARRIER_UNKNOWN: 'carrier',
        NO_SUCH_REFUND: 'entry',
      }}
      check={({ as, purpose, carrier, entry: of, amount }) => [
        ...wrongAmount(amount, rest),
        ...(as === 'PURCHASE' && !purpose ? [{ path: 'purpose', code: 'REQUIRED' }] : []),
        ...(as === 'CARRIER' && !carrier ? [{ path: 'carrier', code: 'REQUIRED' }] : []),
        ...(as === 'REFUND' && !of ? [{ path: 'entry', code: 'REQUIRED' }] : []),
      ]}
      send={async ({ as, amount, purpose, carrier, entry: of, note }, intent) => {
        const body = {
          as,
          ...partOf(amount, rest),
          ...(as === 'PURCHASE' ? { purpose } : {}),
          ...(as === 'CARRIER' ? { carrier } : {}),
          ...(as === 'REFUND' ? { entry: of } : {}),
          ...optionalText({ note }),
        };
        await client.write('explainEntry', { params: { id }, body }, intent);
        return t('fund.explain.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="as"
            label={t('fund.explain.as')}
            required
            choices={AS.map((value) => ({
              value,
              label: t(`fund.as.${value}`),
              hint: t(`fund.explain.hints.${value}`),
            }))}
          />
          {form.values.value.as === 'PURCHASE' && (
            <SelectField
              form={form}
              name="purpose"
              label={t('ledger.purpose')}
              required
              choices={Object.keys(moneyCity.purposes).map((value) => ({ value, label: purposeName(value) }))}
            />
          )}
          {form.values.value.as === 'CARRIER' && (
            <SelectField
              form={form}
              name="carrier"
              label={t('fund.explain.carrier')}
              required
              choices={moneyCity.fees.carriers.map(({ code }) => ({ value: code, label: carrierName(code) }))}
            />
          )}
          {form.values.value.as === 'REFUND' &&
            (refunds.length === 0 ? (
              <p class="none">{t('fund.explain.noRefund')}</p>
            ) : (
              <ChoiceField
                form={form}
                name="entry"
                label={t('fund.explain.refund')}
                required
                choices={refunds.map((one) => ({
                  value: one.id,
                  label: `${dayText(one.day)} · ${signedText(one.amount)}`,
                  hint: wordsText(one.words ?? {}),
                }))}
              />
            ))}
          {form.values.value.as !== 'REFUND' && <AmountField form={form} rest={rest} />}
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.hints.inside')}
            max={300}
          />
        </>
      )}
    </Deed>
  );
}
