import { covers, type Track } from './nwipe-track.ts';

/** A message of nwipe about a drive. `%` stands for the device: `/dev/sda`, `'/dev/sda'` or `device '/dev/sda'.` */
interface Rule {
  pattern: RegExp;
  note(track: Track, values: string[], at: string): void;
}

const DEVICE = String.raw`(?:device )?'?(\/dev\/[A-Za-z0-9_\/-]+)'?`;
const rule = (pattern: string, note: Rule['note']): Rule => ({
  pattern: new RegExp(`^${pattern.replace('%', DEVICE)}`, 'i'),
  note,
});

/** nwipe 0.17 to 0.40, written from its source (src/method.c, device.c, hpa_dco.c); both old and new wordings. */
const RULES: Rule[] = [
  rule(
    String.raw`Found %, +\S+ *, *(.+), +([\d.]+) ?([KMGT]?B|bytes), S\/N=(.*)$`,
    (track, [model, amount, unit, serial]) => {
      track.model = model;
      track.serial ??= serial;
      track.size ??= Number(amount) * (UNITS[unit?.toUpperCase() ?? ''] ?? Number.NaN);
      if (Number.isNaN(track.size)) track.size = undefined;
    },
  ),
  rule('% has serial number (.*)$', (track, [serial]) => {
    track.serial = serial;
  }),
  rule(String.raw`%(?:, sect\/blk\/dev \d+\/\d+\/| is size )(\d+)`, (track, [size]) => {
    track.size = Number(size);
    track.sizeIsExact = true;
  }),
  rule(`Invoking method '([^']*)' on %`, (track, [method], at) => {
    track.method = method;
    track.startedAt ??= at;
  }),
  rule(
    String.raw`Starting pass (\d+)(?: of |\/)(\d+), round (\d+)(?: of |\/)(\d+), on %`,
    (track, [, passes, , rounds]) => {
      track.expectedPasses = Number(passes) * Number(rounds);
      track.expectedRounds = Number(rounds);
      track.verified = false;
    },
  ),
  rule(String.raw`Starting round \d+ of (\d+) on %`, (track, [rounds]) => {
    track.expectedRounds = Number(rounds);
  }),
  rule(String.raw`(\d+) bytes written to %`, (track, [bytes]) => {
    if (covers(track, Number(bytes))) track.fullWrites += 1;
    else track.shortWrites += 1;
    if (track.finalBegun) track.finalWritten = true;
  }),
  rule(String.raw`(\d+) bytes read from %`, (track, [bytes]) => {
    track.shortRead = !covers(track, Number(bytes));
  }),
  rule(String.raw`Finished pass \d+(?: of |\/)\d+, round \d+(?: of |\/)\d+, on %`, (track) => {
    track.finishedPasses += 1;
  }),
  rule(String.raw`Finished (?:final )?round \d+ of \d+ on %`, (track) => {
    track.finishedRounds += 1;
  }),
  rule('(?:Blanking|Writing final random pattern to) %', (track) => {
    track.finalBegun = true;
    track.verified = false;
  }),
  rule(String.raw`(?:\[SUCCESS\] )?Verified (?:that|the final random pattern on|FRP on) %`, (track) => {
    track.verified = !track.shortRead;
    // OPS-II ends with its random pass and says nothing after the verification.
    track.finalDone = true;
  }),
  rule(String.raw`Verified pass \d+ of \d+, round \d+ of \d+, on %`, (track) => {
    track.verified = !track.shortRead;
  }),
  rule(String.raw`(?:\[SUCCESS\] )?(?:Blanked|Wrote final random pattern to) %`, (track) => {
    track.finalDone = true;
    // Before 0.30 the blanking pass has no "bytes written" line of its own.
    if (!track.finalWritten) track.fullWrites += 1;
    track.finalWritten = true;
  }),
  rule(String.raw`\[FAILURE\] %`, (track) => {
    track.faults.add('FAILURE_LOGGED');
  }),
  rule(String.raw`(\d+) (verification|wipe|sync) errors on %`, (track, [count, kind]) => {
    track.faults.add(`${FAULTS[kind?.toLowerCase() ?? ''] ?? 'ERRORS'}:${count}`);
  }),
  rule('Skipping verification of pass .* on %', (track) => {
    track.faults.add('VERIFICATION_SKIPPED');
  }),
  // Seen: a drive that failed to flush four times, read back from the cache and logged as a success.
  rule('Buffer flush failure on %', (track) => {
    track.faults.add('FLUSH_FAILURE');
  }),
  rule('Unable to (?:write to|read from|open) %', (track) => {
    track.faults.add('DRIVE_UNREACHABLE');
  }),
  rule('Nwipe exited with (?:(?:non[ -])?fatal )?errors on (?:device = )?%', (track) => {
    track.faults.add('EXITED_WITH_ERRORS');
  }),
  rule('Attempting .*(?:Erase|Scramble|Overwrite) on %', (track, _values, at) => {
    track.purgeBegun = true;
    track.startedAt ??= at;
  }),
  // Its zero verification has no line of success, only errors when it fails.
  rule('Secure erase completed for %, starting zero verification', (track) => {
    track.purgeDone = true;
    track.verified = true;
  }),
  rule(
    '(?:Sanitize .* completed on|Secure erase completed for|.* Secure Erase completed successfully on) %',
    (track) => {
      track.purgeDone = true;
    },
  ),
  rule('(?:Sanitize .* failed on|Secure Erase could not be executed on) %', (track) => {
    track.faults.add('PURGE_FAILED');
  }),
  rule('.* method is not supported on bus type .*%', (track) => {
    track.faults.add('PURGE_UNSUPPORTED');
  }),
  rule('HIDDEN AREA DETECTED! on %', (track) => {
    track.hiddenArea = 'detected';
  }),
  rule('No hidden areas on %', (track) => {
    track.hiddenArea = 'none';
  }),
];

const UNITS: Record<string, number> = { B: 1, BYTES: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
const FAULTS: Record<string, string> = {
  verification: 'VERIFY_ERRORS',
  wipe: 'WRITE_ERRORS',
  sync: 'SYNC_ERRORS',
};

/**
 * Notes one message in the track of the drive it is about.
 * @returns the track, or undefined when the message is about no drive
 */
export function noteMessage(
  message: string,
  at: string,
  trackOf: (device: string) => Track,
): Track | undefined {
  for (const { pattern, note } of RULES) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const groups = match.slice(1).map((group) => group ?? '');
    const device = groups.find((group) => group.startsWith('/dev/'));
    if (device === undefined) continue;
    const track = trackOf(device);
    note(
      track,
      groups.filter((group) => group !== device),
      at,
    );
    if (track.startedAt !== undefined) track.endedAt = at;
    return track;
  }
  return undefined;
}
