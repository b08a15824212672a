import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';
import { Phases } from '../../layout/phases.tsx';

/** Who may apply now. */
export function Notices({ context }: { context: PageContext }): VNode {
  const { t, href } = context;
  return (
    <section class="band band-warm">
      <div class="site-width">
        <h2>{t.home.notices.title}</h2>
        <Phases context={context} />
        <p class="more">
          <a href={href('/apply/')}>{t.home.notices.more}</a>
        </p>
      </div>
    </section>
  );
}
