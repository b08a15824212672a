import type { VNode } from 'preact';
import { Select } from '../../components/select/select.tsx';
import { money } from '../core/money.ts';
import { t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { errorOf, fieldId, TextField } from '../form/bind.tsx';
import type { Form, Values } from '../form/form.ts';
import { carrierChoices, mostOf, planChoices, planOf, plansOf } from './plans.ts';

/** A household's line, as it is typed. */
export type Connection = Values & {
  readonly carrier: string;
  readonly plan: string;
  readonly fee: string;
  readonly customerNumber: string;
};
export const NO_CONNECTION = { carrier: '', plan: '', fee: '', customerNumber: '' } as const;

/** Refusals that belong beside one of its fields. */
export const CONNECTION_FIELDS = {
  CARRIER_UNKNOWN: 'carrier',
  PLAN_UNKNOWN: 'plan',
  FEE_TOO_HIGH: 'fee',
  CUSTOMER_NUMBER_UNWRITABLE: 'customerNumber',
} as const;

/** What is wrong with the fee, before it is sent. */
export function wrongConnection({ carrier, plan, fee }: Connection): { path: string; code: string }[] {
  const found = planOf(carrier, plan);
  const amount = amountFrom(fee);
  if (!amount) return fee.trim() === '' ? [] : [{ path: 'fee', code: 'AMOUNT' }];
  return found && amount > mostOf(found) ? [{ path: 'fee', code: 'FEE_TOO_HIGH' }] : [];
}

/** As it is sent. */
export const sentConnection = ({ carrier, plan, fee, customerNumber }: Connection) => ({
  ...{ carrier, plan, customerNumber },
  fee: amountFrom(fee) ?? 0,
});

/** Carrier → its plans → the plan's fee, filled in; the customer number is written and not kept. */
export function ConnectionFields<V extends Connection>({ form }: { form: Form<V> }): VNode {
  // A form of more fields is one of these too.
  const line = form as unknown as Form<Connection>;
  const { carrier, plan } = line.values.value;
  const chosen = planOf(carrier, plan);
  const choosePlan = (of: string, code: string) => {
    const found = planOf(of, code);
    line.set('plan', code);
    line.set('fee', found ? mostOf(found).toLocaleString('ko-KR') : '');
  };
  const chooseCarrier = (code: string) => {
    line.set('carrier', code);
    const [only, ...others] = plansOf(code);
    choosePlan(code, only && others.length === 0 ? only.code : '');
  };
  const shared = (name: string, label: string) => ({
    ...{ id: fieldId(form, name), name, label, error: errorOf(form as unknown as Form<Values>, name) },
    ...{ empty: t('staff.form.choose'), required: true },
  });
  return (
    <>
      <Select
        {...shared('carrier', t('fees.carrier'))}
        choices={carrierChoices()}
        value={carrier}
        onChange={(event) => chooseCarrier(event.currentTarget.value)}
      />
      <Select
        {...shared('plan', t('fees.plan'))}
        hint={carrier ? undefined : t('fees.planFirst')}
        choices={planChoices(carrier)}
        value={plan}
        onChange={(event) => choosePlan(carrier, event.currentTarget.value)}
      />
      <TextField
        form={line}
        name="fee"
        label={t('fees.fee')}
        hint={chosen ? t('fees.feeHint', { most: money(mostOf(chosen)) }) : ''}
        suffix={t('fees.won')}
        width={14}
        max={20}
        numeric
        required
      />
      <TextField
        form={line}
        name="customerNumber"
        label={t('fees.customerNumber')}
        hint={t('fees.customerNumberHint')}
        width={24}
        max={30}
        required
      />
    </>
  );
}
