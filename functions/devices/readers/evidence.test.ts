import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drivesToErase, type ErasureRead, GUIDELINE_POLICY, matchErasure } from './evidence.ts';
import { readLshw } from './lshw.ts';
import type { DriveFound, ErasedDrive } from './reading.ts';

const drive = (serial: string | undefined, more: Partial<DriveFound> = {}): DriveFound => ({
  ...{ serial, model: 'WDC WD5000AAKX', sizeGB: 500, type: 'hdd' },
  ...more,
});
const erased = (serial: string | undefined, more: Partial<ErasedDrive> = {}): ErasedDrive => ({
  ...{
    serial,
    model: 'WDC WD5000AAKX',
    sizeGB: 500,
    method: 'DoD Short',
    passes: 4,
    rounds: 1,
    verified: true,
  },
  ...{ result: 'erased', hiddenArea: 'none', reasons: [] },
  ...{ startedAt: '2026-03-02T09:00:00', endedAt: '2026-03-02T15:00:00' },
  ...more,
});
const log = (...drives: ErasedDrive[]): ErasureRead => ({ drives });
const why = (drives: DriveFound[], ...erasures: ErasureRead[]) =>
  matchErasure(drives, erasures, GUIDELINE_POLICY).drives.map((verdict) => [verdict.verdict, verdict.why]);

test('every drive of the machine has its evidence', () => {
  const drives = [drive('WD-WCC4E1'), drive('S3X1NB0K')];
  const result = matchErasure(drives, [log(erased('wd wcc4e1')), log(erased('S3X1NB0K'))], GUIDELINE_POLICY);
  expect(result.complete).toBe(true);
  expect(result.drives[0]).toEqual({
    ...{ serial: 'WD-WCC4E1', model: 'WDC WD5000AAKX', verdict: 'erased', why: 'ACCEPTED' },
    evidence: {
      ...{ log: 0, method: 'DoD Short', passes: 4, rounds: 1, verified: true, result: 'erased' },
      ...{
        hiddenArea: 'none',
        reasons: [],
        startedAt: '2026-03-02T09:00:00',
        endedAt: '2026-03-02T15:00:00',
      },
    },
  });
  expect(result.drives[1]?.evidence?.log).toBe(1);
});

describe('a drive without acceptable evidence holds the device back', () => {
  test.each<[string, Partial<ErasedDrive>, string]>([
    ['failed', { result: 'failed', reasons: ['SHORT_WRITE'] }, 'NOT_ERASED'],
    ['aborted', { result: 'aborted' }, 'NOT_ERASED'],
    ['two passes', { passes: 2 }, 'TOO_FEW_PASSES'],
    ['not read back', { verified: false }, 'NOT_VERIFIED'],
    ['sectors out of reach', { hiddenArea: 'detected' }, 'HIDDEN_AREA'],
    ['another size', { sizeGB: 250 }, 'OTHER_SIZE'],
  ])('%s', (_name, more, reason) => {
    const drives = [drive('AAA111'), drive('BBB222')];
    const result = matchErasure(drives, [log(erased('AAA111', more), erased('BBB222'))], GUIDELINE_POLICY);
    expect(result.drives[0]).toMatchObject({ verdict: 'failed', why: reason });
    expect(result.complete).toBe(false);
  });

  test('no log of it', () =>
    expect(why([drive('AAA111')], log(erased('BBB222')))).toEqual([['missing', 'NO_EVIDENCE']]));

  test('no drive at all: a person must state that', () => {
    expect(matchErasure([], [log(erased('AAA111'))], GUIDELINE_POLICY).complete).toBe(false);
  });
});

describe('serial numbers that cannot tell drives apart are never matched', () => {
  test('missing', () => {
    expect(why([drive(undefined)], log(erased(undefined)))).toEqual([['missing', 'NO_SERIAL']]);
  });
  test('doubled in the machine', () => {
    expect(why([drive('AAA111'), drive('aaa-111')], log(erased('AAA111')))).toEqual([
      ['missing', 'DOUBLED_SERIAL'],
      ['missing', 'DOUBLED_SERIAL'],
    ]);
  });
  test('doubled in one log', () => {
    expect(why([drive('AAA111')], log(erased('AAA111'), erased('AAA111')))).toEqual([
      ['missing', 'DOUBLED_SERIAL'],
    ]);
  });
});

describe('several logs of one drive', () => {
  const later = { startedAt: '2026-03-04T09:00:00', endedAt: '2026-03-04T15:00:00' };
  const failed = erased('AAA111', { result: 'failed' });
  test('the later run tells what is on it', () => {
    expect(why([drive('AAA111')], log(failed), log(erased('AAA111', later)))).toEqual([
      ['erased', 'ACCEPTED'],
    ]);
    expect(why([drive('AAA111')], log(erased('AAA111')), log({ ...failed, ...later }))).toEqual([
      ['failed', 'NOT_ERASED'],
    ]);
  });
  test('of equals the worse counts, in any order', () => {
    expect(why([drive('AAA111')], log(failed), log(erased('AAA111')))).toEqual([['failed', 'NOT_ERASED']]);
    expect(why([drive('AAA111')], log(erased('AAA111')), log(failed))).toEqual([['failed', 'NOT_ERASED']]);
  });
  test('the same log twice is no doubling', () => {
    expect(why([drive('AAA111')], log(erased('AAA111')), log(erased('AAA111')))).toEqual([
      ['erased', 'ACCEPTED'],
    ]);
  });
  test('a run that never started hides no other', () => {
    const found = erased('AAA111', {
      result: 'failed',
      reasons: ['NOT_STARTED'],
      startedAt: undefined,
      endedAt: undefined,
    });
    expect(why([drive('AAA111')], log(erased('AAA111')), log(found))).toEqual([['erased', 'ACCEPTED']]);
    expect(why([drive('AAA111')], log(found))).toEqual([['failed', 'NOT_ERASED']]);
  });
});

test("the drive's own purge is accepted without passes", () => {
  const purged = erased('AAA111', {
    method: 'Sanitize Block Erase (ATA/SCSI/NVMe)',
    passes: 0,
    verified: false,
  });
  expect(why([drive('AAA111')], log(purged))).toEqual([['erased', 'ACCEPTED']]);
  const strict = { ...GUIDELINE_POLICY, acceptedMethods: [] };
  expect(matchErasure([drive('AAA111')], [log(purged)], strict).drives[0]?.why).toBe('TOO_FEW_PASSES');
});

test('a drive that lshw does not list still needs evidence', () => {
  const bare = { id: 'storage', class: 'storage', vendor: 'Samsung', configuration: { driver: 'nvme' } };
  const device = readLshw([{ id: 'pc', class: 'system', children: [bare] }]);
  expect(matchErasure(drivesToErase(device), [], GUIDELINE_POLICY)).toMatchObject({
    ...{ complete: false, drives: [{ verdict: 'missing', why: 'NO_SERIAL' }] },
  });
});

test('complete means: each drive has one accepted run of its own serial number, and no run serves two', () => {
  const serials = fc.constantFrom('AAA111', 'BBB222', 'aaa-111', undefined);
  const claims = fc.record({
    serial: serials,
    passes: fc.integer({ min: 0, max: 7 }),
    verified: fc.boolean(),
    result: fc.constantFrom('erased' as const, 'failed' as const, 'aborted' as const),
  });
  fc.assert(
    fc.property(
      fc.array(serials, { maxLength: 4 }),
      fc.array(fc.array(claims, { maxLength: 3 }), { maxLength: 3 }),
      (found, logs) => {
        const erasures = logs.map((drives) => log(...drives.map((claim) => erased(claim.serial, claim))));
        const result = matchErasure(
          found.map((serial) => drive(serial)),
          erasures,
          GUIDELINE_POLICY,
        );
        expect(result.drives).toHaveLength(found.length);
        const accepted = result.drives.filter((verdict) => verdict.verdict === 'erased');
        expect(result.complete).toBe(found.length > 0 && accepted.length === found.length);
        const keys = accepted.map((verdict) => verdict.serial?.toUpperCase().replace('-', ''));
        expect(new Set(keys).size).toBe(keys.length);
        for (const { evidence } of accepted) {
          expect(evidence).toMatchObject({ result: 'erased', verified: true });
          expect(evidence?.passes).toBeGreaterThanOrEqual(3);
        }
      },
    ),
  );
});
