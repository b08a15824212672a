import { signal, useComputed } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { Heading } from '../page/heading.tsx';
import { itemsText } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { Empty, Show } from '../page/states.tsx';
import { ReceiptState } from './marks.tsx';

type Page = AnswerOf<'listReceipts'>;
/** The programme's first receipts; years before have none. */
const FIRST_YEAR = 2026;

const years = (): string[] => {
  const last = Number(dayOf().slice(0, 4));
  return Array.from({ length: Math.max(1, last - FIRST_YEAR + 1) }, (_, i) => String(last - i));
};

const SHOWS = ['all', 'void', 'anonymous', 'electronic', 'to-issue'] as const;

/** `노트북 2대`; for money what it was: `기부금`. */
const whatText = ({ form, lines }: Page['items'][number]): string =>
  form === 'money' ? nameOf('receipts.money', lines[0]?.kind ?? 'money') : itemsText(lines);

/** A year's receipts by number: all, or those of one kind. */
export function Receipts(): VNode {
  const year = query.value.get('year') ?? dayOf().slice(0, 4);
  const show = SHOWS.find((one) => one === query.value.get('show')) ?? 'all';
  return (
    <>
      <div class="page-head">
        <Heading>{t('staff.nav.receipts')}</Heading>
        <a class="page-head-link" href={places.receiptYear(year)}>
          {t('receipts.openYear', { year })}
        </a>
      </div>
      <label class="inline-choice">
        <span>{t('receipts.year')}</span>
        <select class="input select" onChange={(event) => go(withQuery({ year: event.currentTarget.value }))}>
          {years().map((one) => (
            <option value={one} selected={one === year}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <label class="inline-choice">
        <span>{t('receipts.show')}</span>
        <select class="input select" onChange={(event) => go(withQuery({ show: event.currentTarget.value }))}>
          {SHOWS.map((one) => (
            <option value={one} selected={one === show}>
              {nameOf('receipts.shows', one)}
            </option>
          ))}
        </select>
      </label>
      <YearOf key={`${year}-${show}`} year={year} show={show} />
    </>
  );
}

function YearOf({ year, show }: { year: string; show: (typeof SHOWS)[number] }): VNode {
  const read = (after: number) => client.read('listReceipts', { query: { year, show, after } });
  const loaded = useLoad(`${year}-${show}`, () => read(0));
  const more = useMemo(() => signal<readonly Page[]>([]), [loaded]);
  const rows = useComputed(() => [loaded.data.value, ...more.value].flatMap((page) => page?.items ?? []));
  return (
    <Show of={loaded}>
      {(first) => {
        const next = (more.value.at(-1) ?? first).next;
        if (rows.value.length === 0)
          return <Empty>{t(show === 'all' ? 'receipts.none' : 'receipts.noneShown', { year })}</Empty>;
        return (
          <section class="sheet" aria-label={t('receipts.ofYear', { year })}>
            <QueueTable
              caption={t('receipts.ofYear', { year })}
              rows={rows.value}
              id={({ number }) => String(number)}
              href={(row) => places.receipt(row)}
              brief={whatText}
              columns={[
                {
                  title: t('receipts.number'),
                  cell: (row) => <span class="code">{receiptNumber(row)}</span>,
                },
                {
                  title: t('receipts.issued'),
                  cell: ({ issuedAt }) => dayText(dayOf(issuedAt)),
                  show: 'wide',
                },
                { title: t('staff.col.items'), cell: whatText, show: 'wide' },
                { title: t('receipts.state'), cell: (row) => <ReceiptState receipt={row} /> },
                { title: t('staff.col.amount'), cell: ({ total }) => money(total), numeric: true },
              ]}
            />
            <footer class="sheet-foot">
              <span>
                {t(next ? 'staff.list.countMore' : 'staff.list.count', { count: rows.value.length })}
              </span>
              {next !== undefined && (
                <Button
                  variant="secondary"
                  size="small"
                  onClick={async () => {
                    more.value = [...more.value, await read(next)];
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
