import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { withQuery } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { errorText, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { asProblem } from '../problem.ts';
import type { Eligibility } from './application.tsx';
import { documentName } from './document-names.ts';

/** `1.4 MB`, `320 KB` */
export const sizeText = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;

/** The documents of an application, each opened through a link of minutes; every opening is on record. */
export function Documents({ id, eligibility }: { id: string; eligibility: Eligibility }): VNode {
  const { documents, missing } = eligibility;
  const said = useSignal<string | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  const open = async (document: string) => {
    said.value = undefined;
    trouble.value = undefined;
    // Opened at once, while the click still counts as one: a window that is opened later is blocked.
    const shown = window.open('', '_blank');
    try {
      const { url } = await client.read('readDocument', { params: { id, document } });
      if (shown) {
        shown.opener = null;
        shown.location.href = url;
      } else location.assign(url);
      said.value = t('eligibility.documents.opened');
    } catch (error) {
      shown?.close();
      trouble.value = errorText(asProblem(error).code);
    }
  };
  const there = documents.some(({ destroyedAt }) => destroyedAt === undefined);
  return (
    <Card
      id="documents"
      title={t('eligibility.documents.title')}
      aside={
        may('addDocumentAssisted') && (
          <ButtonLink
            href={withQuery({ do: 'addDocument' })}
            variant="secondary"
            size="small"
            data-deed="addDocument"
          >
            {t('eligibility.documents.add')}
          </ButtonLink>
        )
      }
    >
      {documents.length === 0 ? (
        <p class="note">{t('eligibility.documents.none')}</p>
      ) : (
        <ul class="document-list">
          {documents.map(({ id: document, code, bytes = 0, addedAt, destroyedAt }) => (
            <li>
              <span class="document-name">{documentName(code)}</span>
              <span class="note">
                {destroyedAt
                  ? t('eligibility.documents.destroyed', { day: dayText(dayOf(destroyedAt)) })
                  : t('eligibility.documents.added', {
                      day: dayText(dayOf(addedAt ?? new Date())),
                      size: sizeText(bytes),
                    })}
              </span>
              {!destroyedAt && (
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={t('eligibility.documents.open', { kind: documentName(code) })}
                  onClick={() => open(document)}
                >
                  {t('eligibility.documents.openShort')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {there && <p class="note">{t('eligibility.documents.recorded')}</p>}
      {missing.length > 0 && (
        <p class="note">
          {t('eligibility.documents.missing', { kinds: missing.map(documentName).join(', ') })}
        </p>
      )}
      <div aria-live="polite">
        {said.value && <p class="note">{said.value}</p>}
        {trouble.value && <p class="wrong">{trouble.value}</p>}
      </div>
    </Card>
  );
}
