import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { client } from '../core/session.ts';
import { errorText, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { asProblem } from '../problem.ts';
import type { Loaded } from './item.tsx';

/** Papers of an item, each behind a link that is asked for when it is wanted. */
export function Papers({ meeting: { id }, item: { n, paperList } }: Loaded): VNode {
  const wrong = useSignal('');
  const open = async (paper: string) => {
    wrong.value = '';
    try {
      const { url } = await client.read('readPaper', { params: { id, n, paper } });
      location.assign(url);
    } catch (error) {
      wrong.value = errorText(asProblem(error).code);
    }
  };
  return (
    <Card id="papers" title={t('committees.papers')}>
      {paperList.length === 0 && <p class="note">{t('committees.noPapers')}</p>}
      {paperList.length > 0 && (
        <ul class="plain-list">
          {paperList.map((paper) => (
            <li>
              <Button variant="quiet" size="small" icon="document" onClick={() => open(paper.id)}>
                {paper.title}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p class="note" role="status">
        {wrong.value}
      </p>
    </Card>
  );
}
