/** What a diagnostic file says, in the system's own words. Absent facts are undefined, never a filler. */
export type Reading = DeviceReading | DriveReading | ErasureReading;

export type Chassis = 'desktop' | 'laptop' | 'all-in-one' | 'tablet' | 'server' | 'virtual' | 'other';
export type DriveType = 'hdd' | 'ssd' | 'nvme' | 'emmc' | 'unknown';
export type Health = 'good' | 'worn' | 'failing' | 'unknown';

/** A drive of the machine. `sizeGB` is decimal (10^9 bytes) and rounded, as printed on the drive's label. */
export interface DriveFound {
  serial?: string | undefined;
  model?: string | undefined;
  sizeGB?: number | undefined;
  type: DriveType;
}

/** Maker, model and serial number of a whole machine or of its board. */
export interface Identity {
  maker?: string | undefined;
  model?: string | undefined;
  serial?: string | undefined;
}

export interface DeviceReading extends Identity {
  kind: 'device';
  format: 'lshw' | 'dmidecode';
  chassis: Chassis;
  cpu?: string | undefined;
  /** Installed memory in MiB. */
  memoryMB?: number | undefined;
  drives: DriveFound[];
  /**
   * Drives whose controller is there and works but which the listing itself does not name (old lshw and NVMe).
   * They hold data all the same: `drivesToErase` counts them.
   */
  unlisted: DriveFound[];
  board: Identity;
  /** Addresses of built-in network interfaces, lower case, sorted; a part of the fingerprint. */
  macs: string[];
}

export interface DriveReading extends DriveFound {
  kind: 'drive';
  format: 'smartctl';
  health: Health;
  /** Stable codes, most with their value: `REALLOCATED_SECTORS:12`. Empty when the health is good. */
  reasons: string[];
}

/** What one erasing run did to one drive. */
export interface ErasedDrive {
  serial?: string | undefined;
  model?: string | undefined;
  sizeGB?: number | undefined;
  /** The tool's own name of the method, e.g. `DoD Short`. */
  method?: string | undefined;
  /** Overwrites that really covered the whole drive, the final blanking included. */
  passes: number;
  rounds: number;
  /** The last thing written was read back in full without an error. */
  verified: boolean;
  result: 'erased' | 'failed' | 'aborted';
  /** Sectors hidden from the system (HPA, DCO): these were not erased when 'detected'. */
  hiddenArea: 'none' | 'detected' | 'unknown';
  /** Local time of the erasing machine, `YYYY-MM-DDTHH:MM:SS`: the log names no zone. */
  startedAt?: string | undefined;
  endedAt?: string | undefined;
  /** Why it is not 'erased', as stable codes: `NOT_STARTED`, `SHORT_WRITE`, `VERIFY_ERRORS:2` … */
  reasons: string[];
}

export interface ErasureReading {
  kind: 'erasure';
  format: 'nwipe';
  drives: ErasedDrive[];
  /** The machine the erasure ran on, as its firmware names itself. */
  host: Identity;
}
