import type { City } from '../kernel/city.ts';
import type { Device, DriveState } from './domain.ts';
import { matchErasure } from './readers/evidence.ts';
import { normaliseSerial } from './readers/meaningful.ts';
import type { DriveFound } from './readers/reading.ts';
import type { Evidence } from './repository.ts';

/**
 * Erasure is proven drive by drive: every drive the machine has, against every erasure log of the device
 * (NIST SP 800-88: evidence per medium; an erasing tool's exit code is no proof).
 */
export function concludeDrives(
  device: Device,
  evidence: readonly Evidence[],
  policy: City['erasure'],
): { drives: DriveState[]; complete: boolean } {
  const erasures = evidence.flatMap(({ reading }) => (reading.kind === 'erasure' ? [reading] : []));
  const result = matchErasure(
    device.drives.map((drive) => drive as DriveFound),
    erasures,
    policy,
  );
  const drives = device.drives.map((drive, i): DriveState => {
    const { verdict, why } = result.drives[i] ?? { verdict: 'missing' as const, why: 'NO_EVIDENCE' };
    return { ...drive, verdict, why };
  });
  return { drives, complete: result.complete };
}

/** Drives that could not be erased were destroyed, named by serial; `left` are those with neither evidence. */
export function destroyedDrives(
  drives: readonly DriveState[],
  serials: readonly string[],
  method: string,
): { drives: DriveState[]; left: DriveState[] } {
  const named = new Set(serials.map(normaliseSerial));
  const nameless = drives.filter((drive) => drive.verdict !== 'erased' && !drive.serial);
  const after = drives.map((drive): DriveState => {
    // A drive whose serial nobody could read is named by its model, or, when it is the only one, by any label.
    const isNamed =
      (drive.serial && named.has(normaliseSerial(drive.serial))) ||
      (!drive.serial && (nameless.length === 1 || (drive.model && named.has(normaliseSerial(drive.model)))));
    return isNamed && drive.verdict !== 'erased' ? { ...drive, verdict: 'destroyed', why: method } : drive;
  });
  return { drives: after, left: after.filter((d) => d.verdict !== 'erased' && d.verdict !== 'destroyed') };
}
