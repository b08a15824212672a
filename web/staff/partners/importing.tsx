import type { VNode } from 'preact';
import { client, may } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import type { PartnerList } from './list.tsx';
import { number } from './partners.tsx';
import { Work } from './progress.tsx';

/** An import, or the taking back of one, as it goes on. Whoever may only read sees how far it is. */
export function Importing({ list: { id, cursor, units = 0, status } }: { list: PartnerList }): VNode {
  const params = { id };
  const back = status === 'DROPPING';
  const done = back ? units - cursor : cursor;
  return (
    <Card id="importing" title={t(back ? 'partners.dropping.title' : 'partners.importing.title')}>
      <p class="note">{t(back ? 'partners.dropping.lead' : 'partners.importing.lead')}</p>
      {may('continueImport') ? (
        <Work
          label={t(back ? 'partners.dropping.title' : 'partners.importing.title')}
          done={done}
          of={units}
          goOn={(intent) => client.write(back ? 'dropList' : 'continueImport', { params, body: {} }, intent)}
          over={(step) => !['IMPORTING', 'DROPPING'].includes(step.status)}
          said={(step) =>
            step.status === 'DROPPED'
              ? t('partners.drop.done')
              : t('partners.importing.done', { count: number(step.of) })
          }
        />
      ) : (
        <p>
          {t('partners.progress', {
            done: number(done),
            of: number(units),
            percent: Math.floor((100 * done) / Math.max(1, units)),
          })}
        </p>
      )}
    </Card>
  );
}
