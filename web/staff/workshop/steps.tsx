import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import type { RouteName } from '../contracts.ts';
import { places } from '../core/places.ts';
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
  recall: { moves: ['recall'], route: 'recallDevice' },
  recycle: { moves: ['recycle', 'harvest'], route: 'recycleDevice' },
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
const DANGER = ['failErasure', 'recall', 'recycle'];

/** The straight way on. Who uploads the erasure's log before recording its start need not record it any more. */
function straightOf({ status, evidence }: Device): string | undefined {
  const proven = evidence.some(({ kind }) => kind === 'erasure');
  return status === 'RECEIVED' && proven ? 'concludeErasure' : STRAIGHT[status];
}

/** Where a device that has left the workshop goes on. */
const elsewhere = ({ id, status }: Device): Step[] => {
  if (status === 'ALLOTTED' && may('bookDelivery'))
    return [{ deed: 'book', href: places.booking(id), label: t('deliveries.book.title'), main: true }];
  if (status === 'READY' && may('computeAllotment'))
    return [{ deed: 'plan', href: places.computation, label: t('allotments.newPlan'), main: true }];
  return [];
};

/** What this person may do with the device now. */
export function deviceSteps(device: Device): Step[] {
  const { moves, status } = device;
  const straight = straightOf(device);
  const deeds = Object.entries(DEEDS)
    .filter(([, deed]) => deed.moves.some((move) => moves.includes(move)) && may(deed.route))
    .map(([name]) => ({
      deed: name,
      label: nameOf(
        status === 'WAITING_PART' && name === 'refurbish' ? 'devices.movesAgain' : 'devices.moves',
        name,
      ),
      main: straight === name,
      danger: DANGER.includes(name),
    }));
  return [...deeds, ...elsewhere(device)];
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
