import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import {
  CONNECTION_FIELDS,
  ConnectionFields,
  NO_CONNECTION,
  sentConnection,
  wrongConnection,
} from './connection.tsx';
import type { Grant } from './grant.tsx';
import { monthChoices, monthText } from './months.ts';
import { RefusalDetail } from './refusal.tsx';
import { openMonths } from './stop.tsx';

/** `+ ₩11,000을 더 따로 둡니다`, `₩11,000이 쓰임으로 돌아갑니다`, or that nothing changes. */
const changeText = (change: number): string =>
  change > 0
    ? t('fees.move.more', { sum: money(change) })
    : change < 0
      ? t('fees.move.less', { sum: money(-change) })
      : t('fees.move.same');

/** Another carrier, plan or customer number from a month on. Nothing of it is kept in the browser. */
export function Move({ grant }: { grant: Grant }): VNode {
  const open = openMonths(grant);
  return (
    <Deed
      name="move"
      title={nameOf('grants.moves', 'move')}
      lead={t('fees.move.lead')}
      submit={t('fees.move.submit')}
      unkept
      initial={{ ...NO_CONNECTION, from: open[0]?.month ?? '' }}
      fieldOf={{
        ...CONNECTION_FIELDS,
        MONTH_OUT_OF_RANGE: 'from',
        LIMIT_REACHED: 'fee',
        BALANCE_TOO_LOW: 'fee',
      }}
      check={wrongConnection}
      send={async (values, intent) => {
        const body = { from: values.from, ...sentConnection(values) };
        const { change } = await client.write('moveGrant', { params: { id: grant.id }, body }, intent);
        return `${t('fees.move.done', { month: monthText(values.from) })} ${changeText(change)}`;
      }}
    >
      {(form) => {
        const { from, fee } = form.values.value;
        const amount = amountFrom(fee);
        const changed = open
          .filter(({ month }) => month >= from)
          .reduce((all, one) => all + (amount ?? 0) - one.fee, 0);
        return (
          <>
            <RefusalDetail problem={form.problem.value} />
            <SelectField
              form={form}
              name="from"
              label={t('fees.from')}
              choices={monthChoices(open.map(({ month }) => month))}
              required
            />
            <ConnectionFields form={form} />
            {from && amount !== undefined && (
              <p class="set-aside" role="status">
                {changeText(changed)}
              </p>
            )}
          </>
        );
      }}
    </Deed>
  );
}
