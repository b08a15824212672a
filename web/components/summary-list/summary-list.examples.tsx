import type { Examples } from '../examples.ts';
import { SummaryList } from './summary-list.tsx';

export const examples: Examples = {
  answers: () => (
    <SummaryList
      rows={[
        {
          term: '나눌 것',
          value: '노트북 2대\n데스크톱 1대',
          change: { href: '#what', text: '고치기', of: '나눌 것' },
        },
        { term: '이름', value: '홍길동', change: { href: '#contact', text: '고치기', of: '이름' } },
      ]}
    />
  ),
  facts: () => <SummaryList rows={[{ term: '제조사', value: 'Samsung' }]} />,
};
