import { gigabytes, meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import type { Track } from './nwipe-track.ts';
import type { ErasedDrive } from './reading.ts';

/**
 * Judges one drive. nwipe has logged success when no erase thread ran and prints "Erased" also after a sanitize
 * command that failed, so its table is only one witness of three: the passes that covered the drive, the absence
 * of every fault, and the table or the closing line. A log that ends early proves nothing.
 */
export function judgeTrack(track: Track, fallbackMethod: string | undefined, closed: boolean): ErasedDrive {
  const method = meaningfulName(track.method ?? fallbackMethod);
  const started = track.startedAt !== undefined;
  const { result, reasons } = outcomeOf(track, method, closed);
  return {
    serial: meaningfulSerial(track.serial),
    model: meaningfulName(track.model),
    sizeGB: gigabytes(track.size),
    method: started ? method : undefined,
    passes: track.fullWrites,
    rounds: track.finishedRounds,
    verified: result === 'erased' && track.verified,
    result,
    hiddenArea: track.hiddenArea,
    startedAt: track.startedAt,
    endedAt: track.endedAt,
    reasons,
  };
}

function outcomeOf(
  track: Track,
  method: string | undefined,
  closed: boolean,
): Pick<ErasedDrive, 'result' | 'reasons'> {
  if (track.startedAt === undefined) return { result: 'failed', reasons: ['NOT_STARTED'] };
  const status = track.status?.replaceAll('-', '').trim().toUpperCase();
  if (status === 'UABORTED' || status === 'ABORTED')
    return { result: 'aborted', reasons: ['ABORTED_BY_USER'] };
  const faults = [...track.faults];
  if (status !== undefined && status !== 'ERASED') faults.push(`STATUS_${status}`);
  if (track.shortWrites > 0) faults.push('SHORT_WRITE');
  if (/^verify/i.test(method ?? '')) faults.push('VERIFY_ONLY');
  if (faults.length > 0) return { result: 'failed', reasons: faults };
  const missing = missingEvidence(track, closed);
  return missing.length > 0 ? { result: 'aborted', reasons: missing } : { result: 'erased', reasons: [] };
}

function missingEvidence(track: Track, closed: boolean): string[] {
  const missing: string[] = [];
  if (track.purgeBegun) {
    if (!track.purgeDone) missing.push('PURGE_UNFINISHED');
  } else {
    if (track.fullWrites === 0) missing.push('NO_FULL_PASS');
    if (track.finishedPasses < track.expectedPasses) missing.push('PASSES_UNFINISHED');
    if (track.fullWrites < track.expectedPasses) missing.push('PASSES_UNPROVEN');
    if (track.finishedRounds < track.expectedRounds) missing.push('ROUNDS_UNFINISHED');
    if (track.finalBegun && !track.finalDone) missing.push('BLANKING_UNFINISHED');
  }
  if (track.status === undefined && !closed) missing.push('LOG_ENDS_EARLY');
  return missing;
}
