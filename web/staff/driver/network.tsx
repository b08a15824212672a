import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { signIn, signInNeeded, withoutNetwork } from '../core/session.ts';
import { t } from '../core/words.ts';
import { stale } from './day.ts';
import { ended, outbox } from './outbox.ts';

const online = signal(navigator.onLine);

/** Whether there is a network, and whether what was done can be sent: said where it matters, interrupting nobody. */
export function Network(): VNode | null {
  useEffect(() => {
    const look = () => {
      online.value = navigator.onLine;
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  const waits = outbox.value.filter(({ state }) => state === 'waiting').length;
  if (signInNeeded.value) {
    return (
      <Notification tone="warning" title={t('driver.signIn.title')} live>
        <p>{t('driver.signIn.lead', { count: waits })}</p>
        <Button onClick={() => signIn()}>{t('staff.ended.signIn')}</Button>
      </Notification>
    );
  }
  const without =
    !online.value || withoutNetwork.value || stale.value?.code === 'OFFLINE' || ended.value === 'offline';
  if (!without) return null;
  return (
    <Notification tone="info" title={t('driver.offline.title')} live>
      <p>{t(waits > 0 ? 'driver.offline.waiting' : 'driver.offline.lead', { count: waits })}</p>
    </Notification>
  );
}
