import { normaliseSerial } from '../../kernel/meaningful.ts';
import type { DeviceReading, DriveFound, ErasedDrive, ErasureReading } from './reading.ts';

export { fingerprint } from '../../kernel/fingerprint.ts';

/** What an erasure must have reached to be accepted; the city pack holds the values. */
export interface ErasurePolicy {
  /** Full overwrites. Korean guideline practice: at least 3 (domain-facts, "Erasure"). */
  minimumPasses: number;
  /**
   * Methods accepted whatever the count, by the tool's own name: those that reach NIST SP 800-88 Purge by the
   * drive's own command. They cannot be read back, so no verification is asked of them.
   */
  acceptedMethods: readonly string[];
}

/** Purge by the drive's own command as nwipe names it, and the overwrites of guideline practice. */
export const GUIDELINE_POLICY: ErasurePolicy = {
  minimumPasses: 3,
  acceptedMethods: [
    'Secure Erase (ATA/NVMe)',
    'Secure Erase + PRNG + Verify',
    'Sanitize Crypto Erase (ATA/SCSI/NVMe)',
    'Sanitize Block Erase (ATA/SCSI/NVMe)',
    'Sanitize Overwrite (ATA/SCSI/NVMe)',
  ],
};

/** The reading of one log. */
export type ErasureRead = Pick<ErasureReading, 'drives'> & Partial<Pick<ErasureReading, 'format'>>;

/** Why a drive has its verdict; a page turns it into words. */
export type EvidenceReason =
  | 'ACCEPTED'
  | 'NO_EVIDENCE'
  | 'NO_SERIAL'
  | 'DOUBLED_SERIAL'
  | 'NOT_ERASED'
  | 'HIDDEN_AREA'
  | 'TOO_FEW_PASSES'
  | 'NOT_VERIFIED'
  | 'OTHER_SIZE';

/** `log` is the index in the erasures handed in. */
export type Evidence = Omit<ErasedDrive, 'serial' | 'model' | 'sizeGB'> & { log: number };

export interface DriveVerdict {
  serial: string | undefined;
  model: string | undefined;
  evidence?: Evidence;
  /** `missing`: nothing tells of this drive; `failed`: what there is does not suffice. */
  verdict: 'erased' | 'failed' | 'missing';
  why: EvidenceReason;
}

/** The drives of a device that must be erased: those listed and those whose controller alone gives them away. */
export function drivesToErase(device: Pick<DeviceReading, 'drives' | 'unlisted'>): DriveFound[] {
  return [...device.drives, ...device.unlisted];
}

/**
 * Matches drives found against drives erased, one by one, by serial number.
 * A missing or doubled serial number is never matched: a person must decide. `complete` only when at least one
 * drive was found and each has accepted evidence; a device without drives needs a person's statement instead.
 */
export function matchErasure(
  drives: readonly DriveFound[],
  erasures: readonly ErasureRead[],
  policy: ErasurePolicy,
): { drives: DriveVerdict[]; complete: boolean } {
  const claims = erasures.flatMap((erasure, log) => erasure.drives.map((drive) => ({ ...drive, log })));
  const verdicts = drives.map((drive) => {
    const { serial, model } = drive;
    return { serial, model, ...judge(drive, drives, claims, policy) };
  });
  return {
    drives: verdicts,
    complete: drives.length > 0 && verdicts.every(({ verdict }) => verdict === 'erased'),
  };
}

type Claim = ErasedDrive & { log: number };
type Judgement = Pick<DriveVerdict, 'verdict' | 'why' | 'evidence'>;

function judge(
  drive: DriveFound,
  drives: readonly DriveFound[],
  claims: Claim[],
  policy: ErasurePolicy,
): Judgement {
  const key = keyOf(drive);
  if (key === undefined) return { verdict: 'missing', why: 'NO_SERIAL' };
  if (drives.filter((other) => keyOf(other) === key).length > 1)
    return { verdict: 'missing', why: 'DOUBLED_SERIAL' };
  const own = claims.filter((claim) => keyOf(claim) === key);
  const doubled = own.some((claim) => own.some((other) => other !== claim && other.log === claim.log));
  if (doubled) return { verdict: 'missing', why: 'DOUBLED_SERIAL' };
  const last = latestOf(own);
  if (last === undefined) return { verdict: 'missing', why: 'NO_EVIDENCE' };
  const why = weigh(drive, last, policy);
  const { serial: _serial, model: _model, sizeGB: _size, ...evidence } = last;
  return { verdict: why === 'ACCEPTED' ? 'erased' : 'failed', why, evidence };
}

/** The run that ended last tells what is on the drive; of equals the worse, so that order cannot hide a failure. */
function latestOf(claims: Claim[]): Claim | undefined {
  const started = claims.filter((claim) => claim.startedAt !== undefined);
  return (started.length > 0 ? started : claims).reduce<Claim | undefined>((best, claim) => {
    if (best === undefined) return claim;
    const [before, after] = [best.endedAt ?? '', claim.endedAt ?? ''];
    if (after === before) return best.result === 'erased' ? claim : best;
    return after > before ? claim : best;
  }, undefined);
}

function weigh(drive: DriveFound, claim: Claim, policy: ErasurePolicy): EvidenceReason {
  if (claim.result !== 'erased') return 'NOT_ERASED';
  if (claim.hiddenArea === 'detected') return 'HIDDEN_AREA';
  if (!sameSize(drive.sizeGB, claim.sizeGB)) return 'OTHER_SIZE';
  if (claim.method !== undefined && policy.acceptedMethods.includes(claim.method)) return 'ACCEPTED';
  if (claim.passes < policy.minimumPasses) return 'TOO_FEW_PASSES';
  return claim.verified ? 'ACCEPTED' : 'NOT_VERIFIED';
}

/** Rounding of two tools differs by a gigabyte or 2 %; more is another drive, or a part of it out of reach. */
function sameSize(found: number | undefined, erased: number | undefined): boolean {
  if (found === undefined || erased === undefined) return true;
  return Math.abs(found - erased) <= Math.max(1, 0.02 * found);
}

function keyOf({ serial }: { serial?: string | undefined }): string | undefined {
  const key = normaliseSerial(serial ?? '');
  return key === '' ? undefined : key;
}
