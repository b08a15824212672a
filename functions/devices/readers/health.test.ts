import { describe, expect, test } from 'vitest';
import type { DriveFacts, NvmeFacts, SmartAttribute } from './drive-facts.ts';
import { rawCounter } from './drive-facts.ts';
import { judgeHealth } from './health.ts';

const row = (id: number, raw: number, more: Partial<SmartAttribute> = {}): SmartAttribute => ({
  ...{ id, raw, name: `attribute-${id}`, value: 100, threshold: 10, prefailure: true, failed: undefined },
  ...more,
});
const facts = (more: Partial<DriveFacts>): DriveFacts => ({
  ...{ type: 'hdd', passed: true, exitStatus: 0, attributes: [], failedSelfTests: 0 },
  ...{ nvme: undefined, scsi: undefined },
  ...more,
});
const ata = (...attributes: SmartAttribute[]) => facts({ attributes: [row(9, 12_000), ...attributes] });
const nvme = (more: Partial<NvmeFacts>) =>
  facts({
    type: 'nvme',
    nvme: {
      ...{ criticalWarning: 0, availableSpare: 100, spareThreshold: 10, percentageUsed: 3, mediaErrors: 0 },
      ...more,
    },
  });

describe('a drive that calls itself healthy is judged by its counters', () => {
  test.each<[string, DriveFacts, string, string[]]>([
    ['nothing wrong', ata(row(5, 0), row(197, 0)), 'good', []],
    ['one reallocated sector', ata(row(5, 1)), 'worn', ['REALLOCATED_SECTORS:1']],
    ['the last of few', ata(row(5, 4)), 'worn', ['REALLOCATED_SECTORS:4']],
    ['more than few', ata(row(5, 12)), 'failing', ['REALLOCATED_SECTORS:12']],
    ['retired blocks of an SSD', { ...ata(row(5, 12)), type: 'ssd' }, 'worn', ['REALLOCATED_SECTORS:12']],
    ['a pending sector', ata(row(197, 1)), 'failing', ['PENDING_SECTORS:1']],
    ['an uncorrectable sector', ata(row(198, 2)), 'failing', ['OFFLINE_UNCORRECTABLE:2']],
    ['a reported error', ata(row(187, 1)), 'failing', ['REPORTED_UNCORRECTABLE:1']],
    ['a few timeouts', ata(row(188, 13)), 'worn', ['COMMAND_TIMEOUTS:13']],
    ['many timeouts', ata(row(188, 14)), 'failing', ['COMMAND_TIMEOUTS:14']],
    ['below threshold', ata(row(1, 0, { value: 9 })), 'failing', ['BELOW_THRESHOLD:1']],
    [
      'an old-age value below',
      ata(row(9, 0, { value: 9, prefailure: false })),
      'worn',
      ['BELOW_THRESHOLD:9'],
    ],
    ['failed by name', ata(row(3, 0, { failed: 'now' })), 'failing', ['BELOW_THRESHOLD:3']],
    ['failed once', ata(row(3, 0, { failed: 'past' })), 'worn', ['BELOW_THRESHOLD_BEFORE:3']],
    ['life left', ata(row(231, 0, { name: 'SSD_Life_Left', value: 12 })), 'worn', ['LIFE_LEFT:12']],
    ['a CRC error of the cable', ata(row(199, 3)), 'good', []],
    ['a failed self-test', { ...ata(), failedSelfTests: 2 }, 'failing', ['SELF_TEST_FAILED:2']],
    ['its own verdict', { ...ata(), passed: false }, 'failing', ['SELF_ASSESSMENT_FAILED']],
    ['exit status bit 3', { ...ata(), exitStatus: 8 }, 'failing', ['SELF_ASSESSMENT_FAILED']],
    ['exit status bit 4', { ...ata(), exitStatus: 16 }, 'failing', ['PREFAIL_THRESHOLD_REACHED']],
    ['exit status bit 5', { ...ata(), exitStatus: 32 }, 'worn', ['THRESHOLD_REACHED']],
    ['exit status bit 2, a command failed', { ...ata(), exitStatus: 4 }, 'good', []],
    ['only its own verdict', facts({}), 'unknown', ['NO_HEALTH_DATA']],
    ['NVMe in order', nvme({}), 'good', []],
    ['NVMe worn', nvme({ percentageUsed: 80 }), 'worn', ['PERCENTAGE_USED:80']],
    ['NVMe past its endurance', nvme({ percentageUsed: 104 }), 'worn', ['PERCENTAGE_USED:104']],
    ['NVMe media errors', nvme({ mediaErrors: 1 }), 'failing', ['MEDIA_ERRORS:1']],
    ['NVMe spare below', nvme({ availableSpare: 9 }), 'failing', ['AVAILABLE_SPARE:9']],
    ['NVMe spare at threshold', nvme({ availableSpare: 10 }), 'good', []],
    ['NVMe read-only', nvme({ criticalWarning: 8 }), 'failing', ['CRITICAL_WARNING:0x08']],
    ['NVMe hot', nvme({ criticalWarning: 2 }), 'worn', ['CRITICAL_WARNING:0x02']],
    [
      'SCSI defects',
      facts({ scsi: { grownDefects: 56, uncorrectedErrors: 0, percentageUsed: undefined } }),
      'failing',
      ['GROWN_DEFECTS:56'],
    ],
    [
      'SCSI errors',
      facts({ scsi: { grownDefects: 0, uncorrectedErrors: 3, percentageUsed: 91 } }),
      'failing',
      ['UNCORRECTED_ERRORS:3', 'PERCENTAGE_USED:91'],
    ],
  ])('%s', (_name, drive, health, reasons) => expect(judgeHealth(drive)).toEqual({ health, reasons }));
});

test('counters are unpacked from what vendors put into the raw value', () => {
  expect(rawCounter(196, '2111 (12437 0)', 53_416_508_262_463)).toBe(2111);
  expect(rawCounter(188, '1 1 2', 4_295_032_834)).toBe(2);
  expect(rawCounter(188, undefined, 4_295_032_834)).toBe(2);
  expect(rawCounter(5, undefined, 7)).toBe(7);
  expect(rawCounter(5, undefined, undefined)).toBe(0);
});
