import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { places } from '../core/places.ts';
import { t } from '../core/words.ts';

export function NotFound(): VNode {
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>{t('staff.notFound.title')}</h1>
      </div>
      <p>{t('staff.notFound.lead')}</p>
      <p>
        <ButtonLink href={places.today} variant="secondary">
          {t('staff.nav.today')}
        </ButtonLink>
      </p>
    </>
  );
}
