import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import type { RouteName } from '../contracts.ts';
import { may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import type { Step } from '../page/record-page.tsx';
import type { Device } from './device.tsx';

/** Deed → the moves that make it legal, the route that says who may. */
const DEEDS: Readonly<Record<string, { moves: readonly string[]; route: RouteName }>> = {
  startErasure: { moves: ['startErasure'], route: 'startErasure' },
  concludeErasure: { moves: ['concludeErasure'], route: 'concludeErasure' },
  failErasure: { moves: ['failErasure'], route: 'failErasure' },
  destroyDrive: { moves: ['destroyDrive'], route: 'destroyDrive' },
  refurbish: { moves: ['refurbish'], route: 'refurbish' },
  installSystem: { moves: ['installSystem'], route: 'installSystem' },
  waitForPart: { moves: ['waitForPart'], route: 'waitForPart' },
  check: { moves: ['passCheck', 'failCheck'], route: 'checkDevice' },
  recycle: { moves: ['recycle', 'harvest'], route: 'recycleDevice' },
  book: { moves: [], route: 'bookDelivery' },
};
const STRAIGHT: Readonly<Record<string, string>> = {
  RECEIVED: 'startErasure',
  ERASING: 'concludeErasure',
  ERASE_FAILED: 'destroyDrive',
  ERASED: 'refurbish',
  DRIVE_DESTROYED: 'refurbish',
  WAITING_PART: 'refurbish',
  REFURBISHING: 'installSystem',
  OS_INSTALLED: 'check',
};
const DANGER = ['failErasure', 'recycle'];

/** What this person may do with the device now. */
export function deviceSteps(device: Device): Step[] {
  const { moves, status } = device;
  return Object.entries(DEEDS)
    .filter(([, deed]) => deed.moves.some((move) => moves.includes(move)) && may(deed.route))
    .map(([name]) => ({
      deed: name,
      label: nameOf(
        status === 'WAITING_PART' && name === 'refurbish' ? 'devices.movesAgain' : 'devices.moves',
        name,
      ),
      main: STRAIGHT[status] === name,
      danger: DANGER.includes(name),
    }));
}

/** Why the next step cannot be this person's or cannot be yet. */
export function stepHint(device: Device, me: string | undefined): VNode | null {
  if (device.status === 'OS_INSTALLED' && device.lastWorker === me && may('checkDevice')) {
    return (
      <Notification tone="warning" title={t('devices.check.samePerson')}>
        {t('devices.check.samePersonWhy')}
      </Notification>
    );
  }
  if (!device.moves.includes('concludeErasure') || !may('concludeErasure')) return null;
  const has = (kind: string) => device.evidence.some((one) => one.kind === kind);
  const next = !has('device') ? 'noListing' : !has('erasure') ? 'noLog' : 'allThere';
  return <p class="next-hint">{t(`devices.erase.${next}`)}</p>;
}
