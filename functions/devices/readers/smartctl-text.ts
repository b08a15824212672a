import { gigabytes, meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { DriveFacts, NvmeFacts, ScsiFacts, SmartAttribute } from './drive-facts.ts';
import { rawCounter, turns } from './drive-facts.ts';
import { driveTypeOfModel } from './drive-type.ts';
import { judgeHealth } from './health.ts';
import type { DriveReading, DriveType } from './reading.ts';

/** `  5 Reallocated_Sector_Ct   0x0033 100 100 010 Pre-fail Always - 0`, or with `PO--CK` flags and no type (-x). */
const ROW =
  /^\s*(\d{1,3}) (\S+)\s+(0x[0-9a-f]{4}|[PORCSK-]{6,7}\+?)\s+(\d{1,3}|---)\s+(?:\d{1,3}|---)\s+(\d{1,3}|---)\s+(?:(Pre-fail|Old_age)\s+\S+\s+)?(\S+)\s+(\S.*)$/;

/** True when a text is what `smartctl` prints for people. */
export function isSmartctlText(text: string): boolean {
  return (
    /^smartctl (version )?\d+\.\d+ /m.test(text.slice(0, 4096)) ||
    text.includes('=== START OF INFORMATION SECTION')
  );
}

/**
 * The drive in the plain output of `smartctl -a`, `-x` or `-i` (5.38 and later).
 * @throws UnreadableFile NO_DEVICE, SEVERAL_DEVICES
 */
export function readSmartctlText(text: string): DriveReading {
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, 500));
  const starts = lines.flatMap((line, at) => (/^smartctl (version )?\d+\.\d+ /.test(line) ? [at + 1] : []));
  if (starts.length > 1) {
    throw new UnreadableFile('SEVERAL_DEVICES', `line ${starts[1]}`, 'the outputs of two runs in one file');
  }
  const fields = fieldsOf(lines);
  const field = (...names: string[]) =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined);
  const shape = field('device type');
  if (shape !== undefined && shape !== 'disk') {
    throw new UnreadableFile('NO_DEVICE', 'Device type', 'this is not a disk');
  }
  const vendor = field('product') === undefined ? '' : `${field('vendor') ?? ''} `;
  const model = meaningfulName(
    field('device model', 'model number') ?? join(vendor, field('product', 'device')),
  );
  const capacity = field('user capacity', 'namespace 1 size/capacity', 'total nvm capacity');
  if (model === undefined && capacity === undefined) {
    throw new UnreadableFile('NO_DEVICE', 'file', 'smartctl names no drive: it could not be opened');
  }
  const facts = factsOf(lines, fields, model);
  return {
    kind: 'drive',
    format: 'smartctl',
    model,
    serial: meaningfulSerial(field('serial number')),
    sizeGB: gigabytes(
      Number(/^[\d,.\s]+(?=bytes|\[|$)/.exec(capacity ?? '')?.[0].replace(/\D/g, '') || Number.NaN),
    ),
    type: facts.type,
    ...judgeHealth(facts),
  };
}

function join(vendor: string, product: string | undefined): string | undefined {
  return product === undefined ? undefined : `${vendor}${product}`;
}

function fieldsOf(lines: string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const match = /^([A-Za-z][^:]{1,60}):\s+(\S.*)$/.exec(line);
    const [, name, value] = match ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase().trim())) {
      fields.set(name.toLowerCase().trim(), value.trim());
    }
  }
  return fields;
}

function factsOf(lines: string[], fields: Map<string, string>, model: string | undefined): DriveFacts {
  const attributes = lines.flatMap(attributeOf);
  const verdict =
    fields.get('smart overall-health self-assessment test result') ?? fields.get('smart health status');
  const nvme = nvmeOf(fields);
  return {
    type: nvme || fields.has('nvme version') ? 'nvme' : typeOf(fields, attributes, model),
    passed: verdict === undefined ? undefined : /^(passed|ok)\b/i.test(verdict),
    exitStatus: 0,
    attributes,
    nvme,
    scsi: scsiOf(lines, fields),
    // The newest test stands first; an older failure before a later success is outdated.
    failedSelfTests: /failure/.test(lines.find((line) => /^#\s*1\s/.test(line)) ?? '') ? 1 : 0,
  };
}

function typeOf(
  fields: Map<string, string>,
  attributes: SmartAttribute[],
  model: string | undefined,
): DriveType {
  const speed = fields.get('rotation rate') ?? '';
  if (/^solid state/i.test(speed)) return 'ssd';
  if (/^\d+ rpm/i.test(speed)) return 'hdd';
  if (/\bSSDs?\b/i.test(fields.get('model family') ?? '')) return 'ssd';
  return turns(attributes) ? 'hdd' : driveTypeOfModel(model);
}

function attributeOf(line: string): SmartAttribute[] {
  const [all, id, name, flags, value, threshold, type, failed, raw] = ROW.exec(line) ?? [];
  if (all === undefined || id === undefined || name === undefined) return [];
  const word = (failed ?? '').toLowerCase();
  return [
    {
      id: Number(id),
      name,
      value: value === '---' ? undefined : Number(value),
      threshold: threshold === '---' ? undefined : Number(threshold),
      prefailure: type === 'Pre-fail' || (flags ?? '').startsWith('P'),
      failed: word.includes('now') ? 'now' : word === '-' ? undefined : 'past',
      raw: rawCounter(Number(id), raw, undefined),
    },
  ];
}

function nvmeOf(fields: Map<string, string>): NvmeFacts | undefined {
  const warning = fields.get('critical warning');
  if (warning === undefined) return undefined;
  return {
    criticalWarning: Number(warning) || 0,
    availableSpare: leading(fields.get('available spare')),
    spareThreshold: leading(fields.get('available spare threshold')),
    percentageUsed: leading(fields.get('percentage used')),
    mediaErrors: leading(fields.get('media and data integrity errors')),
  };
}

function scsiOf(lines: string[], fields: Map<string, string>): ScsiFacts | undefined {
  const counters = lines.filter((line) => /^(read|write|verify):(\s+[\d.]+){7}\s*$/.test(line));
  const grownDefects = leading(fields.get('elements in grown defect list'));
  if (counters.length === 0 && grownDefects === undefined) return undefined;
  return {
    grownDefects,
    uncorrectedErrors: counters.reduce((sum, line) => sum + Number(/(\d+)\s*$/.exec(line)?.[1] ?? 0), 0),
    percentageUsed: leading(fields.get('percentage used endurance indicator')),
  };
}

function leading(value: string | undefined): number | undefined {
  const digits = /^\d[\d,]*/.exec(value ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
