import type { VNode } from 'preact';
import { levelOf } from './level.ts';

export interface Tile {
  code: string;
  /** As short as a tile is wide. */
  name: string;
  fullName: string;
  /** Place from the city pack, from 0. */
  column: number;
  row: number;
  value?: number;
}

interface TileMapProps {
  tiles: readonly Tile[];
  label: string;
  /** "0대", also for a tile whose figure is not known yet ("–"). */
  format: (value: number | undefined) => string;
  legend: { less: string; more: string };
}

/**
 * The districts as tiles where they lie. Shade and figure say the same. Where the names are too long for tiles
 * (`tile-map-long`), a narrow screen leaves the map out: the table beside it has everything.
 */
export function TileMap({ tiles, label, format, legend }: TileMapProps): VNode {
  const largest = Math.max(0, ...tiles.map((tile) => tile.value ?? 0));
  const long = tiles.some((tile) => tile.name.length > 4);
  return (
    <figure class={`tile-map${long ? ' tile-map-long' : ''}`}>
      <ul aria-label={label}>
        {tiles.map((tile) => (
          <li
            data-district={tile.code}
            data-column={tile.column}
            data-row={tile.row}
            data-level={levelOf(tile.value ?? 0, largest)}
          >
            <abbr title={tile.fullName}>{tile.name}</abbr>
            <b class="numeric">{format(tile.value)}</b>
          </li>
        ))}
      </ul>
      <figcaption>
        {legend.less}
        {[0, 1, 2, 3, 4].map((level) => (
          <i data-level={level} />
        ))}
        {legend.more}
      </figcaption>
    </figure>
  );
}
