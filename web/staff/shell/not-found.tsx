import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { places } from '../core/places.ts';
import { t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';

export function NotFound(): VNode {
  return (
    <>
      <div class="page-head">
        <Heading>{t('staff.notFound.title')}</Heading>
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
