import type { VNode } from 'preact';
import { Icon } from '../../components/icon/icon.tsx';
import { type Meaning, StatusTag } from '../../components/status-tag/status-tag.tsx';
import { nameOf, t } from '../core/words.ts';
import { phoneText } from '../page/contact.tsx';
import { outbox } from './outbox.ts';
import { addressOf, type Fate, fateOf, mapOf, type Stop } from './stops.ts';

const MEANING: Readonly<Record<Fate, Meaning>> = {
  open: 'waiting',
  'handed-over': 'done',
  failed: 'stopped',
};

/** What became of the PCs of a door, each once. */
export function Fates({ stop }: { stop: Stop }): VNode {
  const fates = [...new Set(stop.deliveries.map((one) => fateOf(one, outbox.value)))];
  return (
    <>
      {fates.map((fate) => (
        <StatusTag key={fate} meaning={MEANING[fate]}>
          {nameOf('driver.fate', fate)}
        </StatusTag>
      ))}
    </>
  );
}

const whose = ({ door }: Stop): string =>
  door ? [door.organisation, door.name].filter(Boolean).join(' · ') : t('driver.notOpened');

/** One line of the list: when, who, where, what became of it. */
export function StopTitle({ stop }: { stop: Stop }): VNode {
  const { slot, door } = stop;
  return (
    <span class="door-title">
      <span class="door-who">{whose(stop)}</span>
      <span class="under">
        {nameOf('staff.slots', slot)}
        {door?.street && ` · ${door.street}`}
      </span>
      <Fates stop={stop} />
    </span>
  );
}

/** All that is needed to get there: the address, the phone and the map as large targets, what is brought. */
export function DoorLines({ stop }: { stop: Stop }): VNode {
  const { slot, door, deliveries } = stop;
  const map = door && mapOf(door);
  return (
    <div class="doorway">
      <p class="door-when">{nameOf('staff.slots', slot)}</p>
      <p class="door-who">{whose(stop)}</p>
      {door && <p class="door-where">{addressOf(door)}</p>}
      {door && (
        <div class="door-links">
          {door.phone && (
            <a class="button button-secondary" href={`tel:${door.phone}`}>
              <Icon name="phone" />
              {t('driver.call', { phone: phoneText(door.phone) })}
            </a>
          )}
          {map && (
            <a class="button button-secondary" href={map}>
              <Icon name="globe" />
              {t('driver.map')}
            </a>
          )}
        </div>
      )}
      {door && door.language !== 'ko' && (
        <p class="door-need">
          <Icon name="info" />
          {t('driver.speaks', { language: nameOf('staff.languages', door.language) })}
        </p>
      )}
      {door && door.needs.length > 0 && (
        <p class="door-need">
          <Icon name="info" />
          {door.needs.map((need) => nameOf('driver.needs', need)).join(', ')}
        </p>
      )}
      <ul class="door-devices">
        {deliveries.map(({ id, assetNumber }) => (
          <li key={id} class="code">
            {assetNumber}
          </li>
        ))}
      </ul>
    </div>
  );
}
