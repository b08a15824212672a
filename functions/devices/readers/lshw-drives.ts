import { gigabytes, meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import { driveTypeOfModel } from './drive-type.ts';
import type { HardwareNode } from './lshw-node.ts';
import type { DriveFound, DriveType } from './reading.ts';

interface Drives {
  drives: DriveFound[];
  unlisted: DriveFound[];
}

/**
 * The drives built into a machine. Not among them: sticks and card readers on USB, optical and floppy drives,
 * SD cards, the medium inside a drive, volumes, and what the system only calls a disk (loop, RAM, mapper).
 */
export function findDrives(system: HardwareNode): Drives {
  const found: Drives = { drives: [], unlisted: [] };
  collect(system, usbHosts(system), found);
  return found;
}

function collect(node: HardwareNode, usb: Set<string>, found: Drives): void {
  if (isUsb(node, usb)) return;
  if (isNvme(node)) {
    addNvme(node, found);
    return;
  }
  if (isMmcCard(node)) {
    addMmc(node, found);
    return;
  }
  if (node.class === 'disk' && isBuiltIn(node)) {
    found.drives.push(describe(node, typeOf(node)));
    return;
  }
  for (const child of node.children) collect(child, usb, found);
}

/** SCSI hosts (`scsi6`) that are USB devices: some lshw hang their disks elsewhere in the tree. */
function usbHosts(system: HardwareNode, under = false, hosts = new Set<string>()): Set<string> {
  const usb = under || isUsb(system, hosts);
  if (usb) for (const name of system.logicalNames) if (/^scsi\d+$/.test(name)) hosts.add(name.slice(4));
  for (const child of system.children) usbHosts(child, usb, hosts);
  return hosts;
}

function isUsb(node: HardwareNode, hosts: Set<string>): boolean {
  if (/^usb@/.test(node.businfo) || /^USB:/.test(node.handle)) return true;
  if (node.driver === 'usb-storage' || node.driver === 'uas') return true;
  const host = /^scsi@(\d+):/.exec(node.businfo)?.[1];
  return host !== undefined && hosts.has(host);
}

function isBuiltIn(node: HardwareNode): boolean {
  if (/^(cdrom|medium|floppy)/.test(node.id)) return false;
  if (/\b(DVD|CD-?ROM|CD-?R|Blu-?ray|BD-RE?|floppy|tape)\b/i.test(node.description)) return false;
  if (['audio', 'dvd', 'cd-r', 'cd-rw'].some((feature) => node.capabilities.has(feature))) return false;
  if (node.logicalNames.some((name) => /^\/dev\/(sr|scd|cdrom|dvd|fd|loop|zram|ram|md|dm-|nbd)/.test(name))) {
    return false;
  }
  // A removable drive without a medium is an empty slot.
  return !(
    node.capabilities.has('removable') &&
    node.size === undefined &&
    !node.children.some((c) => c.size)
  );
}

function typeOf(node: HardwareNode): DriveType {
  if (node.logicalNames.some((name) => /^(\/dev\/)?nvme/.test(name))) return 'nvme';
  if ([...node.capabilities].some((capability) => /^\d{4,5}rpm$/.test(capability))) return 'hdd';
  return driveTypeOfModel(meaningfulName(node.product));
}

function describe(node: HardwareNode, type: DriveType): DriveFound {
  return {
    serial: meaningfulSerial(node.serial),
    model: meaningfulName(node.product) ?? meaningfulName(node.vendor),
    sizeGB: gigabytes(node.size),
    type,
  };
}

function isNvme(node: HardwareNode): boolean {
  if (node.class !== 'storage') return false;
  return node.driver === 'nvme' || node.logicalNames.some((name) => /^(\/dev\/)?nvme\d+$/.test(name));
}

/** One NVMe drive is one controller, however many namespaces, character devices and sensors hang below it. */
function addNvme(node: HardwareNode, found: Drives): void {
  const parts = node.children.filter((child) => child.class === 'disk');
  const spaces = parts.filter((part) => part.logicalNames.some((name) => /nvme\d+n\d+$/.test(name)));
  const named = [node, ...spaces].find((part) => meaningfulSerial(part.serial) !== undefined);
  const model = [node, ...spaces]
    .map((part) => part.product)
    .find((product) => product !== node.vendor && product);
  const size = spaces.reduce((sum, space) => sum + (space.size ?? 0), 0);
  const drive: DriveFound = {
    serial: meaningfulSerial(named?.serial),
    model: meaningfulName(model) ?? meaningfulName(node.vendor),
    sizeGB: gigabytes(size),
    type: 'nvme',
  };
  // Before B.02.18 lshw knew only the PCI controller: the drive is there, but without name and number.
  (named === undefined && spaces.length === 0 ? found.unlisted : found.drives).push(drive);
}

function isMmcCard(node: HardwareNode): boolean {
  return /^mmc@/.test(node.businfo) || /^SD(\/MMC| ?IO)? (Card|Device)$/i.test(node.description);
}

function addMmc(node: HardwareNode, found: Drives): void {
  const names = [node, ...node.children].flatMap((part) => part.logicalNames);
  const isDrive = names.some((name) => /mmcblk\d+$/.test(name));
  if (!isDrive || /^SD Card$/i.test(node.description) || node.capabilities.has('removable')) return;
  const size = node.size ?? node.children.find((c) => c.logicalNames.some((n) => /mmcblk\d+$/.test(n)))?.size;
  found.drives.push(describe({ ...node, size }, 'emmc'));
}
