import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';

/** Who is part of it, by name. */
export function Partners({ context }: { context: PageContext }): VNode {
  const { t, city, words, href } = context;
  return (
    <section class="band">
      <div class="site-width">
        <h2>{t.home.partners.title}</h2>
        <ul class="partners">
          {city.partners.map((partner) => (
            <li>{words(partner.name)}</li>
          ))}
        </ul>
        <p class="more">
          <a href={href('/partners/')}>{t.home.partners.more}</a>
        </p>
      </div>
    </section>
  );
}
