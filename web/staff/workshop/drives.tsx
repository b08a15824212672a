import type { VNode } from 'preact';
import { type Meaning, StatusTag } from '../../components/status-tag/status-tag.tsx';
import { nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import type { Device } from './device.tsx';

type Drive = Device['drives'][number];
const VERDICT: Readonly<Record<NonNullable<Drive['verdict']>, Meaning>> = {
  erased: 'done',
  destroyed: 'done',
  failed: 'stopped',
  missing: 'waiting',
};
const HEALTH: Readonly<Record<string, Meaning>> = { good: 'done', worn: 'waiting', failing: 'stopped' };

/** `REALLOCATED_SECTORS:12` in words. */
export function reasonText(reason: string): string {
  const [code = '', value = ''] = reason.split(':');
  return nameOf('devices.reasons', code, { value });
}

/** Every drive with its health and whether its data is proven to be gone: evidence is per drive. */
export function Drives({ device: { drives } }: { device: Device }): VNode {
  return (
    <Card id="drives" title={t('devices.drives.title')}>
      {drives.length === 0 && <p class="none">{t('devices.drives.none')}</p>}
      <ul class="drives">
        {drives.map((drive) => (
          <li key={`${drive.serial} ${drive.model}`}>
            <p>
              <strong class="code">{drive.serial ?? t('devices.drives.noSerial')}</strong>
              <span class="under">{drive.model}</span>
              <span class="under">
                <DriveFacts drive={drive} />
              </span>
            </p>
            <div>
              <span class="small-label">{t('devices.drives.health')}</span>
              <Health drive={drive} />
            </div>
            <div>
              <span class="small-label">{t('devices.drives.erasure')}</span>
              <Verdict drive={drive} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const DriveFacts = ({ drive: { type, sizeGB } }: { drive: Drive }): VNode => (
  <>
    {nameOf('devices.driveTypes', type)}{' '}
    {sizeGB !== undefined && <span class="code">{sizeText(sizeGB)}</span>}
  </>
);
const sizeText = (gb: number): string =>
  gb >= 1000 ? `${Math.round(gb / 100) / 10} TB` : `${Math.round(gb)} GB`;

function Health({ drive: { health = 'unknown', reasons = [] } }: { drive: Drive }): VNode {
  return (
    <>
      <StatusTag meaning={HEALTH[health] ?? 'neutral'}>{nameOf('devices.health', health)}</StatusTag>
      {reasons.length > 0 && <span class="under">{reasons.map(reasonText).join(', ')}</span>}
    </>
  );
}

function Verdict({ drive: { verdict, why } }: { drive: Drive }): VNode {
  return (
    <>
      <StatusTag meaning={verdict ? VERDICT[verdict] : 'neutral'}>
        {nameOf('devices.verdicts', verdict ?? 'open')}
      </StatusTag>
      {why && why !== 'ACCEPTED' && <span class="under">{reasonText(why)}</span>}
    </>
  );
}
