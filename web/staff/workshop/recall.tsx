import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Device } from './device.tsx';

/** A device that was planned and proves faulty comes back to the bench; its line in the plan cannot be carried out. */
export function Recall({ device: { id } }: { device: Device }): VNode {
  return (
    <Deed
      name="recall"
      title={t('devices.moves.recall')}
      lead={t('devices.recall.lead')}
      submit={t('devices.recall.submit')}
      tone="danger"
      initial={{ note: '' }}
      send={async ({ note }, intent) => {
        await client.write('recallDevice', { params: { id }, body: { note } }, intent);
        return t('devices.recall.done');
      }}
    >
      {(form) => <NoteField form={form} name="note" label={t('staff.labels.reason')} required max={300} />}
    </Deed>
  );
}
