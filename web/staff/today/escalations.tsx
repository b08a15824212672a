import type { VNode } from 'preact';
import type { Step } from '../../../functions/workflow/contract.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { daysBetween } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { statusName } from '../page/status.tsx';
import { LateMark } from '../page/waiting.tsx';

/** As many as a lead can look into before noon. */
const SHOWN = 8;

/** The lead's queue: devices whose step is past its deadline, the longest first. Nothing late, nothing shown. */
export function Escalations({ steps }: { steps: readonly Step[] }): VNode | null {
  const loaded = useLoad(`late ${steps.join()}`, async () => {
    const pages = await Promise.all(
      steps.map((step) => client.read('listEscalations', { query: { step, limit: 5 } })),
    );
    const all = pages.flatMap(({ items }) => items).sort((a, b) => (a.lateSince < b.lateSince ? -1 : 1));
    // The queue names devices by id; people know them by the number on the label.
    return Promise.all(
      all.slice(0, SHOWN).map(async (one) => {
        const { assetNumber, status } = await client.read('readDevice', { params: { id: one.device } });
        return { ...one, assetNumber, status };
      }),
    );
  });
  const late = loaded.data.value ?? [];
  if (late.length === 0) return null;
  return (
    <section class="queue-card queue-late" aria-labelledby="late">
      <h2 id="late">
        <Icon name="alert" />
        {t('workflow.late.title')}
      </h2>
      <p class="note">{t('workflow.late.lead')}</p>
      <ul>
        {late.map(({ device, step, lateSince, assetNumber, status }) => (
          <li key={device + step}>
            <a class="code" href={places.device(device)}>
              {assetNumber}
            </a>
            <span class="queue-about">
              {nameOf('workflow.steps', step)} · {statusName('device', status)}
            </span>
            <LateMark>{lateText(lateSince)}</LateMark>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lateText(since: string): string {
  const days = daysBetween(since);
  return days === 0 ? t('workflow.late.today') : t('staff.wait.late', { days });
}
