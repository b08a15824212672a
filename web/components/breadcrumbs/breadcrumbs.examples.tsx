import type { Examples } from '../examples.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';

export const examples: Examples = {
  two: () => (
    <Breadcrumbs
      label="현재 위치"
      items={[
        { href: '/', text: '처음' },
        { href: '/give/', text: 'PC 나누기' },
      ]}
    />
  ),
};
