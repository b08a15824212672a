import type { Examples } from '../examples.ts';
import { ProgressToTarget } from './progress.tsx';

const format = (n: number): string => n.toLocaleString('ko-KR');

export const examples: Examples = {
  known: () => (
    <ProgressToTarget
      value={2009}
      target={3000}
      unit="대"
      caption="목표 3,000대 가운데 66%"
      label="전달한 PC"
      format={format}
    />
  ),
  unknown: () => (
    <ProgressToTarget
      target={3000}
      unit="대"
      caption="숫자를 불러오고 있어요"
      label="전달한 PC 수"
      format={format}
    />
  ),
};
