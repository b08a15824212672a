import { meaningfulName, meaningfulSerial, normaliseSerial } from '../../kernel/meaningful.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { noteMessage } from './nwipe-lines.ts';
import { newTrack, type Track } from './nwipe-track.ts';
import { judgeTrack } from './nwipe-verdict.ts';
import type { ErasedDrive, ErasureReading, Identity } from './reading.ts';

const LINE =
  /^\[(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)\] +(?:nwipe: +)?(?:debug|info|notice|warning|error|fatal|sanity): (.*)$/;
const LOG =
  /^\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\] +(?:nwipe: +)?(?:debug|info|notice|warning|error|fatal|sanity): /m;
/** nwipe cuts its own lines at 512 characters. */
const LONGEST_LINE = 1000;
/** A rack of drives, many times over; a log that names more is made to keep the reader busy. */
const MOST_DRIVES = 500;

/** One run of nwipe: appended logs hold several, and device names change between them. */
interface Run {
  tracks: Map<string, Track>;
  host: Identity;
  method: string | undefined;
  started: boolean;
  closed: boolean;
}

/** True when a text has lines of an nwipe log. */
export function isNwipe(text: string): boolean {
  return LOG.test(text);
}

/**
 * The drives in an nwipe log, each with its own evidence. Of several runs over one drive the last started counts.
 * @throws UnreadableFile NO_DEVICE when the log names no drive, TOO_LARGE when it names hundreds
 */
export function readNwipe(text: string): ErasureReading {
  const runs: Run[] = [newRun()];
  for (const line of text.split(/\r?\n/)) readLine(line.slice(0, LONGEST_LINE), runs);
  const drives = runs.reduce<ErasedDrive[]>(addRun, []);
  if (drives.length === 0) throw new UnreadableFile('NO_DEVICE', 'file', 'the log names no drive');
  const host = runs.findLast((run) => run.host.serial ?? run.host.model)?.host ?? newRun().host;
  return { kind: 'erasure', format: 'nwipe', drives, host };
}

function newRun(): Run {
  return {
    tracks: new Map(),
    host: { maker: undefined, model: undefined, serial: undefined },
    method: undefined,
    started: false,
    closed: false,
  };
}

function readLine(line: string, runs: Run[]): void {
  let run = runs.at(-1) as Run;
  const [all, year, month, day, time, message] = LINE.exec(line) ?? [];
  if (all === undefined || message === undefined) {
    readTable(line, run);
    return;
  }
  const begins =
    message.startsWith('Found /dev/') || /^nwipe \d/.test(message) || message.startsWith('Opened entropy');
  if (begins && (run.closed || run.started)) {
    run = newRun();
    runs.push(run);
  }
  const at = `${year}-${month}-${day}T${time}`;
  const { tracks } = run;
  const noted = noteMessage(message, at, (device) => {
    const track = tracks.get(device) ?? newTrack(device);
    tracks.set(device, track);
    return track;
  });
  if (noted === undefined) readGeneral(message, run);
  else if (noted.startedAt !== undefined) run.started = true;
  if (tracks.size > MOST_DRIVES || runs.length > MOST_DRIVES) {
    throw new UnreadableFile('TOO_LARGE', 'file', `more than ${MOST_DRIVES} drives or runs in one log`);
  }
}

function readGeneral(message: string, run: Run): void {
  const [, option, value] = /^ *([a-z-]+) *= (.*)$/.exec(message) ?? [];
  if (option === 'method') run.method = value;
  if (option === 'system-manufacturer') run.host.maker = meaningfulName(value);
  if (option === 'system-product-name') run.host.model = meaningfulName(value);
  if (option === 'system-serial-number') run.host.serial = meaningfulSerial(value);
  if (/^Nwipe (successfully|exited|was aborted)/i.test(message)) run.closed = true;
}

/** The closing tables have no time stamps; a device stands there without `/dev/` and cut to its last signs. */
function readTable(line: string, run: Run): void {
  const [, errorsOf, pass, verify, sync] = /^[! ] +(\S+) \| +(\d+) \| +(\d+) \| +(\d+) *$/.exec(line) ?? [];
  const [, statusOf, status] = /^[! ] +(\S+) \|([ A-Za-z-]{6,10})\|[^|]*\|[^|]*\|.*$/.exec(line) ?? [];
  const name = errorsOf ?? statusOf;
  if (name === undefined) return;
  const tracks = [...run.tracks.values()];
  const cut = name.length >= 6 ? tracks.find(({ device }) => device.endsWith(name)) : undefined;
  const track = run.tracks.get(`/dev/${name}`) ?? cut;
  if (track === undefined) return;
  if (Number(pass) > 0) track.faults.add(`WRITE_ERRORS:${pass}`);
  if (Number(verify) > 0) track.faults.add(`VERIFY_ERRORS:${verify}`);
  if (Number(sync) > 0) track.faults.add(`SYNC_ERRORS:${sync}`);
  if (status !== undefined) track.status = status;
}

function addRun(before: ErasedDrive[], run: Run): ErasedDrive[] {
  const tracks = [...run.tracks.values()];
  // Where there is a closing table, a drive without a row in it was left out for a reason.
  const closed = run.closed && !tracks.some((track) => track.status !== undefined);
  const drives = tracks.map((track) => judgeTrack(track, run.method, closed));
  const key = (drive: ErasedDrive) =>
    drive.serial === undefined ? undefined : normaliseSerial(drive.serial);
  const began = new Set(drives.filter((drive) => drive.startedAt).map(key));
  const known = new Set(before.map(key));
  // A run that only found a drive says nothing new about it; one that started replaces what was known.
  const kept = before.filter((drive) => key(drive) === undefined || !began.has(key(drive)));
  return [
    ...kept,
    ...drives.filter((drive) => drive.startedAt || key(drive) === undefined || !known.has(key(drive))),
  ];
}
