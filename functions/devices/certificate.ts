import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import type { Device, DriveState } from './domain.ts';
import { matchErasure } from './readers/evidence.ts';
import type { DriveFound } from './readers/reading.ts';
import type { Evidence } from './repository.ts';

/** What was done to one drive, as the certificate tells it. */
export interface CertifiedDrive extends Pick<DriveState, 'model' | 'serial' | 'sizeGB'> {
  readonly proof:
    | {
        readonly verdict: 'erased';
        readonly method: string | undefined;
        readonly passes: number;
        readonly verified: boolean;
        readonly hiddenArea: 'none' | 'detected' | 'unknown';
      }
    | {
        readonly verdict: 'destroyed';
        readonly method: 'degauss' | 'shred' | 'drill';
        readonly witness: string;
      };
  /** Staff id; never a name. */
  readonly operator: string;
  /** As the tool logged it, in its machine's local time; otherwise in the city's. `YYYY-MM-DD HH:MM` */
  readonly time: string;
}

export interface Certificate {
  readonly device: Device;
  readonly receivedOn: string;
  readonly erasedOn: string;
  /** The instant of the erasure: the paper's own date, so that it is the same whenever it is made. */
  readonly at: string;
  readonly operator: string;
  readonly drives: readonly CertifiedDrive[];
}

const minute = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));

/**
 * Puts together what the evidence of each drive says. The evidence is closed with the erasure, so what is matched
 * here is what was matched then.
 * @throws Error for a device that is not erased, or of which one drive is neither erased nor destroyed
 */
export function certify(device: Device, evidence: readonly Evidence[], city: City): Certificate {
  const at = device.stages.DRIVE_DESTROYED ?? device.stages.ERASED;
  if (!at) throw new Error(`device ${device.id} is not erased`);
  const logs = evidence.flatMap(({ reading, by, at }) =>
    reading.kind === 'erasure' ? [{ reading, by, at }] : [],
  );
  const { drives: matched } = matchErasure(
    device.drives.map((drive) => drive as DriveFound),
    logs.map(({ reading }) => reading),
    city.erasure,
  );
  const drives = device.drives.map((drive, i): CertifiedDrive => {
    const { model, serial, sizeGB } = drive;
    const about = {
      ...(model ? { model } : {}),
      ...(serial ? { serial } : {}),
      ...(sizeGB ? { sizeGB } : {}),
    };
    const done = matched[i]?.evidence;
    const log = done && logs[done.log];
    if (drive.verdict === 'erased' && done && log) {
      const { method, passes, verified, hiddenArea, endedAt } = done;
      const time = endedAt?.slice(0, 16).replace('T', ' ') ?? minute(log.at, city.timeZone);
      const proof = { verdict: 'erased' as const, method, passes, verified, hiddenArea };
      return { ...about, proof, operator: log.by, time };
    }
    const { destruction } = device;
    if (drive.verdict === 'destroyed' && destruction) {
      const { method, witness, by } = destruction;
      const proof = { verdict: 'destroyed' as const, method, witness };
      return { ...about, proof, operator: by, time: minute(destruction.at, city.timeZone) };
    }
    throw new Error(`device ${device.id}: drive ${i + 1} has no proof`);
  });
  return {
    device,
    receivedOn: localDate(device.stages.RECEIVED ?? at, city.timeZone),
    erasedOn: localDate(at, city.timeZone),
    at,
    operator: device.destruction?.by ?? device.erasedBy ?? '',
    drives,
  };
}
