import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Empty, Show } from '../page/states.tsx';
import { accountName, amountIn } from './accounts.ts';
import { MoneyTabs } from './tabs.tsx';

type Account = AnswerOf<'readAccounts'>['items'][number];

/** Every account with its balance, and whether the public ledger says the same. */
export function Money(): VNode {
  const loaded = useLoad('accounts', () => client.read('readAccounts', {}));
  return (
    <>
      <div class="page-head">
        <Heading>{t('money.title')}</Heading>
      </div>
      <p class="page-lead">{t('money.lead')}</p>
      <MoneyTabs />
      <Show of={loaded}>
        {({ items, head }) =>
          items.length === 0 ? (
            <Empty>{t('money.none')}</Empty>
          ) : (
            <Card
              id="accounts"
              title={t('money.accounts')}
              aside={
                head && (
                  <span class="note">
                    {t('money.head')} <b>{t('money.headLine', { month: head.month, number: head.number })}</b>
                  </span>
                )
              }
            >
              <QueueTable
                caption={t('money.accounts')}
                rows={items}
                id={({ account, currency }) => `${account} ${currency}`}
                brief={(row) => agreement(row)}
                columns={[
                  { title: t('money.account'), cell: ({ account }) => accountName(account) },
                  {
                    title: t('money.debits'),
                    cell: ({ currency, debits }) => amountIn(currency, debits),
                    numeric: true,
                    show: 'wide',
                  },
                  {
                    title: t('money.credits'),
                    cell: ({ currency, credits }) => amountIn(currency, credits),
                    numeric: true,
                    show: 'wide',
                  },
                  {
                    title: t('money.balance'),
                    cell: ({ currency, balance }) => (
                      <>
                        <b>{amountIn(currency, Math.abs(balance))}</b>{' '}
                        {/* What lies at the bank is a debit: said in a word, not by a sign. */}
                        <span class="side-of">{t(balance < 0 ? 'money.debit' : 'money.credit')}</span>
                      </>
                    ),
                    numeric: true,
                  },
                  { title: t('money.published'), cell: (row) => agreement(row), show: 'wide' },
                ]}
              />
            </Card>
          )
        }
      </Show>
    </>
  );
}

const agreement = ({ kept, balance, published, currency }: Account): string =>
  !kept || balance === published
    ? t('money.agrees')
    : t('money.behind', { amount: amountIn(currency, balance - published) });
