import { city } from 'ithope:city';
import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { go, query } from '../core/router.ts';
import { client } from '../core/session.ts';
import { inWords, t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { SelectField, TextField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { purposeName } from '../money/accounts.ts';
import { Heading } from '../page/heading.tsx';
import {
  CONNECTION_FIELDS,
  ConnectionFields,
  NO_CONNECTION,
  sentConnection,
  wrongConnection,
} from './connection.tsx';
import { DecisionFields, NO_DECISION, sentDecision, wrongDecision } from './decision.tsx';
import { countFrom, monthChoices, monthsFrom, monthText, plusMonths, thisMonth } from './months.ts';
import { RefusalDetail } from './refusal.tsx';

const { months: limits, purposes } = moneyCity.fees;
const FIELDS = {
  ...CONNECTION_FIELDS,
  APPLICATION_UNKNOWN: 'application',
  APPLICATION_NOT_ELIGIBLE: 'application',
  HOUSEHOLD_HAS_GRANT: 'application',
  MONTH_OUT_OF_RANGE: 'firstMonth',
  TOO_MANY_MONTHS: 'months',
  LIMIT_REACHED: 'months',
  BALANCE_TOO_LOW: 'months',
  PURPOSE_UNKNOWN: 'purpose',
} as const;
type Basis = 'CHEST' | 'DIGITAL_INCLUSION_24' | 'ORDINANCE';
/** This month and the twelve after it, as the contract takes them. */
const AHEAD = 13;

/** Grants a household some months of its internet fee; says what is set aside before anything is sent. */
export function NewGrant(): VNode {
  const form = useForm('grant-new', {
    initial: {
      application: query.value.get('application') ?? '',
      ...NO_CONNECTION,
      firstMonth: thisMonth(),
      months: String(limits.usual),
      purpose: purposes[0] ?? '',
      legalBasis: 'CHEST',
      ...NO_DECISION,
    },
    fieldOf: FIELDS,
    unkept: ['customerNumber'],
  });
  const { values } = form;
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const { months } = values.value;
    const wrong = [
      ...wrongControls(event.currentTarget),
      ...wrongConnection(values.value),
      ...(months.trim() && countFrom(months, limits.most) === undefined
        ? [{ path: 'months', code: 'TOO_MANY_MONTHS' }]
        : []),
      ...wrongDecision(values.value),
    ];
    form.wrong.value = [...new Map(wrong.map((one) => [one.path, one])).values()];
    if (wrong.length > 0) return;
    let made = '';
    const taken = await form.send(async (typed, intent) => {
      const { application, firstMonth, purpose, legalBasis } = typed;
      const body = {
        ...{ application, firstMonth, months: Number(typed.months), legalBasis: legalBasis as Basis },
        ...sentConnection(typed),
        ...(purposes.length > 1 ? { purpose } : {}),
        ...sentDecision(typed),
      };
      made = (await client.write('grantFee', { body }, intent)).id;
    });
    if (taken) go(places.grant(made));
  };
  return (
    <>
      <p class="back">
        <a href={places.grants}>
          <Icon name="back" />
          {t('money.grants')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('fees.make')}</Heading>
      </div>
      <form class="card form-page" noValidate id={form.id} onSubmit={send}>
        <Trouble form={form} />
        <RefusalDetail problem={form.problem.value} />
        <TextField
          form={form}
          name="application"
          label={t('fees.application')}
          hint={t('fees.applicationHint')}
          width={14}
          max={14}
          required
        />
        <ConnectionFields form={form} />
        <SelectField
          form={form}
          name="firstMonth"
          label={t('fees.firstMonth')}
          choices={monthChoices(monthsFrom(thisMonth(), AHEAD))}
          required
        />
        <TextField
          form={form}
          name="months"
          label={t('fees.howMany')}
          hint={t('fees.howManyHint', { most: limits.most })}
          suffix={t('fees.monthsUnit')}
          width={4}
          max={3}
          numeric
          required
        />
        {purposes.length > 1 && (
          <SelectField
            form={form}
            name="purpose"
            label={t('fees.purpose')}
            choices={purposes.map((value) => ({ value, label: purposeName(value) }))}
            required
          />
        )}
        <SelectField
          form={form}
          name="legalBasis"
          label={t('fees.legalBasis')}
          choices={city.legalBases.map(({ code, name }) => ({ value: code, label: inWords(name) }))}
          required
        />
        <DecisionFields form={form} />
        <SetAside {...values.value} />
        <div class="button-row form-end">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('fees.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}

function SetAside({ fee, months, firstMonth }: { fee: string; months: string; firstMonth: string }): VNode {
  const amount = amountFrom(fee);
  const count = countFrom(months, limits.most);
  return (
    <p class="set-aside" role="status">
      {amount === undefined || count === undefined || !firstMonth
        ? t('fees.setAsideLater')
        : t('fees.setAside', {
            months: count,
            fee: money(amount),
            sum: money(amount * count),
            last: monthText(plusMonths(firstMonth, count - 1)),
          })}
    </p>
  );
}
