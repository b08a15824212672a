import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';

/** How anyone checks what they have downloaded (docs/ledger.md says it line by line). */
export function Verify({ context }: { context: PageContext }): VNode {
  const { verify } = context.texts.money.ledger;
  return (
    <section>
      <h2>{verify.title}</h2>
      <p>{verify.text}</p>
      <ol class="prose-list">
        {verify.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <pre class="command">
        <code>npm run ledger:verify -- 2026-11-1.csv 2026-11-2.csv</code>
      </pre>
      <p class="note">{verify.own}</p>
    </section>
  );
}
