import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { itemName } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { LoadFailed, Rows } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import type { PartnerList } from './list.tsx';
import { PAGE, Pager } from './pager.tsx';

/** The PCs of an imported list, each with its fate. */
export function Units({ list: { id } }: { list: PartnerList }): VNode {
  const from = useSignal(0);
  const loaded = useLoad(`units ${id} ${from.value}`, () =>
    client.read('readListUnits', { params: { id }, query: { from: from.value, limit: PAGE } }),
  );
  const page = loaded.data.value;
  return (
    <Card id="units" title={t('partners.list.units')}>
      {loaded.problem.value && <LoadFailed problem={loaded.problem.value} retry={loaded.reload} />}
      {!page && !loaded.problem.value && <Rows />}
      {page && (
        <>
          <QueueTable
            caption={t('partners.list.units')}
            rows={page.items}
            id={(row) => row.device}
            {...(may('readDevice') && {
              href: (row: (typeof page.items)[number]) => places.device(row.device),
            })}
            brief={(row) => [t('partners.atLine', { line: row.line }), row.tag].filter(Boolean).join(' · ')}
            columns={[
              {
                title: t('staff.col.assetNumber'),
                cell: (row) => <span class="code">{row.assetNumber}</span>,
              },
              { title: t('partners.col.line'), cell: (row) => row.line, show: 'wide', numeric: true },
              {
                title: t('partners.fields.assetTag'),
                cell: (row) => (row.tag ? <span class="code">{row.tag}</span> : ''),
                show: 'wide',
                ifAny: true,
              },
              {
                title: t('staff.col.kind'),
                cell: (row) => [itemName(row.kind), row.name].filter(Boolean).join(' · '),
                show: 'wide',
              },
              {
                title: t('staff.list.status'),
                cell: (row) => (
                  <>
                    <Status of="device" status={row.status} />
                    {row.rejectedBecause && (
                      <span class="row-why">{nameOf('partners.rejections', row.rejectedBecause)}</span>
                    )}
                  </>
                ),
              },
            ]}
          />
          <Pager from={from} page={page} />
        </>
      )}
    </Card>
  );
}
