import { city } from 'ithope:city';
import type { VNode } from 'preact';
import type { DeviceStatus } from '../../../functions/devices/contract.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { dayOf, daysBetween, dayText, instantText } from '../core/time.ts';
import { t } from '../core/words.ts';

type Step = keyof typeof city.deadlines;
/** Which step of the delivery workflow a device is in; its deadline is the city's. */
const STEP: Readonly<Partial<Record<DeviceStatus, Step>>> = {
  RECEIVED: 'erasure',
  ERASING: 'erasure',
  ERASE_FAILED: 'destruction',
  ERASED: 'check',
  DRIVE_DESTROYED: 'check',
  REFURBISHING: 'check',
  WAITING_PART: 'check',
  OS_INSTALLED: 'check',
  READY: 'allotment',
  RESERVED: 'allotment',
  ALLOTTED: 'delivery',
  OUT_FOR_DELIVERY: 'delivery',
};
/** Days a device may stay in this state before it is surely late; undefined when nothing is waited for. */
export const daysAllowed = (status: DeviceStatus): number | undefined => {
  const step = STEP[status];
  return step && city.deadlines[step];
};

export function LateMark({ children }: { children: string }): VNode {
  return (
    <span class="late">
      <Icon name="alert" />
      {children}
    </span>
  );
}

/** `3일째`, `오늘`. */
export function waitText(since: string): string {
  const days = daysBetween(since);
  return days === 0 ? t('staff.wait.today') : t('staff.wait.days', { days });
}

/** Since when it waits, how many days that is, and whether that is too long. */
export function Waiting({ since, allowed }: { since: string; allowed?: number | undefined }): VNode {
  const days = daysBetween(since);
  return (
    <span class="waiting">
      <time dateTime={since} title={instantText(since)}>
        {dayText(dayOf(since))}
      </time>
      {allowed !== undefined && days > allowed ? (
        <LateMark>{t('staff.wait.late', { days: days - allowed })}</LateMark>
      ) : (
        <span class="waiting-days">{waitText(since)}</span>
      )}
    </span>
  );
}
