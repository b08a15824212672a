import type { VNode } from 'preact';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { TileMap } from '../../../components/tile-map/tile-map.tsx';
import type { PageContext } from '../../context.ts';

/** What came to which district: the map, and the same figures as a table. */
export function Districts({ context }: { context: PageContext }): VNode {
  const { t, city, words } = context;
  const { map } = t.home;
  return (
    <section class="band band-tinted">
      <div class="site-width">
        <h2>{map.title}</h2>
        <p class="section-lead">{map.lead}</p>
        <div class="districts">
          <TileMap
            label={map.label}
            legend={{ less: map.less, more: map.more }}
            format={() => t.common.unknown}
            tiles={city.districts.map((district) => ({
              code: district.code,
              name: words(district.short),
              fullName: words(district.name),
              column: district.column,
              row: district.row,
            }))}
          />
          <DataTable
            caption={map.caption}
            captionHidden
            scroll
            columns={[
              { key: 'name', title: map.district },
              { key: 'delivered', title: map.delivered, numeric: true },
              { key: 'waiting', title: map.waiting, numeric: true },
            ]}
            rows={city.districts.map((district) => ({
              id: district.code,
              name: words(district.name),
              delivered: t.common.unknown,
              waiting: t.common.unknown,
            }))}
          />
        </div>
      </div>
    </section>
  );
}
