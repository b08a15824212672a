import { meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { chassisOf } from './chassis.ts';
import { asObject, type Json, textAt } from './json.ts';
import { findDrives } from './lshw-drives.ts';
import { everyNode, type HardwareNode, toHardwareNode } from './lshw-node.ts';
import type { DeviceReading } from './reading.ts';

/** True when a document is a node of lshw. */
export function isLshw(document: Json | undefined): boolean {
  const node = asObject(document);
  return typeof node?.class === 'string' && typeof node.id === 'string';
}

/**
 * The machine in the nodes of `lshw -json`, run whole (not with `-class`).
 * @throws UnreadableFile NO_DEVICE, SEVERAL_DEVICES, WRONG_SHAPE, TOO_DEEP
 */
export function readLshw(documents: Json[]): DeviceReading {
  const nodes = documents.map((document, at) => toHardwareNode(document, at === 0 ? '$' : `$[${at}]`));
  const systems = nodes.filter((node) => node.class === 'system');
  const [system] = systems;
  if (system === undefined) {
    throw new UnreadableFile('NO_DEVICE', '$', 'no system node: run lshw -json without -class');
  }
  if (systems.length > 1)
    throw new UnreadableFile('SEVERAL_DEVICES', '$', 'more than one machine in one file');
  if (system.children.length === 0 && system.product === undefined) {
    throw new UnreadableFile('NO_DEVICE', '$', 'the system node describes nothing');
  }
  const board = system.children.find((child) => child.id.startsWith('core'));
  const maker = meaningfulName(system.vendor);
  const model = modelOf(system);
  return {
    kind: 'device',
    format: 'lshw',
    maker,
    model,
    serial: meaningfulSerial(system.serial),
    chassis: shapeOf(system, `${maker ?? ''} ${model ?? ''}`),
    cpu: processorOf(system),
    memoryMB: memoryOf(system),
    ...findDrives(system),
    board: {
      maker: meaningfulName(board?.vendor),
      model: meaningfulName(board?.product),
      serial: meaningfulSerial(board?.serial),
    },
    macs: addressesOf(system),
  };
}

/** lshw appends the SKU in brackets, `PORTEGE R700 (0000000000)`: it is no part of the model. */
function modelOf(system: HardwareNode): string | undefined {
  const sku = textAt(system.configuration, 'sku');
  const product = system.product ?? '';
  const tail = sku === undefined ? '' : ` (${sku})`;
  const bare = tail !== '' && product.endsWith(tail) ? product.slice(0, -tail.length) : product;
  return meaningfulName(bare.replace(/ \(([^()]*)\)$/, (all, inner) => (meaningfulName(inner) ? all : '')));
}

function shapeOf(system: HardwareNode, name: string): DeviceReading['chassis'] {
  const shape = chassisOf([textAt(system.configuration, 'chassis'), system.description], name);
  if (shape !== 'other') return shape;
  // Only a guest sees this processor flag: a machine without firmware names is then a virtual one.
  const guest = [...everyNode(system)].some(
    (n) => n.class === 'processor' && n.capabilities.has('hypervisor'),
  );
  return guest ? 'virtual' : 'other';
}

function processorOf(system: HardwareNode): string | undefined {
  const processors = [...everyNode(system)].filter((node) => node.class === 'processor');
  const named = processors.map((node) => meaningfulName(node.product));
  return named.find((name) => name !== undefined);
}

/** MiB in "System Memory" nodes; some firmware gives only the banks their size, and flash chips are no memory. */
function memoryOf(system: HardwareNode): number | undefined {
  const arrays = [...everyNode(system)].filter(
    (n) => n.class === 'memory' && /^system memory$/i.test(n.description),
  );
  const bytes = arrays.reduce((sum, array) => {
    const banks = array.children.filter((child) => child.id.startsWith('bank'));
    return sum + (array.size ?? banks.reduce((inner, bank) => inner + (bank.size ?? 0), 0));
  }, 0);
  return bytes > 0 && bytes < 1e15 ? Math.round(bytes / 2 ** 20) : undefined;
}

function addressesOf(system: HardwareNode, under = false, macs: string[] = []): string[] {
  const usb = under || /^usb@/.test(system.businfo);
  const mac = system.serial?.toLowerCase() ?? '';
  // Without a bus it is no hardware (docker0, virbr0); on USB it goes with its plug.
  const builtIn = system.class === 'network' && !usb && system.businfo !== '';
  if (builtIn && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)) {
    if (!/^(00:){5}00$|^(ff:){5}ff$/.test(mac) && !macs.includes(mac)) macs.push(mac);
  }
  for (const child of system.children) addressesOf(child, usb, macs);
  return macs.sort();
}
