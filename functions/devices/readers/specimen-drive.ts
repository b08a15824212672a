import type { DriveType } from './reading.ts';

/** A drive to be described; every field is needed, a believable file has them all. */
export interface SpecimenDrive {
  serial: string;
  model: string;
  sizeGB: number;
  type: Exclude<DriveType, 'unknown' | 'emmc'>;
}

/** A drive's bytes as its label's gigabytes suggest them, in whole 512-byte sectors. */
export function bytesOf({ sizeGB }: Pick<SpecimenDrive, 'sizeGB'>): number {
  return Math.round((sizeGB * 1e9) / 512) * 512;
}

/** The device node of the drive at a place in the machine. */
export function nodeOf({ type }: Pick<SpecimenDrive, 'type'>, place: number): string {
  return type === 'nvme' ? `/dev/nvme${place}n1` : `/dev/sd${String.fromCharCode(97 + place)}`;
}
