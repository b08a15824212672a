import type { VNode } from 'preact';
import { Icon } from '../../components/icon/icon.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { Empty, Show } from '../page/states.tsx';
import { Plan } from './plan.tsx';

export type Suggested = AnswerOf<'suggestAllotment'>;
/** As many pairs as one plan takes. */
const MOST = 20;

/** The system suggests; a person edits and proposes. Nothing is allotted by a machine alone. */
export function Suggestion(): VNode {
  const loaded = useLoad('suggestion', () => client.read('suggestAllotment', { query: { limit: MOST } }));
  return (
    <>
      <p class="back">
        <a href={places.allotments}>
          <Icon name="back" />
          {t('staff.nav.allotments')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('allotments.suggestion.title')}</Heading>
      </div>
      <Show of={loaded}>
        {(suggested) => (
          <>
            <p class="page-lead">
              {t('allotments.suggestion.lead', { waiting: suggested.waiting, ready: suggested.ready })}
            </p>
            {suggested.lines.length === 0 ? (
              <Empty>
                {t(suggested.ready === 0 ? 'allotments.suggestion.noDevice' : 'allotments.suggestion.nobody')}
              </Empty>
            ) : (
              <Plan suggested={suggested} reload={loaded.reload} />
            )}
          </>
        )}
      </Show>
    </>
  );
}
