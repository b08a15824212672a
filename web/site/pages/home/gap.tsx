import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';

/** The published figures from which the programme began, with their source. */
export function Gap({ context }: { context: PageContext }): VNode {
  const { t, city, say } = context;
  const { gap } = t.home;
  const bars = [
    { label: gap.everyone, value: city.gap.everyone, shade: 'gap-everyone' },
    { label: gap.underprivileged, value: city.gap.underprivileged, shade: 'gap-few' },
  ];
  return (
    <section class="band">
      <div class="site-width gap">
        <div>
          <h2>{gap.title}</h2>
          <p>{say(gap.text)}</p>
        </div>
        <figure>
          <p class="gap-points">{say(gap.points)}</p>
          <dl aria-label={say(gap.label)}>
            {bars.map((bar) => (
              <div>
                <dt>{bar.label}</dt>
                <dd>
                  <svg
                    class={`gap-bar ${bar.shade}`}
                    viewBox="0 0 100 6"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <path d="M0 0h100v6H0z" />
                    <rect width={bar.value} height="6" />
                  </svg>
                  <b class="numeric">{bar.value}%</b>
                </dd>
              </div>
            ))}
          </dl>
          <figcaption>{say(gap.source)}</figcaption>
        </figure>
      </div>
    </section>
  );
}
