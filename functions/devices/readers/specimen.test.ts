import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drivesToErase, GUIDELINE_POLICY, matchErasure } from './evidence.ts';
import { readFile } from './read.ts';
import type { Reading } from './reading.ts';
import {
  type SpecimenDevice,
  type SpecimenDrive,
  specimenLshw,
  specimenNwipe,
  specimenSmartctl,
} from './specimen.ts';

const read = (text: string): Reading => readFile('specimen', new TextEncoder().encode(text));

const DRIVES: SpecimenDrive[] = [
  { serial: 'WD-WCC4E1', model: 'WDC WD5000AAKX-60U6AA0', sizeGB: 500, type: 'hdd' },
  { serial: 'S3X1NB0K', model: 'Samsung SSD 860 EVO 250GB', sizeGB: 250, type: 'ssd' },
  { serial: 'S4EWNX0M', model: 'SAMSUNG MZVLB256HBHQ', sizeGB: 256, type: 'nvme' },
];
const DEVICE: SpecimenDevice = {
  ...{ maker: 'LG Electronics', model: '15Z990-V.AA78B', serial: 'LGB0042', chassis: 'laptop' },
  ...{
    cpu: 'Intel(R) Core(TM) i7-8565U CPU @ 1.80GHz',
    memoryMB: 16_384,
    drives: DRIVES,
    mac: '00:00:5e:00:53:01',
  },
};

test('an lshw specimen is read as the machine it was made of, its stick left out', () => {
  const { mac, ...said } = DEVICE;
  expect(read(specimenLshw(DEVICE))).toMatchObject({
    kind: 'device',
    format: 'lshw',
    ...said,
    unlisted: [],
    macs: [mac],
  });
});

test.each(DRIVES)('a smartctl specimen of $model has the health it was made with', (drive) => {
  for (const health of ['good', 'worn', 'failing'] as const) {
    const reading = read(specimenSmartctl(drive, health));
    expect(reading).toMatchObject({ kind: 'drive', ...drive, health });
    expect(reading.kind === 'drive' && reading.reasons.length > 0).toBe(health !== 'good');
  }
});

test('an nwipe specimen is evidence for the machine, whatever its drives, unless one is not erased', () => {
  const outcome = fc.constantFrom('erased' as const, 'failed' as const, 'aborted' as const);
  fc.assert(
    fc.property(
      fc.array(outcome, { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 7 }),
      (outcomes, passes) => {
        const drives = DRIVES.map((drive, at) => ({ ...drive, outcome: outcomes[at] ?? 'erased' }));
        const log = read(specimenNwipe(drives, { passes, at: new Date('2026-03-02T09:00:00Z') }));
        const device = read(specimenLshw(DEVICE));
        if (log.kind !== 'erasure' || device.kind !== 'device') throw new Error('read as something else');
        expect(log.drives.map((drive) => drive.result)).toEqual(outcomes);
        const { complete } = matchErasure(drivesToErase(device), [log], GUIDELINE_POLICY);
        // The blanking pass counts: two passes of a method and the zeros after them are three overwrites.
        expect(complete).toBe(outcomes.every((one) => one === 'erased') && passes >= 2);
      },
    ),
  );
});
