import type { VNode } from 'preact';
import { Icon } from '../../../components/icon/icon.tsx';
import type { PageContext } from '../../context.ts';

/** The two things people come for, before anything else. */
export function Hero({ context }: { context: PageContext }): VNode {
  const { t, href, asset } = context;
  return (
    <section class="hero">
      <div class="site-width">
        <h1>{t.home.heading}</h1>
        <p class="hero-lead">{t.home.lead}</p>
        <div class="hero-actions">
          <a class="hero-action hero-give" href={href('/give/')}>
            <Icon name="box" />
            <span>
              <small>{t.home.giveHint}</small>
              <strong>{t.home.give}</strong>
            </span>
            <Icon name="arrow" />
          </a>
          <a class="hero-action" href={href('/apply/')}>
            <Icon name="home" />
            <span>
              <small>{t.home.applyHint}</small>
              <strong>{t.home.apply}</strong>
            </span>
            <Icon name="arrow" />
          </a>
        </div>
        <p>
          <a class="hero-follow" href={href('/follow/')}>
            {t.home.follow}
          </a>
        </p>
      </div>
      <img class="hero-art" src={asset('hero.svg')} alt="" width="1440" height="460" fetchpriority="high" />
    </section>
  );
}
