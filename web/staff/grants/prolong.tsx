import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { DecisionFields, NO_DECISION, sentDecision, wrongDecision } from './decision.tsx';
import type { Grant } from './grant.tsx';
import { countFrom, monthText, plusMonths } from './months.ts';
import { RefusalDetail } from './refusal.tsx';

/** More months; says what is set aside for them. */
export function Prolong({ grant }: { grant: Grant }): VNode {
  const { id, lastMonth, months } = grant;
  const most = moneyCity.fees.months.most - months.length;
  // More months are of the term agreed last.
  const fee = grant.terms.at(-1)?.fee ?? grant.fee;
  return (
    <Deed
      name="prolong"
      title={nameOf('grants.moves', 'prolong')}
      lead={t('fees.prolong.lead', { month: monthText(lastMonth), most: Math.max(0, most) })}
      submit={t('fees.prolong.submit')}
      initial={{ months: '', ...NO_DECISION }}
      fieldOf={{ TOO_MANY_MONTHS: 'months', LIMIT_REACHED: 'months', BALANCE_TOO_LOW: 'months' }}
      check={(values) => [
        ...(values.months.trim() && countFrom(values.months, most) === undefined
          ? [{ path: 'months', code: 'TOO_MANY_MONTHS' }]
          : []),
        ...wrongDecision(values),
      ]}
      send={async (values, intent) => {
        const body = { months: Number(values.months), ...sentDecision(values) };
        const made = await client.write('prolongGrant', { params: { id }, body }, intent);
        return t('fees.prolong.done', { month: monthText(made.lastMonth), sum: money(made.reserved) });
      }}
    >
      {(form) => {
        const count = countFrom(form.values.value.months, most);
        return (
          <>
            <RefusalDetail problem={form.problem.value} />
            <TextField
              form={form}
              name="months"
              label={t('fees.prolong.months')}
              suffix={t('fees.monthsUnit')}
              width={4}
              max={3}
              numeric
              required
            />
            <DecisionFields form={form} />
            {count !== undefined && (
              <p class="set-aside" role="status">
                {t('fees.setAside', {
                  months: count,
                  fee: money(fee),
                  sum: money(count * fee),
                  last: monthText(plusMonths(lastMonth, count)),
                })}
              </p>
            )}
          </>
        );
      }}
    </Deed>
  );
}
