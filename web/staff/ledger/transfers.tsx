import { city } from 'ithope:city';
import { moneyCity } from 'ithope:city-money';
import { signal, useComputed } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { accountName, amountIn, purposeName } from '../money/accounts.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { Heading } from '../page/heading.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Empty, Show } from '../page/states.tsx';

type Page = AnswerOf<'listTransfers'>;

/** A month's transfers, newest first: money or points, all or of one purpose; and where the public finds them. */
export function Transfers(): VNode {
  const month = query.value.get('month') ?? dayOf().slice(0, 7);
  const currency = query.value.get('of') === 'POINT' ? 'POINT' : city.currency.code;
  const purpose = query.value.get('purpose') ?? '';
  const choose = (name: string) => (event: { currentTarget: HTMLSelectElement | HTMLInputElement }) =>
    go(withQuery({ [name]: event.currentTarget.value || undefined }));
  return (
    <>
      <div class="page-head">
        <Heading>{t('ledger.title')}</Heading>
      </div>
      <MoneyTabs />
      <div class="choices-in-line">
        <Choice label={t('ledger.month')}>
          <input
            class="input"
            type="month"
            value={month}
            max={dayOf().slice(0, 7)}
            onChange={choose('month')}
          />
        </Choice>
        <Choice label={t('ledger.currency')}>
          <select class="input select" onChange={choose('of')}>
            <option value="" selected={currency !== 'POINT'}>
              {t('ledger.won')}
            </option>
            <option value="POINT" selected={currency === 'POINT'}>
              {t('ledger.point')}
            </option>
          </select>
        </Choice>
        <Choice label={t('ledger.purpose')}>
          <select class="input select" onChange={choose('purpose')}>
            <option value="">{t('ledger.every')}</option>
            {Object.keys(moneyCity.purposes).map((code) => (
              <option value={code} selected={code === purpose}>
                {purposeName(code)}
              </option>
            ))}
          </select>
        </Choice>
      </div>
      <Month key={`${month} ${currency} ${purpose}`} month={month} currency={currency} purpose={purpose} />
    </>
  );
}

const Choice = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
  <label class="inline-choice">
    <span>{label}</span>
    {children}
  </label>
);

function Month(asked: { month: string; currency: string; purpose: string }): VNode {
  const { month, currency, purpose } = asked;
  const read = (cursor?: string) =>
    client.read('listTransfers', {
      query: { month, currency, ...(purpose && { purpose }), ...(cursor && { cursor }) },
    });
  const loaded = useLoad(`${month} ${currency} ${purpose}`, () => read());
  const more = useMemo(() => signal<readonly Page[]>([]), [loaded]);
  const rows = useComputed(() => [loaded.data.value, ...more.value].flatMap((page) => page?.items ?? []));
  return (
    <Show of={loaded}>
      {(first) => {
        const { cursor } = more.value.at(-1) ?? first;
        if (rows.value.length === 0) return <Empty>{t('ledger.none', { month })}</Empty>;
        return (
          <section class="sheet" aria-label={t('ledger.caption', { month })}>
            <QueueTable
              caption={t('ledger.caption', { month })}
              rows={rows.value}
              id={({ id }) => id}
              brief={({ debit, credit }) => `${accountName(debit)} → ${accountName(credit)}`}
              columns={[
                { title: t('ledger.day'), cell: ({ valueDay, day }) => dayText(valueDay ?? day) },
                { title: t('ledger.cause'), cell: ({ cause }) => nameOf('ledger.causes', cause) },
                { title: t('ledger.debit'), cell: ({ debit }) => accountName(debit), show: 'wide' },
                { title: t('ledger.credit'), cell: ({ credit }) => accountName(credit), show: 'wide' },
                {
                  title: t('ledger.id'),
                  cell: ({ id }) => <span class="code">{id.slice(-10)}</span>,
                  show: 'wide',
                },
                {
                  title: t('ledger.amount'),
                  cell: ({ amount }) => amountIn(currency, amount),
                  numeric: true,
                },
              ]}
            />
            <footer class="sheet-foot">
              <span>
                {t(cursor ? 'staff.list.countMore' : 'staff.list.count', { count: rows.value.length })}
              </span>
              {cursor && (
                <Button
                  variant="secondary"
                  size="small"
                  onClick={async () => {
                    more.value = [...more.value, await read(cursor)];
                  }}
                >
                  {t('staff.list.more')}
                </Button>
              )}
            </footer>
          </section>
        );
      }}
    </Show>
  );
}
