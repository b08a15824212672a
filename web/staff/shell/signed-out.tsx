import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { BrandMark } from '../../components/brand/brand.tsx';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { HOME } from '../core/places.ts';
import { signIn } from '../core/session.ts';
import { errorText, inWords, t } from '../core/words.ts';
import type { Problem } from '../problem.ts';
import { LanguageButton } from './person-menu.tsx';

/** While it is not yet known who is there: the frame of the page to come, without words that jump. */
export function Opening(): VNode {
  return (
    <main class="door">
      <p class="visually-hidden" role="status">
        {t('staff.page.loading')}
      </p>
    </main>
  );
}

/** The door: whose house this is, and the key. */
export function SignedOut({
  problem,
  retry,
}: {
  problem: Problem | undefined;
  retry: () => Promise<void>;
}): VNode {
  useEffect(() => {
    document.title = `${t('staff.title')} · ${inWords(city.programme)}`;
  }, []);
  return (
    <main class="door">
      <div class="door-card">
        <BrandMark />
        <p class="door-city">{inWords(city.name)}</p>
        <h1>{inWords(city.programme)}</h1>
        <p class="door-lead">{t('staff.door.lead')}</p>
        {problem ? (
          <>
            <Notification tone="error" title={t('staff.door.failed')} live>
              <p>{errorText(problem.code)}</p>
            </Notification>
            <Button size="large" onClick={retry}>
              {t('staff.page.retry')}
            </Button>
          </>
        ) : (
          <Button size="large" onClick={() => signIn(HOME)}>
            {t('staff.door.signIn')}
          </Button>
        )}
        <p class="note">{t('staff.door.help', { phone: city.phone })}</p>
        <LanguageButton />
      </div>
    </main>
  );
}
