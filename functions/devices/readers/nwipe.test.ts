import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readNwipe } from './nwipe.ts';
import type { ErasedDrive } from './reading.ts';
import { type SpecimenErasure, specimenNwipe } from './specimen.ts';

const DRIVE: SpecimenErasure = { serial: 'WD-WCC4E1', model: 'WDC WD5000AAKX-60U', sizeGB: 500, type: 'hdd' };
const OTHER: SpecimenErasure = { serial: 'S3X1NB0K', model: 'Samsung SSD 860 EVO', sizeGB: 250, type: 'ssd' };
const AT = '2026-03-02T09:00:00Z';

const log = (...drives: SpecimenErasure[]) => specimenNwipe(drives.length > 0 ? drives : [DRIVE], { at: AT });
const first = (text: string): ErasedDrive => readNwipe(text).drives[0] as ErasedDrive;
const lines = (...messages: string[]) =>
  messages.map((line) => `[2026/03/02 09:00:00]  notice: ${line}`).join('\n');

test('a whole log: each drive with its own evidence, and the machine it ran on', () => {
  const host = { maker: 'LG Electronics', model: '15Z990', serial: 'LGB0042' };
  const reading = readNwipe(specimenNwipe([DRIVE, OTHER], { at: AT, host }));
  expect(reading.host).toEqual(host);
  expect(reading.drives).toEqual([
    {
      ...{ serial: 'WD-WCC4E1', model: 'WDC WD5000AAKX-60U', sizeGB: 500, method: 'DoD Short' },
      ...{ passes: 4, rounds: 1, verified: true, result: 'erased', hiddenArea: 'none', reasons: [] },
      ...{ startedAt: '2026-03-02T09:00:12', endedAt: '2026-03-02T15:18:59' },
    },
    expect.objectContaining({ serial: 'S3X1NB0K', passes: 4, verified: true, result: 'erased' }),
  ]);
});

describe('success that nwipe claims but the passes do not bear out', () => {
  const without = (pattern: RegExp) => log().replace(pattern, '');
  test.each<[string, string, ErasedDrive['result'], string[]]>([
    [
      'no erase thread ran',
      without(/^.*notice: (Invoking|Starting|Finished|Blanking|Verif|\d+ bytes|\[SUCC).*\n/gm),
      'failed',
      ['NOT_STARTED'],
    ],
    ['a pass is missing', without(/^.*Finished pass 2.*\n/m), 'aborted', ['PASSES_UNFINISHED']],
    [
      'a pass stopped short',
      log().replace('500000000000 bytes written', '499999999488 bytes written'),
      'failed',
      ['SHORT_WRITE'],
    ],
    [
      'nothing was written',
      without(/^.*bytes written.*\n/gm).replace(/^.*Blank.*\n/gm, ''),
      'aborted',
      ['NO_FULL_PASS', 'PASSES_UNPROVEN'],
    ],
    ['the blanking did not end', without(/^.*\[SUCCESS\].*\n/gm), 'aborted', ['BLANKING_UNFINISHED']],
    [
      'a flush failed',
      log().replace(
        /^(.*) notice: Finished pass 1.*$/m,
        "$1 warning: Buffer flush failure on '/dev/sda'.\n$&",
      ),
      'failed',
      ['FLUSH_FAILURE'],
    ],
    [
      'the table counts errors',
      log().replace(/^( +sda \|.*\|.*\|.*)0$/m, '$1' + '3'),
      'failed',
      ['SYNC_ERRORS:3'],
    ],
    ['the table says failed', log().replace('| Erased |', '|-FAILED-|'), 'failed', ['STATUS_FAILED']],
    ['the table says insanity', log().replace('| Erased |', '|INSANITY|'), 'failed', ['STATUS_INSANITY']],
    [
      'verification errors',
      `${log()}[2026/03/02 15:30:00]   error: 12 verification errors on '/dev/sda'.`,
      'failed',
      ['VERIFY_ERRORS:12'],
    ],
    ['it only verified', log().replaceAll('DoD Short', 'Verify Zeros (0x00)'), 'failed', ['VERIFY_ONLY']],
  ])('%s', (_name, text, result, reasons) => {
    expect(first(text)).toMatchObject({ result, reasons, verified: result === 'erased' });
  });

  test('one drive left out of the closing table, the other in it', () => {
    const text = log(DRIVE, OTHER).replace(/^ .*\| Erased \|.*S3X1NB0K\n/m, '');
    expect(readNwipe(text).drives.map((drive) => [drive.result, drive.reasons])).toEqual([
      ['erased', []],
      ['aborted', ['LOG_ENDS_EARLY']],
    ]);
  });
});

test('a log cut anywhere before its closing table proves nothing', () => {
  const text = log(DRIVE);
  const closing = text.indexOf('Drive Status');
  for (let cut = text.indexOf('Found'); cut < closing; cut += 97) {
    try {
      expect(readNwipe(text.slice(0, cut)).drives.map((drive) => drive.result)).not.toContain('erased');
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableFile);
    }
  }
});

test('the outcomes of a bad day', () => {
  const text = log(
    DRIVE,
    { ...OTHER, outcome: 'failed' },
    { ...OTHER, serial: 'ABC123', outcome: 'aborted' },
  );
  expect(
    readNwipe(text).drives.map(({ result, verified, reasons }) => ({ result, verified, reasons })),
  ).toEqual([
    { result: 'erased', verified: true, reasons: [] },
    { result: 'failed', verified: false, reasons: ['FAILURE_LOGGED', 'VERIFY_ERRORS:17', 'STATUS_FAILED'] },
    { result: 'aborted', verified: false, reasons: ['ABORTED_BY_USER'] },
  ]);
});

describe("a drive's own erase command", () => {
  const purge = (method: string, ...messages: string[]) =>
    [
      lines('Found /dev/sda,  ATA, SAMSUNG MZ7LN256, 256 GB, S/N=S3T0NX0K1', `  method   = ${method}`),
      lines('Attempting ATA Secure Erase on /dev/sda ( ATA).', ...messages),
      '********************************* Drive Status *********************************',
      '       sda | Erased |   0 B/s | 00:01:10 | SAMSUNG MZ7LN256/S3T0NX0K1',
      lines('Nwipe successfully completed. See summary table for details.'),
    ].join('\n');

  test('is evidence when it is reported done', () => {
    const done = 'Secure erase completed for /dev/sda, starting zero verification pass.';
    expect(first(purge('Secure Erase (ATA/NVMe)', done))).toMatchObject({
      ...{ method: 'Secure Erase (ATA/NVMe)', passes: 0, verified: true, result: 'erased' },
    });
    expect(
      first(purge('Sanitize Crypto Erase (ATA/SCSI/NVMe)', 'Sanitize Crypto Erase completed on /dev/sda.')),
    ).toMatchObject({
      ...{ verified: false, result: 'erased' },
    });
  });

  test('is none when it failed, though the table says "Erased" (nwipe leaves the status at success)', () => {
    expect(first(purge('Sanitize Block Erase', 'Sanitize Block Erase failed on /dev/sda.')).result).toBe(
      'failed',
    );
    const refused = 'Secure Erase could not be executed on /dev/sda. Aborting method.';
    expect(first(purge('Secure Erase (ATA/NVMe)', refused))).toMatchObject({
      result: 'failed',
      reasons: ['PURGE_FAILED'],
    });
    expect(first(purge('Secure Erase (ATA/NVMe)'))).toMatchObject({
      result: 'aborted',
      reasons: ['PURGE_UNFINISHED'],
    });
  });
});

test('hidden areas are told', () => {
  const text = log().replace('No hidden areas on /dev/sda', 'HIDDEN AREA DETECTED! on /dev/sda');
  expect(first(text)).toMatchObject({ result: 'erased', hiddenArea: 'detected' });
  expect(first(log().replace(/^.*hidden areas.*\n/m, '')).hiddenArea).toBe('unknown');
});

test('the wording of 0.17 to 0.28, without tables', () => {
  const old = [
    "info: Device '/dev/sdb' has serial number 5VMJ4YHH",
    "info: Device '/dev/sdb' is size 600127266816.",
    "notice: Invoking method 'PRNG Stream' on device '/dev/sdb'.",
    "notice: Starting round 1 of 1 on device '/dev/sdb'.",
    "notice: Starting pass 1 of 1, round 1 of 1, on device '/dev/sdb'.",
    "notice: 600127266816 bytes written to device '/dev/sdb'.",
    "notice: Finished pass 1 of 1, round 1 of 1, on device '/dev/sdb'.",
    "notice: Finished round 1 of 1 on device '/dev/sdb'.",
    "notice: Blanking device '/dev/sdb'.",
    "notice: Verifying that '/dev/sdb' is empty.",
    "notice: Verified that '/dev/sdb' is empty.",
    "notice: Blanked device '/dev/sdb'.",
  ].map((message) => `[2016/08/18 15:41:48] nwipe: ${message}`);
  const close = '[2016/08/18 19:00:00] nwipe: info: Nwipe successfully exited.';
  expect(first(old.join('\n'))).toMatchObject({ result: 'aborted', reasons: ['LOG_ENDS_EARLY'] });
  expect(first([...old, close].join('\r\n'))).toMatchObject({
    ...{
      serial: '5VMJ4YHH',
      sizeGB: 600,
      method: 'PRNG Stream',
      passes: 2,
      verified: true,
      result: 'erased',
    },
  });
});

describe('several runs in one log', () => {
  const wiped = log(DRIVE);
  const again = (outcome: SpecimenErasure['outcome']) =>
    specimenNwipe([{ ...DRIVE, ...(outcome ? { outcome } : {}) }], { at: '2026-03-03T09:00:00Z' });

  test('the last that started counts', () => {
    expect(readNwipe(again('failed') + wiped).drives.map((drive) => drive.result)).toEqual(['erased']);
    expect(readNwipe(wiped + again('aborted')).drives.map((drive) => drive.result)).toEqual(['aborted']);
  });

  test('one that only found the drive changes nothing', () => {
    const found = lines(`Found /dev/sda,  ATA, ${DRIVE.model}, 500 GB, S/N=${DRIVE.serial}`);
    expect(readNwipe(`${wiped}\n${found}`).drives.map((drive) => drive.result)).toEqual(['erased']);
  });

  test('device names are not mixed up between them', () => {
    const text = wiped + specimenNwipe([{ ...OTHER, outcome: 'aborted' }], { at: '2026-03-03T09:00:00Z' });
    expect(readNwipe(text).drives.map(({ serial, result }) => [serial, result])).toEqual([
      ['WD-WCC4E1', 'erased'],
      ['S3X1NB0K', 'aborted'],
    ]);
  });
});

test('serial numbers hidden by --quiet are none', () => {
  expect(first(log({ ...DRIVE, serial: 'XXXXXXXXXXXXXXX' })).serial).toBeUndefined();
});

test('a log without a drive is refused', () => {
  expect(() => readNwipe(lines('Opened entropy source.'))).toThrow(UnreadableFile);
});
