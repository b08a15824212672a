import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { drivesToErase, GUIDELINE_POLICY, matchErasure } from './evidence.ts';
import { readFile } from './read.ts';
import type { ErasureReading } from './reading.ts';

const folder = new URL('./fixtures/', import.meta.url);
const read = (name: string) => readFile(name, readFileSync(new URL(name, folder)));

const HDD = { serial: 'QMHDD00417', model: 'QEMU HARDDISK', sizeGB: 500 };
const SSD = { serial: 'QMSSD00935', model: 'QEMU HARDDISK', sizeGB: 250 };
const NVME = { serial: 'QMNVM00268', model: 'QEMU NVMe Ctrl' };
const BENCH = {
  maker: 'QEMU',
  model: 'Standard PC (Q35 + ICH9, 2009)',
  serial: 'BENCH-7A31C',
  chassis: 'virtual',
};
const GOOD = { kind: 'drive', format: 'smartctl', health: 'good', reasons: [] };
const WHOLE = { result: 'erased', verified: true, reasons: [] };

const READABLE: Record<string, object> = {
  'bench-lshw.json': {
    ...{
      kind: 'device',
      format: 'lshw',
      ...BENCH,
      cpu: 'QEMU TCG CPU version 2.5+',
      memoryMB: 2048,
      unlisted: [],
    },
    drives: [
      { ...NVME, sizeGB: 256, type: 'nvme' },
      { ...HDD, type: 'unknown' },
      { ...SSD, type: 'unknown' },
    ],
  },
  'bench-dmidecode.txt': { kind: 'device', format: 'dmidecode', ...BENCH, memoryMB: 2048, drives: [] },
  'host-lshw.json': {
    ...{
      kind: 'device',
      format: 'lshw',
      maker: undefined,
      model: undefined,
      serial: undefined,
      chassis: 'virtual',
    },
    ...{ cpu: 'AMD EPYC', memoryMB: 24_576, drives: [expect.objectContaining({ type: 'unknown' })] },
  },
  'bench-smartctl-sda.json': { ...GOOD, ...HDD, type: 'hdd' },
  'bench-smartctl-x-sda.json': { ...GOOD, ...HDD, type: 'hdd' },
  'bench-smartctl-sda.txt': { ...GOOD, ...HDD, type: 'hdd' },
  'bench-smartctl-sdb.json': { ...GOOD, ...SSD, type: 'ssd' },
  'bench-smartctl-x-sdb.json': { ...GOOD, ...SSD, type: 'ssd' },
  'bench-smartctl-sdb.txt': { ...GOOD, ...SSD, type: 'ssd' },
  'bench-smartctl-nvme0.json': { ...GOOD, ...NVME, type: 'nvme' },
  'bench-smartctl-x-nvme0.json': { ...GOOD, ...NVME, type: 'nvme' },
  'bench-smartctl-nvme0.txt': { ...GOOD, ...NVME, type: 'nvme' },
  'bench-nwipe-dodshort.txt': {
    host: { maker: BENCH.maker, model: BENCH.model, serial: BENCH.serial },
    drives: [HDD, SSD, NVME].map(({ serial, model }) =>
      expect.objectContaining({ serial, model, method: 'DoD Short', passes: 4, rounds: 1, ...WHOLE }),
    ),
  },
  'bench-nwipe-rounds.txt': {
    drives: [expect.objectContaining({ method: 'PRNG Stream', passes: 3, rounds: 2, ...WHOLE })],
  },
  'bench-nwipe-zero-noblank.txt': {
    drives: [expect.objectContaining({ method: 'Fill With Zeros', passes: 1, ...WHOLE })],
  },
  'bench-nwipe-ops2.txt': {
    drives: [expect.objectContaining({ method: 'RCMP TSSIT OPS-II', passes: 9, ...WHOLE })],
  },
  'bench-nwipe-verify.txt': {
    drives: [expect.objectContaining({ passes: 0, result: 'failed', verified: false })],
  },
  'bench-nwipe-readonly.txt': {
    drives: [
      expect.objectContaining({ serial: HDD.serial, passes: 4, ...WHOLE }),
      expect.objectContaining({ serial: SSD.serial, passes: 0, result: 'failed', verified: false }),
    ],
  },
  'bench-nwipe-write-errors.txt': {
    drives: [
      expect.objectContaining({
        ...{ serial: 'QMBAD00555', passes: 4, result: 'failed', verified: false },
        reasons: ['FLUSH_FAILURE', 'EXITED_WITH_ERRORS', 'SYNC_ERRORS:4', 'STATUS_FAILED'],
      }),
    ],
  },
  'bench-nwipe-aborted.txt': {
    drives: [expect.objectContaining({ result: 'aborted', reasons: ['ABORTED_BY_USER'] })],
  },
  'bench-nwipe-killed.txt': { drives: [expect.objectContaining({ result: 'aborted', verified: false })] },
  'host-nwipe-loop-devices.txt': {
    drives: Array(2).fill(
      expect.objectContaining({ serial: undefined, model: 'Loopback device', passes: 4, ...WHOLE }),
    ),
  },
};
const REFUSED: Record<string, [string, string]> = {
  'bench-lshw-class-disk.json': ['NO_DEVICE', '$'],
  'bench-smartctl-dvd.json': ['NO_DEVICE', '$.device_type'],
  'bench-smartctl-missing.json': ['NO_DEVICE', '$'],
  'bench-smartctl-scan.json': ['NO_DEVICE', '$.devices'],
  'bench-smartctl-usb.json': ['NO_DEVICE', '$'],
  'host-smartctl-no-smart.json': ['NO_DEVICE', '$'],
  'host-smartctl-scan.json': ['NO_DEVICE', '$'],
};

test.each(Object.entries(READABLE))('%s is read', (name, expected) =>
  expect(read(name)).toMatchObject(expected),
);

test.each(Object.entries(REFUSED))('%s is refused', (name, [code, place]) => {
  expect(() => read(name)).toThrow(UnreadableFile);
  expect(() => read(name)).toThrow(expect.objectContaining({ code, place, file: name }));
});

test('no fixture is left unread', () => {
  const told = new Set([...Object.keys(READABLE), ...Object.keys(REFUSED), 'README.md']);
  expect(readdirSync(folder).filter((name) => !told.has(name))).toEqual([]);
});

describe('evidence from real logs', () => {
  const logs = (...names: string[]) => names.map((name) => read(name) as ErasureReading);
  // lshw saw the drives at full size, nwipe ran on small ones: the sizes are left out of the comparison.
  const bench = read('bench-lshw.json');
  const drives =
    bench.kind === 'device' ? drivesToErase(bench).map((drive) => ({ ...drive, sizeGB: undefined })) : [];

  test('three drives, one log', () => {
    expect(matchErasure(drives, logs('bench-nwipe-dodshort.txt'), GUIDELINE_POLICY).complete).toBe(true);
  });

  test('a later run that was cut off takes the evidence away again', () => {
    const result = matchErasure(
      drives,
      logs('bench-nwipe-dodshort.txt', 'bench-nwipe-aborted.txt'),
      GUIDELINE_POLICY,
    );
    expect(result.complete).toBe(false);
    expect(result.drives.find((drive) => drive.serial === HDD.serial)?.why).toBe('NOT_ERASED');
  });
});
