import type { DriveType } from './reading.ts';

/** One row of an ATA drive's SMART table. */
export interface SmartAttribute {
  id: number;
  name: string;
  /** Normalised value, worst and threshold: 1…253, smaller is worse; 0 threshold never fails. */
  value: number | undefined;
  threshold: number | undefined;
  prefailure: boolean;
  failed: 'now' | 'past' | undefined;
  /** The counter in the raw value, unpacked from vendor encodings. */
  raw: number;
}

/** NVMe health log (log page 02h). */
export interface NvmeFacts {
  criticalWarning: number;
  availableSpare: number | undefined;
  spareThreshold: number | undefined;
  percentageUsed: number | undefined;
  mediaErrors: number | undefined;
}

export interface ScsiFacts {
  grownDefects: number | undefined;
  uncorrectedErrors: number | undefined;
  percentageUsed: number | undefined;
}

/** What smartctl tells about a drive's health, in JSON or in text; `health.ts` judges it. */
export interface DriveFacts {
  type: DriveType;
  /** The drive's own verdict; `true` proves nothing, `false` everything. */
  passed: boolean | undefined;
  /** Exit status bits 3 to 5 (smartctl(8), "RETURN VALUES"). */
  exitStatus: number;
  attributes: SmartAttribute[];
  nvme: NvmeFacts | undefined;
  scsi: ScsiFacts | undefined;
  failedSelfTests: number;
}

/**
 * The counter of an ATA attribute. Vendors pack several into 48 bits; smartctl's string starts with the one
 * meant, `2111 (12437 0)`, except for 188 on Seagate drives, three 16-bit words of which the last is the total.
 */
export function rawCounter(id: number, string: string | undefined, value: number | undefined): number {
  if (id === 188) {
    const word = /(\d+)\s*$/.exec(string ?? '')?.[1];
    return Number(word ?? value ?? 0) % 65_536;
  }
  const first = /^\d+/.exec(string ?? '')?.[0];
  return Number(first ?? value ?? 0);
}

/** Attributes that only a drive with platters has: spin-up, seek errors, spin retries, head load cycles. */
export function turns(attributes: SmartAttribute[]): boolean {
  return attributes.some(({ id, name }) => [3, 7, 10].includes(id) && /spin|seek/i.test(name));
}
