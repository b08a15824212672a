import type { Examples } from '../examples.ts';
import { BarChart } from './bar-chart.tsx';

const format = (n: number): string => n.toLocaleString('ko-KR');

export const examples: Examples = {
  months: () => (
    <BarChart
      format={format}
      bars={[42, 88, 120, 160, 205, 251, 240, 301].map((value, i) => ({ label: `${i + 1}월`, value }))}
    />
  ),
  'one month': () => <BarChart format={format} bars={[{ label: '11월', value: 3 }]} />,
  nothing: () => <BarChart format={format} bars={[]} />,
};
