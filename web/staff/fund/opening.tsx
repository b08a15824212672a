import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { purposeName } from '../money/accounts.ts';

/** What lay in the account before its first statement comes into the books, once. */
export function BookOpening(): VNode {
  return (
    <Deed
      name="bookOpening"
      title={t('fund.opening.deed')}
      lead={t('fund.opening.lead')}
      submit={t('fund.opening.submit')}
      initial={{ purpose: moneyCity.fund.default as string, note: '' }}
      fieldOf={{ PURPOSE_UNKNOWN: 'purpose' }}
      send={async ({ purpose, note }, intent) => {
        const { amount } = await client.write('bookOpening', { body: { purpose, note } }, intent);
        return t('fund.opening.done', { amount: money(amount) });
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="purpose"
            label={t('ledger.purpose')}
            required
            choices={Object.keys(moneyCity.purposes).map((value) => ({ value, label: purposeName(value) }))}
          />
          <NoteField form={form} name="note" label={t('fund.opening.note')} max={300} required />
        </>
      )}
    </Deed>
  );
}
