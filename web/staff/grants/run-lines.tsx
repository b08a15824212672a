import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { carrierName } from '../money/accounts.ts';
import { printReference } from '../page/items.ts';
import { Paged } from '../page/paged.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { monthText } from './months.ts';

type Line = AnswerOf<'listRunLines'>['items'][number];
const returnedText = ({ returned }: Line): string =>
  returned
    ? t('fees.run.cameBack', {
        day: dayText(dayOf(returned.at)),
        reason: nameOf('grants.returnReasons', returned.reason),
      })
    : '';

/** A run's payments in the order of its files; each leads to its household's support. */
export function RunLines({ month }: { month: string }): VNode {
  return (
    <>
      <h2 class="run-lines">{t('fees.run.lines')}</h2>
      <Paged<Line>
        title={t('fees.run.lines')}
        what={`lines-${month}`}
        read={async (after) => {
          const { items, next } = await client.read('listRunLines', { params: { month }, query: { after } });
          return { items, cursor: next };
        }}
        empty={t('fees.run.noLines')}
      >
        {(rows) => (
          <QueueTable
            caption={t('fees.run.lines')}
            rows={rows}
            id={(row) => `${row.carrier} ${row.grant} ${row.month}`}
            href={({ grant }) => places.grant(grant)}
            brief={(row) =>
              [carrierName(row.carrier), monthText(row.month, 'short'), returnedText(row)]
                .filter(Boolean)
                .join(' · ')
            }
            columns={[
              {
                title: t('staff.col.reference'),
                cell: ({ reference }) => <span class="code">{printReference(reference)}</span>,
              },
              { title: t('fees.carrier'), cell: ({ carrier }) => carrierName(carrier), show: 'wide' },
              {
                title: t('staff.col.district'),
                cell: ({ district }) => districtName(district),
                show: 'wide',
              },
              { title: t('fees.runs.month'), cell: (row) => monthText(row.month, 'short'), show: 'wide' },
              { title: t('fees.runs.returned'), cell: returnedText, show: 'wide', ifAny: true },
              { title: t('staff.col.amount'), cell: ({ amount }) => money(amount), numeric: true },
            ]}
          />
        )}
      </Paged>
    </>
  );
}
