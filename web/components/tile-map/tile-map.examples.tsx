import type { Examples } from '../examples.ts';
import { TileMap } from './tile-map.tsx';

const tiles = [
  { code: '11320', name: '도봉', fullName: '도봉구', column: 4, row: 0, value: 0 },
  { code: '11110', name: '종로', fullName: '종로구', column: 3, row: 1, value: 10 },
  { code: '11305', name: '강북', fullName: '강북구', column: 4, row: 1, value: 20 },
  { code: '11560', name: '영등포', fullName: '영등포구', column: 2, row: 3, value: 30 },
  { code: '11740', name: '강동', fullName: '강동구', column: 6, row: 3, value: 40 },
];
const legend = { less: '적음', more: '많음' };
const format = (value: number | undefined): string => (value === undefined ? '–' : String(value));

export const examples: Examples = {
  korean: () => <TileMap tiles={tiles} label="자치구별 전달" format={format} legend={legend} />,
  'not known yet': () => (
    <TileMap
      tiles={tiles.map(({ value: _, ...tile }) => tile)}
      label="자치구별 전달 (불러오기 전)"
      format={format}
      legend={legend}
    />
  ),
};
