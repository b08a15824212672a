import type { Examples } from '../examples.ts';
import { DataTable } from './data-table.tsx';

const columns = [
  { key: 'name', title: '자치구' },
  { key: 'delivered', title: '전달(대)', numeric: true },
];
const rows = [
  { id: '11545', name: '금천구', delivered: '149' },
  { id: '11350', name: '노원구', delivered: '148' },
];

export const examples: Examples = {
  plain: () => <DataTable caption="자치구별 전달" columns={columns} rows={rows} />,
  scrolling: () => (
    <DataTable caption="자치구별 전달 (긴 표)" captionHidden scroll columns={columns} rows={rows} />
  ),
};
