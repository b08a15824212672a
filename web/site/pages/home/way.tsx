import type { VNode } from 'preact';
import { Icon, type IconName } from '../../../components/icon/icon.tsx';
import type { PageContext } from '../../context.ts';

const icons: readonly IconName[] = ['box', 'erase', 'tools', 'document', 'home'];

/** How a PC comes from one home to another, in five stops of one road. */
export function Way({ context }: { context: PageContext }): VNode {
  const { t, say } = context;
  return (
    <section class="band">
      <div class="site-width">
        <h2>{t.home.how.title}</h2>
        <p class="section-lead">{t.home.how.lead}</p>
        <ol class="way">
          {t.home.how.steps.map((step, i) => (
            <li>
              <span class="way-stop">
                <Icon name={icons[i] ?? 'dot'} />
              </span>
              <h3>{step.title}</h3>
              <p>{say(step.text)}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
