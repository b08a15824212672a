import { describe, expect, test } from 'vitest';
import { erasedDrives, learn } from './diagnosis.ts';
import type { Device } from './domain.ts';
import { readFile } from './readers/read.ts';
import type { ErasureReading, Reading } from './readers/reading.ts';
import { type SpecimenDevice, specimenLshw, specimenNwipe, specimenSmartctl } from './readers/specimen.ts';

const DISK = { serial: 'WD-1', model: 'WDC WD5000AAKX', sizeGB: 500, type: 'hdd' as const };
const FLASH = { serial: 'S3X1', model: 'Samsung SSD 860 EVO', sizeGB: 250, type: 'ssd' as const };
const PC: SpecimenDevice = {
  ...{ maker: 'LG전자', model: 'B80GV', serial: 'LG-0042', chassis: 'desktop', cpu: 'i5', memoryMB: 8192 },
  drives: [DISK, FLASH],
};
const read = (text: string): Reading => readFile('file', new TextEncoder().encode(text));
const empty = { drives: [], listed: false } as unknown as Device;
const after = (...texts: string[]): Device => {
  const device = { ...empty };
  for (const text of texts) Object.assign(device, learn(device, read(text)));
  return device;
};
const drivesAfter = (...texts: string[]) =>
  after(...texts).drives.map(({ serial, health }) => [serial, health]);

describe('what a device learns', () => {
  test('from a listing: machine and drives', () => {
    expect(after(specimenLshw(PC))).toMatchObject({
      listed: true,
      specification: { maker: 'LG전자', model: 'B80GV', chassis: 'desktop', memoryMB: 8192 },
      drives: [DISK, FLASH],
    });
  });

  test('from smartctl, before or after the listing, the same', () => {
    const smart = specimenSmartctl(DISK, 'worn');
    const expected = [
      ['WD-1', 'worn'],
      ['S3X1', undefined],
    ];
    expect(drivesAfter(specimenLshw(PC), smart)).toEqual(expected);
    expect(drivesAfter(smart, specimenLshw(PC))).toEqual(expected);
    expect(drivesAfter(smart, smart, specimenLshw(PC), specimenLshw(PC))).toEqual(expected);
  });

  test('of a drive that the listing does not name: it is one more', () => {
    const hidden = { ...DISK, serial: 'HIDDEN-9' };
    expect(drivesAfter(specimenLshw(PC), specimenSmartctl(hidden))).toEqual([
      ['WD-1', undefined],
      ['S3X1', undefined],
      ['HIDDEN-9', 'good'],
    ]);
  });

  test('from an erasure log: nothing, until the erasure is concluded', () => {
    const log = specimenNwipe([DISK], { at: '2026-11-23T01:00:00Z' });
    expect(learn(after(specimenLshw(PC)), read(log))).toEqual({});
    const [shown] = erasedDrives(read(log) as ErasureReading);
    expect(shown).toMatchObject({ serial: 'WD-1', verdict: 'erased', why: 'DoD Short · 4' });
  });
});

describe('a second listing', () => {
  const without = (...drives: (typeof DISK | typeof FLASH)[]) => specimenLshw({ ...PC, drives });

  test('of the same machine loses no drive: one that was taken out still has to be accounted for', () => {
    expect(drivesAfter(specimenLshw(PC), without(FLASH))).toEqual([
      ['S3X1', undefined],
      ['WD-1', undefined],
    ]);
    expect(drivesAfter(specimenLshw(PC), without())).toHaveLength(2);
  });

  test('of another machine corrects a mistaken file', () => {
    const wrong = specimenLshw({ ...PC, serial: 'OTHER-1', drives: [{ ...DISK, serial: 'FOREIGN' }] });
    expect(drivesAfter(wrong, specimenLshw(PC))).toEqual([
      ['WD-1', undefined],
      ['S3X1', undefined],
    ]);
    expect(after(wrong, specimenLshw(PC)).machine).not.toBe(after(wrong).machine);
  });
});
