import type { Examples } from '../examples.ts';
import { ErrorSummary } from './error-summary.tsx';

export const examples: Examples = {
  two: () => (
    <ErrorSummary
      title="다시 확인해 주세요"
      problems={[
        { field: 'name', text: '이름을 적어 주세요' },
        { field: 'phone', text: '전화번호를 확인해 주세요' },
      ]}
    />
  ),
};
