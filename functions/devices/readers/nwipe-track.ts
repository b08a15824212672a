/** What an nwipe log tells about one drive in one run, line by line; `nwipe-verdict.ts` judges it. */
export interface Track {
  device: string;
  serial: string | undefined;
  model: string | undefined;
  /** Exact bytes where the log names them, else the rounded size of the "Found" line. */
  size: number | undefined;
  sizeIsExact: boolean;
  method: string | undefined;
  startedAt: string | undefined;
  endedAt: string | undefined;
  expectedPasses: number;
  finishedPasses: number;
  expectedRounds: number;
  finishedRounds: number;
  fullWrites: number;
  shortWrites: number;
  /** A blanking or final random pass was begun, ended. */
  finalBegun: boolean;
  finalDone: boolean;
  finalWritten: boolean;
  verified: boolean;
  shortRead: boolean;
  /** The drive's own erase or sanitize command was begun, reported done. */
  purgeBegun: boolean;
  purgeDone: boolean;
  faults: Set<string>;
  hiddenArea: 'none' | 'detected' | 'unknown';
  /** The row of the closing table "Drive Status". */
  status: string | undefined;
}

/** A drive of which nothing is known but its device name. */
export function newTrack(device: string): Track {
  return {
    device,
    serial: undefined,
    model: undefined,
    size: undefined,
    sizeIsExact: false,
    method: undefined,
    startedAt: undefined,
    endedAt: undefined,
    expectedPasses: 0,
    finishedPasses: 0,
    expectedRounds: 0,
    finishedRounds: 0,
    fullWrites: 0,
    shortWrites: 0,
    finalBegun: false,
    finalDone: false,
    finalWritten: false,
    verified: false,
    shortRead: false,
    purgeBegun: false,
    purgeDone: false,
    faults: new Set(),
    hiddenArea: 'unknown',
    status: undefined,
  };
}

/** True when a byte count covers the whole drive; against a rounded size a fiftieth is allowed. */
export function covers(track: Track, bytes: number): boolean {
  if (bytes <= 0) return false;
  if (track.size === undefined) return true;
  return bytes >= (track.sizeIsExact ? track.size : track.size * 0.98);
}
