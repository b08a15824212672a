import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Grant } from './grant.tsx';
import { monthChoices, monthText } from './months.ts';
import { RefusalDetail } from './refusal.tsx';

const REASONS = ['NUMBER_UNKNOWN', 'CONTRACT_ENDED', 'OTHER'] as const;

/** A carrier sent a fee back: its payment is undone, and paid again unless told otherwise. */
export function ReturnFee({ grant }: { grant: Grant }): VNode {
  const paid = grant.months.filter(({ state }) => state === 'PAID').reverse();
  return (
    <Deed
      name="returnFee"
      title={nameOf('grants.moves', 'returnFee')}
      lead={t('fees.return.lead')}
      submit={t('fees.return.submit')}
      initial={{ month: paid[0]?.month ?? '', reason: '', payAgain: 'yes' }}
      fieldOf={{ MONTH_NOT_PAID: 'month', RUN_UNFINISHED: 'month', HOUSEHOLD_HAS_GRANT: 'payAgain' }}
      send={async ({ month, reason, payAgain }, intent) => {
        const again = payAgain === 'yes';
        const body = { month, reason: reason as (typeof REASONS)[number], payAgain: again };
        await client.write('returnFee', { params: { id: grant.id }, body }, intent);
        return t(again ? 'fees.return.doneAgain' : 'fees.return.doneBack', { month: monthText(month) });
      }}
    >
      {(form) => (
        <>
          <RefusalDetail problem={form.problem.value} />
          <SelectField
            form={form}
            name="month"
            label={t('fees.return.month')}
            choices={monthChoices(paid.map(({ month }) => month))}
            required
          />
          <ChoiceField
            form={form}
            name="reason"
            label={t('staff.labels.reason')}
            choices={REASONS.map((value) => ({ value, label: nameOf('grants.returnReasons', value) }))}
            required
          />
          <ChoiceField
            form={form}
            name="payAgain"
            label={t('fees.return.next')}
            choices={[
              { value: 'yes', label: t('fees.return.again') },
              { value: 'no', label: t('fees.return.back') },
            ]}
            required
          />
        </>
      )}
    </Deed>
  );
}
