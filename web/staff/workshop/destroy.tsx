import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Device } from './device.tsx';

const METHODS = ['degauss', 'shred', 'drill'] as const;
const serialsFrom = (text: string): string[] => text.split(/[\n,]/).flatMap((line) => line.trim() || []);

/** Drives that could not be erased are destroyed before a witness. */
export function DestroyDrive({ device: { id, drives } }: { device: Device }): VNode {
  const left = drives.filter(({ verdict, serial }) => verdict !== 'erased' && serial !== undefined);
  return (
    <Deed
      name="destroyDrive"
      title={t('devices.moves.destroyDrive')}
      lead={t('devices.destroy.lead')}
      submit={t('devices.destroy.submit')}
      initial={{
        method: 'shred' as (typeof METHODS)[number],
        serials: left.map(({ serial }) => serial).join('\n'),
        witness: '',
      }}
      send={async ({ method, serials, witness }, intent) => {
        const body = { method, serials: serialsFrom(serials), witness };
        await client.write('destroyDrive', { params: { id }, body }, intent);
        return t('devices.destroy.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="method"
            row
            label={t('staff.labels.method')}
            required
            choices={METHODS.map((value) => ({ value, label: nameOf('devices.destroy.methods', value) }))}
          />
          <NoteField
            form={form}
            name="serials"
            label={t('staff.labels.serials')}
            hint={t('devices.destroy.serialsHint')}
            required
          />
          <TextField
            form={form}
            name="witness"
            label={t('staff.labels.witness')}
            hint={t('devices.destroy.witnessHint')}
            width={14}
            max={60}
            required
          />
        </>
      )}
    </Deed>
  );
}
