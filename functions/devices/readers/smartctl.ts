import { gigabytes, meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { DriveFacts, NvmeFacts, ScsiFacts, SmartAttribute } from './drive-facts.ts';
import { rawCounter, turns } from './drive-facts.ts';
import { driveTypeOfModel } from './drive-type.ts';
import { judgeHealth } from './health.ts';
import { asObject, type Json, listAt, numberAt, reach, textAt } from './json.ts';
import type { DriveReading, DriveType } from './reading.ts';

/** True when a document is what `smartctl --json` prints. Monitoring tools store it without its `smartctl` part. */
export function isSmartctl(document: Json | undefined): boolean {
  if (asObject(reach(document, 'smartctl')) !== undefined) return true;
  return ['ATA', 'NVMe', 'SCSI'].includes(textAt(document, 'device', 'protocol') ?? '');
}

/**
 * The drive in the output of `smartctl -j -a` (or -x, or parts of it).
 * @throws UnreadableFile NO_DEVICE when smartctl could not open a drive or what it opened is no disk
 */
export function readSmartctl(document: Json): DriveReading {
  refuseWithoutDrive(document);
  const model = modelOf(document);
  const facts = factsOf(document, model);
  return {
    kind: 'drive',
    format: 'smartctl',
    model,
    serial: meaningfulSerial(textAt(document, 'serial_number')),
    sizeGB: gigabytes(bytesOf(document)),
    type: facts.type,
    ...judgeHealth(facts),
  };
}

function refuseWithoutDrive(document: Json): void {
  const status = numberAt(document, 'smartctl', 'exit_status') ?? 0;
  if (reach(document, 'devices') !== undefined) {
    throw new UnreadableFile(
      'NO_DEVICE',
      '$.devices',
      'a scan only lists the drives: run smartctl -j -a on each',
    );
  }
  const shape = textAt(document, 'device_type', 'name');
  if (shape !== undefined && shape !== 'disk') {
    throw new UnreadableFile('NO_DEVICE', '$.device_type', 'this is not a disk');
  }
  const told = ['model_name', 'scsi_model_name', 'serial_number', 'user_capacity', 'ata_smart_attributes'];
  const isTold = [...told, 'nvme_smart_health_information_log'].some(
    (key) => reach(document, key) !== undefined,
  );
  if (isTold) return;
  // smartctl(8): bit 0 the command line was wrong, bit 1 the drive did not open, gave no identity or sleeps.
  const why = status & 1 ? 'smartctl did not understand what to read' : 'smartctl could not open the drive';
  throw new UnreadableFile('NO_DEVICE', '$', `${why} (exit status ${status})`);
}

function bytesOf(document: Json): number | undefined {
  const whole = numberAt(document, 'user_capacity', 'bytes') ?? numberAt(document, 'nvme_total_capacity');
  const spaces = listAt(document, 'nvme_namespaces').map((space) => numberAt(space, 'size', 'bytes') ?? 0);
  return whole ?? spaces.reduce((sum, size) => sum + size, 0);
}

function modelOf(document: Json): string | undefined {
  const keys = ['model_name', 'scsi_model_name', 'product', 'scsi_product'];
  return keys.map((key) => meaningfulName(textAt(document, key))).find((model) => model !== undefined);
}

function factsOf(document: Json, model: string | undefined): DriveFacts {
  const attributes = listAt(document, 'ata_smart_attributes', 'table').flatMap(attributeOf);
  const passed = reach(document, 'smart_status', 'passed');
  return {
    type: typeOf(document, attributes, model),
    passed: typeof passed === 'boolean' ? passed : undefined,
    exitStatus: numberAt(document, 'smartctl', 'exit_status') ?? 0,
    attributes,
    nvme: nvmeOf(document),
    scsi: scsiOf(document),
    failedSelfTests: selfTestsOf(document),
  };
}

function typeOf(document: Json, attributes: SmartAttribute[], model: string | undefined): DriveType {
  if (textAt(document, 'device', 'protocol') === 'NVMe' || reach(document, 'nvme_namespaces') !== undefined)
    return 'nvme';
  const speed = numberAt(document, 'rotation_rate');
  if (speed !== undefined) return speed === 0 ? 'ssd' : 'hdd';
  if (/\bSSDs?\b/i.test(textAt(document, 'model_family') ?? '')) return 'ssd';
  if (turns(attributes)) return 'hdd';
  return driveTypeOfModel(model);
}

function attributeOf(row: Json): SmartAttribute[] {
  const id = numberAt(row, 'id');
  if (id === undefined) return [];
  const failed = textAt(row, 'when_failed') ?? '';
  return [
    {
      id,
      name: textAt(row, 'name') ?? '',
      value: numberAt(row, 'value'),
      threshold: numberAt(row, 'thresh'),
      prefailure: reach(row, 'flags', 'prefailure') === true,
      failed: failed === 'now' || failed === 'past' ? failed : undefined,
      raw: rawCounter(id, textAt(row, 'raw', 'string'), numberAt(row, 'raw', 'value')),
    },
  ];
}

function nvmeOf(document: Json): NvmeFacts | undefined {
  const log = reach(document, 'nvme_smart_health_information_log');
  if (asObject(log) === undefined) return undefined;
  return {
    criticalWarning: numberAt(log, 'critical_warning') ?? 0,
    availableSpare: numberAt(log, 'available_spare'),
    spareThreshold: numberAt(log, 'available_spare_threshold'),
    percentageUsed: numberAt(log, 'percentage_used'),
    mediaErrors: numberAt(log, 'media_errors'),
  };
}

function scsiOf(document: Json): ScsiFacts | undefined {
  const counters = ['read', 'write', 'verify'].map((direction) =>
    numberAt(document, 'scsi_error_counter_log', direction, 'total_uncorrected_errors'),
  );
  const known = counters.filter((counter) => counter !== undefined);
  const grownDefects = numberAt(document, 'scsi_grown_defect_list');
  if (known.length === 0 && grownDefects === undefined) return undefined;
  return {
    grownDefects,
    uncorrectedErrors: known.reduce((sum, counter) => sum + counter, 0),
    percentageUsed: numberAt(document, 'scsi_percentage_used_endurance_indicator'),
  };
}

/** Failed self-tests that no later success has outdated. */
function selfTestsOf(document: Json): number {
  const ata = ['standard', 'extended'].map((log) => {
    const path = ['ata_smart_self_test_log', log] as const;
    const total = numberAt(document, ...path, 'error_count_total') ?? 0;
    return total - (numberAt(document, ...path, 'error_count_outdated') ?? 0);
  });
  // NVMe 2.0 fig. 203: results 5 to 7 are a fatal error and failed segments.
  const [latest] = listAt(document, 'nvme_self_test_log', 'table');
  const result = numberAt(latest, 'self_test_result', 'value') ?? 0;
  return Math.max(0, ...ata, result >= 5 && result <= 7 ? 1 : 0);
}
