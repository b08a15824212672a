import type { Chassis } from './reading.ts';
import { bytesOf, nodeOf, type SpecimenDrive } from './specimen-drive.ts';

/** Specimens: believable files of machines that do not exist, for the demonstration and for journeys. */
export type { SpecimenDrive } from './specimen-drive.ts';
export { type SpecimenErasure, type SpecimenRun, specimenNwipe } from './specimen-nwipe.ts';
export { specimenSmartctl } from './specimen-smartctl.ts';

export interface SpecimenDevice {
  maker: string;
  model: string;
  serial: string;
  chassis: Extract<Chassis, 'desktop' | 'laptop' | 'all-in-one'>;
  cpu: string;
  memoryMB: number;
  drives: readonly SpecimenDrive[];
  mac?: string;
}

const CHASSIS_WORDS = {
  desktop: 'Desktop Computer',
  laptop: 'Notebook',
  'all-in-one': 'All In One',
} as const;

/** What `lshw -json` (B.02.19) prints on such a machine, with a stick plugged in, as technicians have one. */
export function specimenLshw(device: SpecimenDevice): string {
  const chassis = device.chassis === 'laptop' ? 'notebook' : device.chassis;
  const node = {
    id: 'repair-bench',
    class: 'system',
    claimed: true,
    handle: 'DMI:0001',
    description: CHASSIS_WORDS[device.chassis],
    product: device.model,
    vendor: device.maker,
    serial: device.serial,
    width: 64,
    configuration: { boot: 'normal', chassis },
    capabilities: { 'smbios-2.8': 'SMBIOS version 2.8', 'dmi-2.8': 'DMI version 2.8' },
    children: [
      {
        id: 'core',
        class: 'bus',
        claimed: true,
        handle: 'DMI:0002',
        description: 'Motherboard',
        vendor: device.maker,
        physid: '0',
        children: [...coreOf(device), ...device.drives.map(diskOf), STICK, NETWORK(device.mac)],
      },
    ],
  };
  return `${JSON.stringify(node, null, 2)}\n`;
}

function coreOf({ cpu, memoryMB }: SpecimenDevice): object[] {
  const size = memoryMB * 2 ** 20;
  const bank = { id: 'bank:0', class: 'memory', claimed: true, description: 'DIMM', units: 'bytes', size };
  const memory = {
    id: 'memory',
    class: 'memory',
    claimed: true,
    description: 'System Memory',
    units: 'bytes',
    size,
  };
  return [
    { id: 'cpu', class: 'processor', claimed: true, description: 'CPU', product: cpu, businfo: 'cpu@0' },
    { ...memory, children: [bank] },
  ];
}

function diskOf(drive: SpecimenDrive, at: number): object {
  const known = { claimed: true, product: drive.model, serial: drive.serial };
  const size = { units: 'bytes', size: bytesOf(drive) };
  if (drive.type === 'nvme') {
    const logicalname = nodeOf(drive, at);
    const space = {
      id: 'namespace',
      class: 'disk',
      claimed: true,
      description: 'NVMe disk',
      physid: '1',
      ...size,
    };
    const children = [{ ...space, businfo: `nvme@${at}:1`, logicalname }];
    const configuration = { driver: 'nvme', latency: '0', state: 'live' };
    const controller = { description: 'NVMe device', logicalname: logicalname.slice(0, -2) };
    return { id: 'nvme', class: 'storage', ...known, ...controller, configuration, children };
  }
  const place = { businfo: `scsi@${at}:0.0.0`, logicalname: nodeOf(drive, at) };
  const capabilities = drive.type === 'hdd' ? { '7200rpm': '7200 rotations per minute' } : {};
  return {
    id: `disk:${at}`,
    class: 'disk',
    ...known,
    description: 'ATA Disk',
    ...place,
    ...size,
    capabilities,
  };
}

const STICK = {
  id: 'usb',
  class: 'storage',
  claimed: true,
  handle: 'USB:1:2',
  description: 'Mass storage device',
  businfo: 'usb@1:2',
  configuration: { driver: 'usb-storage' },
  children: [
    { id: 'disk', class: 'disk', claimed: true, description: 'SCSI Disk', product: 'Flash Disk', size: 8e9 },
  ],
};

const NETWORK = (mac = '02:00:00:00:00:01'): object => ({
  id: 'network',
  class: 'network',
  claimed: true,
  description: 'Ethernet interface',
  businfo: 'pci@0000:00:19.0',
  logicalname: 'eno1',
  serial: mac,
});
