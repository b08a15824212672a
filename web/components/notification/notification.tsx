import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from '../icon/icon.tsx';

export type Tone = 'info' | 'success' | 'warning' | 'error';
const icons: Record<Tone, IconName> = { info: 'info', success: 'check', warning: 'alert', error: 'close' };

interface NotificationProps {
  tone?: Tone;
  title?: string;
  /** `live` is read out when it appears; leave it off for what stands on the page from the start. */
  live?: boolean;
  children?: ComponentChildren;
}

/** A message in a box. The icon and the words carry the meaning; the colour only helps. */
export function Notification({ tone = 'info', title, live, children }: NotificationProps): VNode {
  return (
    <div
      class={`notification notification-${tone}`}
      {...(live && { role: tone === 'error' ? 'alert' : 'status' })}
    >
      <Icon name={icons[tone]} />
      <div>
        {title && <p class="notification-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
