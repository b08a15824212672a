import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { Json } from './json.ts';
import { isSmartctl, readSmartctl } from './smartctl.ts';

const base = { device: { name: '/dev/sda', type: 'sat', protocol: 'ATA' }, serial_number: 'Z3T0ABCD' };
const attribute = (id: number, name: string, raw: number, value = 100, when_failed = '') => ({
  ...{ id, name, value, worst: value, thresh: 36, when_failed },
  ...{ flags: { prefailure: true }, raw: { value: raw, string: String(raw) } },
});
const table = (...rows: object[]) =>
  ({ ata_smart_attributes: { table: rows } }) as unknown as { [key: string]: Json };

describe('type', () => {
  test.each<[string, { [key: string]: Json }, string]>([
    ['rotation rate', { rotation_rate: 5400 }, 'hdd'],
    ['rotation rate 0', { rotation_rate: 0 }, 'ssd'],
    ['family', { model_family: 'Samsung based SSDs' }, 'ssd'],
    ['attributes of platters', table(attribute(3, 'Spin_Up_Time', 0)), 'hdd'],
    ['model', { model_name: 'CT240BX500SSD1' }, 'ssd'],
    ['nothing', { model_name: 'ACME 1' }, 'unknown'],
    ['protocol', { device: { protocol: 'NVMe' } }, 'nvme'],
  ])('by %s', (_name, more, type) => expect(readSmartctl({ ...base, ...more }).type).toBe(type));
});

test('a drive that passed its own test and is failing all the same', () => {
  const document = {
    ...base,
    smart_status: { passed: true },
    ...table(attribute(5, 'Reallocated_Sector_Ct', 120), attribute(197, 'Current_Pending_Sector', 3)),
  };
  expect(readSmartctl(document)).toMatchObject({
    health: 'failing',
    reasons: ['REALLOCATED_SECTORS:120', 'PENDING_SECTORS:3'],
  });
});

test('self-tests that failed and were not repeated with success', () => {
  const logged = (total: number, outdated: number) => ({
    ...{ ...base, ...table(attribute(9, 'Power_On_Hours', 1)) },
    ata_smart_self_test_log: { standard: { error_count_total: total, error_count_outdated: outdated } },
  });
  expect(readSmartctl(logged(2, 1))).toMatchObject({ health: 'failing', reasons: ['SELF_TEST_FAILED:1'] });
  expect(readSmartctl(logged(2, 2)).health).toBe('good');
});

describe('what holds no drive is refused', () => {
  const smartctl = (exit_status: number) => ({ smartctl: { exit_status } });
  test.each<[string, Json, string]>([
    ['could not be opened', smartctl(2), '$'],
    ['not understood', { ...smartctl(1), device: base.device }, '$'],
    ['asleep', { ...smartctl(2), device: base.device }, '$'],
    ['a scan', { ...smartctl(0), devices: [{ name: '/dev/sda' }] }, '$.devices'],
    ['a DVD drive', { ...base, device_type: { name: 'CD/DVD' } }, '$.device_type'],
  ])('%s', (_name, document, place) => {
    expect(isSmartctl(document)).toBe(true);
    const refused = expect.objectContaining({ code: 'NO_DEVICE', place });
    expect(() => readSmartctl(document)).toThrow(UnreadableFile);
    expect(() => readSmartctl(document)).toThrow(refused);
  });
});
