import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { Heading } from '../page/heading.tsx';
import { whoIs } from '../page/history.tsx';
import { Paged } from '../page/paged.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Status } from '../page/status.tsx';
import { monthChoices, monthsFrom, monthText, plusMonths, thisMonth } from './months.ts';

type Line = AnswerOf<'listRuns'>['items'][number];

/** Monthly runs, and the way to the next one. */
export function Runs(): VNode {
  return (
    <>
      <div class="page-head">
        <Heading>{t('money.runs')}</Heading>
      </div>
      <MoneyTabs />
      <p class="page-lead">{t('fees.runs.lead')}</p>
      <Choose />
      <Paged<Line>
        title={t('money.runs')}
        what="runs"
        read={(cursor) => client.read('listRuns', { query: { cursor } })}
        empty={t('fees.runs.none')}
      >
        {(rows) => (
          <QueueTable
            caption={t('money.runs')}
            rows={rows}
            id={({ month }) => month}
            href={({ month }) => places.run(month)}
            brief={({ lines, sum }) => t('fees.runs.households', { count: lines, sum: money(sum) })}
            columns={[
              { title: t('fees.runs.month'), cell: ({ month }) => monthText(month) },
              {
                title: t('staff.list.status'),
                cell: ({ status }) => <Status of="run" status={status} />,
              },
              {
                title: t('fees.runs.started'),
                cell: ({ startedAt, startedBy }) => `${instantText(startedAt)} · ${whoIs(startedBy)}`,
                show: 'wide',
              },
              {
                title: t('fees.runs.lines'),
                cell: ({ lines }) => lines.toLocaleString(),
                show: 'wide',
                numeric: true,
              },
              {
                title: t('fees.runs.returned'),
                cell: ({ returned, returnedSum }) =>
                  returned > 0 ? t('fees.runs.cases', { count: returned, sum: money(returnedSum) }) : '',
                show: 'wide',
                ifAny: true,
                numeric: true,
              },
              { title: t('fees.runs.sum'), cell: ({ sum }) => money(sum), show: 'wide', numeric: true },
            ]}
          />
        )}
      </Paged>
    </>
  );
}

/** Which month to look at: this one, unless another is chosen; what may be started is said there. */
function Choose(): VNode {
  const chosen = useMemo(() => signal(thisMonth()), []);
  const months = monthsFrom(plusMonths(thisMonth(), -2), 4);
  return (
    <div class="choices-in-line run-choice">
      <label class="inline-choice">
        <span>{t('fees.runs.month')}</span>
        <select
          class="input select"
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
          }}
        >
          {monthChoices(months).map(({ value, label }) => (
            <option value={value} selected={value === chosen.value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <ButtonLink href={places.run(chosen.value)}>{t('fees.runs.look')}</ButtonLink>
    </div>
  );
}
