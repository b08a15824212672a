import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { query, withQuery } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { NoteField, SelectField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { accountName, purposeName } from '../money/accounts.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { RecordScope, Said } from '../page/record.tsx';
import { Show } from '../page/states.tsx';
import { balanceText } from './saying.tsx';

type Found = AnswerOf<'readPurposes'>;

/** What each purpose holds and may still spend, and the Chest's costs against their legal share. */
export function Purposes(): VNode {
  const loaded = useLoad('purposes', () => client.read('readPurposes', {}));
  return (
    <>
      <div class="page-head">
        <Heading>{t('money.purposes')}</Heading>
      </div>
      <MoneyTabs />
      <Show of={loaded}>
        {(found) => (
          <RecordScope id="purposes" loaded={loaded}>
            <Said />
            {found.items.map((one) => (
              <Purpose key={one.purpose} one={one} year={found.year} />
            ))}
            <Costs found={found} />
            <Card id="others" title={t('fund.purposes.others')}>
              <Facts
                rows={found.others.map(({ account, balance }) => [
                  accountName(account),
                  balanceText(balance),
                ])}
              />
            </Card>
            {may('takeCosts') && query.value.has('do') && <TakeCosts found={found} />}
          </RecordScope>
        )}
      </Show>
    </>
  );
}

/** A bar with its figures: how much of a limit is used. */
function Used({ label, used, of, left }: { label: string; used: number; of: number; left: number }): VNode {
  const percent = of > 0 ? Math.floor((used / of) * 1000) / 10 : 0;
  return (
    <div class="progress work">
      <progress max={Math.max(1, of)} value={Math.min(used, of)} aria-label={label} />
      <p class="work-said">
        {t('fund.purposes.used', { used: money(used), of: money(of), percent, left: money(left) })}
      </p>
    </div>
  );
}

function Purpose({ one, year }: { one: Found['items'][number]; year: string }): VNode {
  const { purpose, balance, reserved, spent, yearlyLimit, left } = one;
  return (
    <Card id={`purpose-${purpose}`} title={purposeName(purpose)}>
      <Facts
        rows={[
          [t('fund.purposes.balance'), <strong>{balanceText(balance)}</strong>],
          reserved !== 0 && [t('fund.purposes.reserved'), balanceText(reserved)],
          [t('fund.purposes.spent', { year }), money(spent)],
          yearlyLimit === undefined && [t('fund.purposes.limit'), t('fund.purposes.noLimit')],
        ]}
      />
      {yearlyLimit !== undefined && (
        <Used
          label={t('fund.purposes.limitOf', { purpose: purposeName(purpose) })}
          {...{ used: spent, of: yearlyLimit, left: left ?? 0 }}
        />
      )}
    </Card>
  );
}

function Costs({ found: { costs } }: { found: Found }): VNode {
  const { perMille, basisYear, gifts, allowance, taken, left, open } = costs;
  return (
    <Card
      id="costs"
      title={t('fund.costs.title')}
      aside={
        may('takeCosts') && (
          <ButtonLink
            href={withQuery({ do: 'takeCosts' })}
            variant="secondary"
            size="small"
            data-deed="takeCosts"
          >
            {t('fund.costs.take')}
          </ButtonLink>
        )
      }
    >
      <p class="note">{t('fund.costs.lead', { percent: perMille / 10, year: basisYear })}</p>
      <Facts
        rows={[
          [t('fund.costs.gifts', { year: basisYear }), balanceText(gifts)],
          [t('fund.costs.allowance'), money(allowance)],
          [t('fund.costs.open'), balanceText(open)],
        ]}
      />
      <Used label={t('fund.costs.title')} {...{ used: taken, of: allowance, left }} />
    </Card>
  );
}

function TakeCosts({ found: { items, costs } }: { found: Found }): VNode {
  return (
    <Deed
      name="takeCosts"
      title={t('fund.costs.take')}
      lead={t('fund.costs.takeLead', { left: money(costs.left) })}
      submit={t('fund.costs.submit')}
      initial={{ purpose: '', amount: '', note: '' }}
      fieldOf={{ OVER_COSTS_SHARE: 'amount', LIMIT_REACHED: 'amount', BALANCE_TOO_LOW: 'amount' }}
      check={({ amount }) => (amountFrom(amount) ? [] : [{ path: 'amount', code: 'AMOUNT' }])}
      send={async ({ purpose, amount, note }, intent) => {
        const body = { amount: amountFrom(amount) ?? 0, note };
        const { left } = await client.write('takeCosts', { params: { code: purpose }, body }, intent);
        return t('fund.costs.done', { left: money(left) });
      }}
    >
      {(form) => (
        <>
          <SelectField
            form={form}
            name="purpose"
            label={t('fund.costs.from')}
            required
            choices={items.map(({ purpose, balance }) => ({
              value: purpose,
              label: t('fund.costs.choice', { purpose: purposeName(purpose), balance: balanceText(balance) }),
            }))}
          />
          <TextField
            form={form}
            name="amount"
            label={t('fund.col.amount')}
            suffix={t('fund.amount.unit')}
            width={14}
            max={20}
            numeric
            required
          />
          <NoteField form={form} name="note" label={t('fund.costs.note')} max={300} required />
        </>
      )}
    </Deed>
  );
}
