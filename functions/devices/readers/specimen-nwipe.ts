import type { Identity } from './reading.ts';
import { bytesOf, nodeOf, type SpecimenDrive } from './specimen-drive.ts';

/** `outcome` defaults to erased; an aborted drive stops in its first pass, a failed one does not read back. */
export type SpecimenErasure = SpecimenDrive & { outcome?: 'erased' | 'failed' | 'aborted' };

export interface SpecimenRun {
  /** Passes of the method; the final blanking pass comes on top, as nwipe does by default. Default 3. */
  passes?: number;
  /** Default `DoD Short`. */
  method?: string;
  /** When it began, on the erasing machine's clock (UTC, as live systems have it). */
  at: Date | string;
  host?: Identity;
}

interface Line {
  at: number;
  level: 'info' | 'notice';
  message: string;
}

/** Bytes per second at which the specimens are written and read. */
const SPEED = { hdd: 110e6, ssd: 420e6, nvme: 1_400e6 } as const;
const STATUS = { erased: ' Erased ', failed: '-FAILED-', aborted: 'UABORTED' } as const;
const RULE = '-'.repeat(80);
const BORDER = '*'.repeat(80);

/** What nwipe (0.36) logs when it erases such drives side by side. */
export function specimenNwipe(drives: readonly SpecimenErasure[], run: SpecimenRun): string {
  const { passes = 3, method = 'DoD Short', host = {} } = run;
  const start = new Date(run.at).getTime();
  const opening = openingOf(drives, method, host).map(
    (message): Line => ({ at: start, level: 'notice', message }),
  );
  const wiping = drives.flatMap((drive, place) =>
    wipe(drive, nodeOf(drive, place), start + 12_000, passes, method),
  );
  wiping.sort((left, right) => left.at - right.at);
  const end = Math.max(start, ...wiping.map(({ at }) => at)) + 3_000;
  const whole = drives.every(({ outcome = 'erased' }) => outcome === 'erased');
  const close = whole
    ? 'Nwipe successfully completed. See summary table for details.'
    : 'Nwipe exited with errors.';
  return [
    ...[...opening, ...wiping].map(print),
    ...tables(drives),
    `${stamp(end)} Total Throughput 110 MB/s, ${method}, 1R+B+VL`,
    BORDER,
    '',
    print({ at: end, level: 'info', message: close }),
    '',
  ].join('\n');
}

function openingOf(drives: readonly SpecimenErasure[], method: string, host: Identity): string[] {
  const named = { manufacturer: host.maker, 'product-name': host.model, 'serial-number': host.serial };
  return [
    ...drives.map((drive, place) => {
      const bus = drive.type === 'nvme' ? 'NVME' : ' ATA';
      return `Found ${nodeOf(drive, place)}, ${bus}, ${drive.model}, ${drive.sizeGB} GB, S/N=${drive.serial}`;
    }),
    ...Object.entries(named).flatMap(([key, value]) =>
      value === undefined ? [] : [`system-${key} = ${value}`],
    ),
    "Opened entropy source '/dev/urandom'.",
    ...drives.map((drive, place) => `No hidden areas on ${nodeOf(drive, place)}`),
    'Program options are set as follows...',
    `  method   = ${method}`,
    '  rounds   = 1',
    '  verify   = 1 (last pass)',
    ...drives.flatMap((drive, place) => [
      `${nodeOf(drive, place)} has serial number ${drive.serial}`,
      `${nodeOf(drive, place)}, sect/blk/dev 512/4096/${bytesOf(drive)}`,
    ]),
  ];
}

function wipe(drive: SpecimenErasure, node: string, start: number, passes: number, method: string): Line[] {
  const { outcome = 'erased' } = drive;
  const bytes = bytesOf(drive);
  const pass = Math.round((bytes / SPEED[drive.type]) * 1000);
  const lines: Line[] = [];
  let at = start;
  const say = (message: string) => lines.push({ at, level: 'notice', message });
  say(`Invoking method '${method}' on ${node}`);
  say(`Starting round 1 of 1 on ${node}`);
  for (let number = 1; number <= passes; number += 1) {
    say(`Starting pass ${number}/${passes}, round 1/1, on ${node}`);
    if (outcome === 'aborted') return lines;
    at += pass;
    say(`${bytes} bytes written to ${node}`);
    say(`Finished pass ${number}/${passes}, round 1/1, on ${node}`);
  }
  say(`Finished final round 1 of 1 on ${node}`);
  say(`Blanking device ${node}`);
  at += pass;
  say(`${bytes} bytes written to ${node}`);
  say(`Verifying that ${node} is empty.`);
  at += pass;
  say(`${bytes} bytes read from ${node}`);
  const failed = outcome === 'failed';
  say(
    failed ? `[FAILURE] ${node} Verification errors, not empty` : `[SUCCESS] Verified that ${node} is empty.`,
  );
  say(failed ? `[FAILURE] ${node} may not be blanked` : `[SUCCESS] Blanked device ${node}`);
  return lines;
}

function tables(drives: readonly SpecimenErasure[]): string[] {
  const rows = drives.map((drive, place) => {
    const { outcome = 'erased', model, serial } = drive;
    const name = `${outcome === 'erased' ? ' ' : '!'} ${nodeOf(drive, place).slice(5).padStart(8)} |`;
    const [none, errors] = ['0', outcome === 'failed' ? '17' : '0'].map((count) => count.padStart(10));
    return {
      errors: `${name}  ${none} |           ${errors} |           ${none}`,
      status: `${name}${STATUS[outcome]}| 110 MB/s | 02:13:09 | ${model.slice(0, 17)}/${serial}`,
    };
  });
  return [
    '',
    `${'*'.repeat(32)} Error Summary ${'*'.repeat(33)}`,
    '!   Device | Pass Errors | Verifications Errors | Fdatasync I\\O Errors',
    RULE,
    ...rows.map(({ errors }) => errors),
    BORDER,
    '',
    `${'*'.repeat(33)} Drive Status ${'*'.repeat(33)}`,
    '!   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number',
    RULE,
    ...rows.map(({ status }) => status),
    RULE,
  ];
}

function print({ at, level, message }: Line): string {
  return `${stamp(at)} ${level.padStart(7)}: ${message}`;
}

function stamp(at: number): string {
  return `[${new Date(at).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')}]`;
}
