import type { VNode } from 'preact';
import type { PageContext } from '../context.ts';

const WAYS = { pcs: '/give/', money: '/give/money/', points: '/points/' } as const;

/** PCs, money, points: whoever came for one of them sees that there are the others. */
export function WaysToGive({ context, here }: { context: PageContext; here: keyof typeof WAYS }): VNode {
  const { texts, href } = context;
  const { others } = texts.money.give;
  return (
    <nav class="ways-to-give no-print" aria-label={others.title}>
      <p>{others.title}</p>
      <ul>
        {(Object.keys(WAYS) as (keyof typeof WAYS)[])
          .filter((way) => way !== here)
          .map((way) => (
            <li>
              <a href={href(WAYS[way])}>{others[way]}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
