import { signal, useComputed } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { categoryName, districtName, knownName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Show } from '../page/states.tsx';
import type { Loaded } from './item.tsx';

type Page = AnswerOf<'listItemLines'>;
type Line = Page['items'][number];

const countsText = (counts: Readonly<Record<string, number>>, name: (code: string) => string): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${name(code)} ${t('committees.counts.computers', { count })}`)
    .join(', ');
/** Reasons in words; a code that the plan's words do not have says nothing. */
const reasonsText = ({ reasons }: Line): string =>
  reasons
    .filter(({ code }) => knownName('allotments.reasons', String(code)))
    .map(({ code, count }) => nameOf('allotments.reasons', String(code), { count: Number(count) }))
    .join(', ');

/** What the plan would allot: its counts, and its lines without anybody's name. */
export function ItemLines({ meeting: { id }, item }: Loaded): VNode {
  const { n, byDistrict, byCategory } = item;
  const read = (after: number) =>
    client.read('listItemLines', { params: { id, n }, query: { after, limit: 50 } });
  const loaded = useLoad(`${id} ${n} lines ${item.lines}`, () => read(0));
  const more = useMemo(() => signal<readonly Page[]>([]), [loaded]);
  const rows = useComputed(() => [loaded.data.value, ...more.value].flatMap((page) => page?.items ?? []));
  return (
    <Card id="lines" title={t('committees.lines')}>
      <Facts
        rows={[
          [t('committees.counts.district'), countsText(byDistrict, districtName)],
          [t('committees.counts.category'), countsText(byCategory, categoryName)],
        ]}
      />
      <p class="note">{t('committees.noNames')}</p>
      <Show of={loaded}>
        {(first) => {
          const { next } = more.value.at(-1) ?? first;
          if (rows.value.length === 0) return <p>{t('committees.noLines')}</p>;
          return (
            <>
              <QueueTable
                caption={t('committees.lines')}
                rows={rows.value}
                id={({ number }) => String(number)}
                brief={(row) => categoryName(row.category)}
                columns={[
                  {
                    title: t('committees.lineCol.device'),
                    cell: ({ assetNumber }) => <span class="code">{assetNumber}</span>,
                  },
                  {
                    title: t('committees.lineCol.district'),
                    cell: ({ district }) => districtName(district),
                  },
                  {
                    title: t('committees.lineCol.category'),
                    cell: ({ category }) => categoryName(category),
                    show: 'wide',
                  },
                  { title: t('committees.lineCol.why'), cell: reasonsText, show: 'wide', ifAny: true },
                  {
                    title: t('committees.changedByHand'),
                    cell: ({ changed }) => (changed ? t('committees.changedByHand') : ''),
                    show: 'wide',
                    ifAny: true,
                  },
                ]}
              />
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
            </>
          );
        }}
      </Show>
    </Card>
  );
}
