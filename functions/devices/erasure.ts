import type { City } from '../kernel/city.ts';
import { normaliseSerial } from '../kernel/meaningful.ts';
import type { Device, DriveState } from './domain.ts';
import { matchErasure } from './readers/evidence.ts';
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

const core = (text: string | undefined): string => normaliseSerial(text ?? '');

/** Which of the drives a label speaks of: by serial; where nobody could read one, by model or by being the only one. */
function placeOf(drives: readonly DriveState[], label: string): number {
  const known = drives.findIndex((drive) => core(drive.serial) === core(label));
  if (known >= 0) return known;
  const nameless = drives.filter(({ serial, verdict }) => core(serial) === '' && !isClear(verdict));
  const [only, ...others] = nameless;
  const meant =
    nameless.find(({ model }) => core(model) === core(label)) ?? (others.length ? undefined : only);
  return meant ? drives.indexOf(meant) : -1;
}

const isClear = (verdict: DriveState['verdict']): boolean => verdict === 'erased' || verdict === 'destroyed';

/**
 * Drives that could not be erased were destroyed, named by their labels; `left` are those with neither evidence.
 * A label that is on none of the known drives is a drive more: a machine that does not start was never listed.
 */
export function destroyedDrives(
  drives: readonly DriveState[],
  labels: readonly string[],
  method: string,
): { drives: DriveState[]; left: DriveState[] } {
  const after = [...drives];
  const named = labels.filter((label, i) => labels.findIndex((other) => core(other) === core(label)) === i);
  const isSerial = (label: string) => drives.some(({ serial }) => core(serial) === core(label));
  // Labels that are a drive's serial number come first, so that what is left over can name a nameless drive.
  for (const label of [...named.filter(isSerial), ...named.filter((label) => !isSerial(label))]) {
    if (core(label) === '') continue;
    const place = placeOf(after, label);
    const drive = after[place];
    if (!drive) after.push({ serial: label, type: 'unknown', verdict: 'destroyed', why: method });
    else if (drive.verdict !== 'erased') after[place] = { ...drive, verdict: 'destroyed', why: method };
  }
  return { drives: after, left: after.filter(({ verdict }) => !isClear(verdict)) };
}
