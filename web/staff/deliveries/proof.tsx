import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { client, may } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { asProblem } from '../problem.ts';
import type { Delivery } from './delivery.tsx';

/** A file behind a link that ends: fetched when asked for, opened in a tab of its own. */
function FileButton({ text, read }: { text: string; read: () => Promise<{ url: string }> }): VNode {
  const found = useSignal<string | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const open = async () => {
    try {
      found.value = (await read()).url;
      problem.value = undefined;
    } catch (error) {
      problem.value = asProblem(error).code;
    }
  };
  return (
    <span aria-live="polite">
      {found.value ? (
        <a class="button button-secondary button-small" href={found.value} target="_blank" rel="noopener">
          {t('routes.proof.open', { file: text })}
        </a>
      ) : (
        <Button variant="secondary" size="small" icon="document" onClick={open}>
          {text}
        </Button>
      )}
      {problem.value && <span class="wrong">{errorText(problem.value)}</span>}
    </span>
  );
}

/** What proves a hand-over: its paper, photos while they are kept, what the recipient agreed to. */
export function Proof({ delivery }: { delivery: Delivery }): VNode {
  const { id, photos, consents, doneAt, dispute } = delivery;
  const kept = photos.filter(({ destroyedAt }) => !destroyedAt);
  const yes = (given: boolean) => t(given ? 'staff.yes' : 'staff.no');
  return (
    <Card id="proof" title={t('routes.proof.title')}>
      {dispute && (
        <p class="wrong">
          {t('routes.proof.dispute', {
            told: nameOf('deliveries.status', dispute.told),
            at: instantText(dispute.at),
          })}
        </p>
      )}
      <Facts
        rows={[
          doneAt !== undefined && [t('routes.proof.doneAt'), instantText(doneAt)],
          consents && [t('routes.proof.signature'), yes(consents.signature)],
          consents && [t('routes.proof.photos'), yes(consents.photos)],
          kept.length > 0 && [
            t('routes.proof.keptUntil'),
            kept.map(({ keptUntil }) => dayText(keptUntil)).join(', '),
          ],
        ]}
      />
      <div class="button-row">
        {may('readHandoverPaper') && (
          <FileButton
            text={t('routes.proof.paper')}
            read={() => client.read('readHandoverPaper', { params: { id } })}
          />
        )}
        {may('readPhoto') &&
          kept.map(({ photo }, i) => (
            <FileButton
              key={photo}
              text={t('driver.photo.number', { number: i + 1 })}
              read={() => client.read('readPhoto', { params: { id, photo } })}
            />
          ))}
      </div>
      {kept.length > 0 && <p class="note">{t('privacy.readingIsRecorded')}</p>}
    </Card>
  );
}
