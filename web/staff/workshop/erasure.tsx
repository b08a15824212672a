import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Device } from './device.tsx';
import { reasonText } from './drives.tsx';

interface Of {
  device: Device;
}

/** Erasure has begun. */
export function StartErasure({ device: { id } }: Of): VNode {
  return (
    <Deed
      name="startErasure"
      title={t('devices.moves.startErasure')}
      lead={t('devices.erase.startLead')}
      submit={t('devices.erase.startSubmit')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('startErasure', { params: { id }, body: {} }, intent);
        return t('devices.erase.started');
      }}
    />
  );
}

type Lacking = Partial<Device['drives'][number]>;
const lackingIn = (detail: Readonly<Record<string, unknown>> | undefined): Lacking[] =>
  Array.isArray(detail?.drives) ? (detail.drives as Lacking[]) : [];

/** Matches the evidence drive by drive; the system refuses while one drive has none, and says which. */
export function ConcludeErasure({ device: { id, drives, evidence } }: Of): VNode {
  // A machine that was read and has no drive needs a person's statement instead of a log.
  const diskless = drives.length === 0 && evidence.some(({ kind }) => kind === 'device');
  return (
    <Deed
      name="concludeErasure"
      title={t('devices.moves.concludeErasure')}
      lead={t('devices.erase.concludeLead')}
      submit={t('devices.erase.concludeSubmit')}
      initial={{ noDrives: [] as readonly string[] }}
      send={async ({ noDrives }, intent) => {
        const body = noDrives.length > 0 ? { noDrives: true as const } : {};
        await client.write('concludeErasure', { params: { id }, body }, intent);
        return t('devices.erase.concluded');
      }}
    >
      {(form) => (
        <>
          <LackingDrives drives={lackingIn(form.problem.value?.detail)} />
          {diskless && (
            <ManyField
              form={form}
              name="noDrives"
              label={t('staff.labels.noDrives')}
              required
              choices={[{ value: 'true', label: t('devices.erase.noDrives') }]}
            />
          )}
        </>
      )}
    </Deed>
  );
}

function LackingDrives({ drives }: { drives: readonly Lacking[] }): VNode | null {
  if (drives.length === 0) return null;
  return (
    <ul class="lacking">
      {drives.map(({ serial, model, why }) => (
        <li>
          <span class="code">{serial ?? model ?? t('devices.drives.noSerial')}</span>
          <span>{reasonText(why ?? 'NO_EVIDENCE')}</span>
        </li>
      ))}
    </ul>
  );
}

/** A drive cannot be erased: it must be destroyed. */
export function FailErasure({ device: { id } }: Of): VNode {
  return (
    <Deed
      name="failErasure"
      title={t('devices.moves.failErasure')}
      lead={t('devices.erase.failLead')}
      submit={t('devices.erase.failSubmit')}
      tone="danger"
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        await client.write('failErasure', { params: { id }, body: { reason } }, intent);
        return t('devices.erase.failed');
      }}
    >
      {(form) => (
        <NoteField
          form={form}
          name="reason"
          label={t('staff.labels.reason')}
          hint={t('devices.erase.failHint')}
          required
          max={300}
        />
      )}
    </Deed>
  );
}
