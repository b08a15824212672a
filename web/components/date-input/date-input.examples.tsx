import type { Examples } from '../examples.ts';
import { DateInput } from './date-input.tsx';

export const examples: Examples = {
  day: () => <DateInput id="day" label="언제 가지러 갈까요?" min="2026-11-25" value="2026-11-30" />,
  moment: () => <DateInput id="moment" time label="방문 시각" value="2026-11-30T14:00" />,
  wrong: () => (
    <DateInput id="late" label="방문 날짜" error="오늘보다 뒤의 날짜를 골라 주세요" value="2026-11-01" />
  ),
};
