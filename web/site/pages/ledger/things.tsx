import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';

const PCS = ['received', 'delivered'] as const;
const POINTS = ['earned', 'given', 'expired'] as const;

/** PCs and points beside the money: kept in accounts of their own, never added to it. */
export function Things({ context }: { context: PageContext }): VNode {
  const { texts, t } = context;
  const { things } = texts.money.ledger;
  return (
    <section>
      <h2>{things.title}</h2>
      <dl class="stops">
        {PCS.map((count) => (
          <div>
            <dt>{things[count]}</dt>
            <dd class="numeric">
              <span data-count={count}>{t.common.unknown}</span> {things.pieces}
            </dd>
          </div>
        ))}
        {POINTS.map((points) => (
          <div>
            <dt>{things[points]}</dt>
            <dd class="numeric">
              <span data-points={points}>{t.common.unknown}</span> {things.points}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
