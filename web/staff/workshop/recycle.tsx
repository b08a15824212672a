import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Device } from './device.tsx';

const WAYS = ['recycle', 'harvest'] as const;

/** Not worth repairing: recycled with a certificate, or kept for parts. */
export function Recycle({ device: { id } }: { device: Device }): VNode {
  return (
    <Deed
      name="recycle"
      title={t('devices.moves.recycle')}
      lead={t('devices.recycle.lead')}
      submit={t('devices.recycle.submit')}
      tone="danger"
      initial={{ way: 'recycle' as (typeof WAYS)[number], certificate: '', reason: '' }}
      send={async ({ way, certificate, reason }, intent) => {
        const body = { way, reason, ...(way === 'recycle' ? optionalText({ certificate }) : {}) };
        await client.write('recycleDevice', { params: { id }, body }, intent);
        return nameOf('devices.recycle.done', way);
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="way"
            row
            label={t('staff.labels.way')}
            required
            choices={WAYS.map((value) => ({ value, label: nameOf('devices.recycle.ways', value) }))}
          />
          {form.values.value.way === 'recycle' && (
            <TextField
              form={form}
              name="certificate"
              label={t('staff.labels.certificate')}
              hint={t('devices.recycle.certificateHint')}
              width={24}
              max={60}
              required
            />
          )}
          <NoteField form={form} name="reason" label={t('staff.labels.reason')} required max={300} />
        </>
      )}
    </Deed>
  );
}
