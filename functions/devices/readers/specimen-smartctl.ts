import type { Health } from './reading.ts';
import { bytesOf, type SpecimenDrive } from './specimen-drive.ts';

/** SMART counters that make a drive look healthy, worn or failing; the drive's own verdict stays "passed". */
const COUNTERS: Record<Exclude<Health, 'unknown'>, { reallocated: number; pending: number; used: number }> = {
  good: { reallocated: 0, pending: 0, used: 7 },
  worn: { reallocated: 3, pending: 0, used: 88 },
  failing: { reallocated: 41, pending: 8, used: 93 },
};

/** What `smartctl -j -a` (7.4) prints for such a drive. `health` defaults to good. */
export function specimenSmartctl(drive: SpecimenDrive, health: Exclude<Health, 'unknown'> = 'good'): string {
  const counters = COUNTERS[health];
  const nvme = drive.type === 'nvme';
  const name = nvme ? '/dev/nvme0' : '/dev/sda';
  const device = { name, info_name: name, type: nvme ? 'nvme' : 'sat', protocol: nvme ? 'NVMe' : 'ATA' };
  const document = {
    json_format_version: [1, 0],
    smartctl: { version: [7, 4], argv: ['smartctl', '-j', '-a', name], exit_status: 0 },
    device,
    model_name: drive.model,
    serial_number: drive.serial,
    user_capacity: { blocks: bytesOf(drive) / 512, bytes: bytesOf(drive) },
    ...(nvme ? {} : { rotation_rate: drive.type === 'hdd' ? 7200 : 0 }),
    smart_status: { passed: true },
    ...(nvme ? nvmeLog(counters, health) : ataTable(counters)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function nvmeLog({ used }: { used: number }, health: Health): object {
  const wear = { available_spare: 100, available_spare_threshold: 10, percentage_used: used };
  const faults = {
    critical_warning: health === 'failing' ? 4 : 0,
    media_errors: health === 'failing' ? 12 : 0,
  };
  return { nvme_smart_health_information_log: { ...faults, temperature: 34, ...wear } };
}

function ataTable({ reallocated, pending }: { reallocated: number; pending: number }): object {
  const row = (id: number, label: string, thresh: number, raw: number) => ({
    ...{ id, name: label, value: 100, worst: 100, thresh, when_failed: '' },
    ...{ flags: { prefailure: thresh > 0 }, raw: { value: raw, string: String(raw) } },
  });
  const table = [row(5, 'Reallocated_Sector_Ct', 36, reallocated), row(9, 'Power_On_Hours', 0, 18_432)];
  return {
    ata_smart_attributes: { revision: 10, table: [...table, row(197, 'Current_Pending_Sector', 0, pending)] },
  };
}
