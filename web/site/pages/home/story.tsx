import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';

/** One PC tells its way: what all the figures above are about. */
export function Story({ context }: { context: PageContext }): VNode {
  const { story } = context.t.home;
  return (
    <section class="story" aria-labelledby="story-title">
      <div class="site-width">
        <img src={context.asset('window.svg')} alt="" width="480" height="420" loading="lazy" />
        <div>
          <p class="story-eyebrow">{story.eyebrow}</p>
          <h2 id="story-title">{story.title}</h2>
          <p class="story-intro">{story.intro}</p>
          <ol>
            {story.scenes.map((scene) => (
              <li>
                <b>{scene.when}</b>
                <p>{scene.text}</p>
              </li>
            ))}
          </ol>
          <p class="story-end">{story.end}</p>
          <p class="story-note">{story.note}</p>
        </div>
      </div>
    </section>
  );
}
