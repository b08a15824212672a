import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { NoteField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Device } from './device.tsx';

interface Of {
  device: Device;
}
const linesOf = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || []);

/** Work begins, or goes on when the part has come. */
export function Refurbish({ device: { id, waitingFor, status } }: Of): VNode {
  const again = status === 'WAITING_PART';
  return (
    <Deed
      name="refurbish"
      title={nameOf(again ? 'devices.movesAgain' : 'devices.moves', 'refurbish')}
      lead={
        again && waitingFor ? t('devices.repair.partCame', { part: waitingFor }) : t('devices.repair.lead')
      }
      submit={t('devices.repair.submit')}
      initial={{ work: '' }}
      send={async ({ work }, intent) => {
        await client.write('refurbish', { params: { id }, body: { work: linesOf(work) } }, intent);
        return t('devices.repair.done');
      }}
    >
      {(form) => (
        <NoteField
          form={form}
          name="work"
          label={t('staff.labels.work')}
          hint={t('devices.repair.workHint')}
        />
      )}
    </Deed>
  );
}

/** Work stops until a part has come. */
export function WaitForPart({ device: { id } }: Of): VNode {
  return (
    <Deed
      name="waitForPart"
      title={t('devices.moves.waitForPart')}
      submit={t('devices.part.submit')}
      initial={{ part: '' }}
      fieldOf={{ PART_NEEDED: 'part' }}
      send={async ({ part }, intent) => {
        await client.write('waitForPart', { params: { id }, body: { part } }, intent);
        return t('devices.part.done', { part });
      }}
    >
      {(form) => (
        <TextField
          form={form}
          name="part"
          label={t('staff.labels.part')}
          hint={t('devices.part.hint')}
          max={120}
          required
        />
      )}
    </Deed>
  );
}

/** The operating system is on it; a second person checks next. */
export function InstallSystem({ device: { id } }: Of): VNode {
  return (
    <Deed
      name="installSystem"
      title={t('devices.moves.installSystem')}
      lead={t('devices.system.lead')}
      submit={t('devices.system.submit')}
      initial={{ os: '' }}
      send={async ({ os }, intent) => {
        await client.write('installSystem', { params: { id }, body: { os } }, intent);
        return t('devices.system.done');
      }}
    >
      {(form) => (
        <TextField
          form={form}
          name="os"
          label={t('staff.labels.os')}
          hint={t('devices.system.hint')}
          max={80}
          required
        />
      )}
    </Deed>
  );
}
