import { meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { chassisOf } from './chassis.ts';
import type { DeviceReading, Identity } from './reading.ts';

/** One DMI structure: its SMBIOS type (DSP0134 §7) and its named fields. */
interface Structure {
  type: number;
  fields: Map<string, string>;
}

/** True when a text is what `dmidecode` prints. */
export function isDmidecode(text: string): boolean {
  return /^# dmidecode \d/m.test(text.slice(0, 4096)) || /^Handle 0x[0-9A-F]{4}, DMI type \d+, /m.test(text);
}

/**
 * The machine in the output of `dmidecode`. Firmware does not know the drives, so `drives` is always empty:
 * this reading alone never proves that nothing is left to erase.
 * @throws UnreadableFile NO_DEVICE
 */
export function readDmidecode(text: string): DeviceReading {
  const structures = structuresOf(text);
  const system = structures.find(({ type }) => type === 1);
  if (system === undefined)
    throw new UnreadableFile('NO_DEVICE', 'file', 'no System Information (DMI type 1)');
  const { maker, model, serial } = identityOf(system);
  const chassis = structures.find(({ type }) => type === 3)?.fields.get('type');
  const processors = structures
    .filter(({ type }) => type === 4)
    .map(({ fields }) => meaningfulName(fields.get('version')));
  return {
    kind: 'device',
    format: 'dmidecode',
    maker,
    model,
    serial,
    chassis: chassisOf([chassis], `${maker ?? ''} ${model ?? ''}`),
    // A stepping such as `C1` stands where some firmware has no name.
    cpu: processors.find((name) => name !== undefined && name.length > 3),
    memoryMB: memoryOf(structures),
    drives: [],
    unlisted: [],
    board: identityOf(structures.find(({ type }) => type === 2)),
    macs: [],
  };
}

function structuresOf(text: string): Structure[] {
  const structures: Structure[] = [];
  for (const line of text.split(/\r?\n/)) {
    const type = /^Handle 0x[0-9A-Fa-f]+, DMI type (\d+)/.exec(line)?.[1];
    if (type !== undefined) structures.push({ type: Number(type), fields: new Map() });
    const [, name, value] = /^\s+([A-Z][\w /-]{1,40}):\s*(.*)$/.exec(line.slice(0, 500)) ?? [];
    const fields = structures.at(-1)?.fields;
    if (name !== undefined && value !== undefined && fields && !fields.has(name.toLowerCase())) {
      fields.set(name.toLowerCase(), value);
    }
  }
  return structures;
}

function identityOf(structure: Structure | undefined): Identity {
  return {
    maker: meaningfulName(structure?.fields.get('manufacturer')),
    model: meaningfulName(structure?.fields.get('product name')),
    serial: meaningfulSerial(structure?.fields.get('serial number')),
  };
}

/** MiB in memory devices (type 17) of system memory arrays; flash chips are listed there too. */
function memoryOf(structures: Structure[]): number | undefined {
  const sizes = structures.map(({ type, fields }) => {
    const [, amount, unit] = /^(\d{1,9}) (kB|MB|GB|TB)$/.exec(fields.get('size') ?? '') ?? [];
    if (type !== 17 || amount === undefined || /flash/i.test(fields.get('type') ?? '')) return 0;
    const factor = { kB: 1 / 1024, MB: 1, GB: 1024, TB: 1024 * 1024 }[unit ?? 'MB'] ?? 1;
    return Number(amount) * factor;
  });
  const total = Math.round(sizes.reduce((sum, size) => sum + size, 0));
  return total > 0 ? total : undefined;
}
