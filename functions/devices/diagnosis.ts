import { fingerprint } from '../kernel/fingerprint.ts';
import { normaliseSerial } from '../kernel/meaningful.ts';
import type { Device, DriveState } from './domain.ts';
import type { DeviceReading, DriveReading, ErasureReading, Reading } from './readers/reading.ts';

/** Only attributes that have a value: the table keeps no empty ones. */
function known<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}

const sameDrive = (a: DriveState, b: { serial?: string | undefined; model?: string | undefined }): boolean =>
  a.serial !== undefined && b.serial !== undefined && normaliseSerial(a.serial) === normaliseSerial(b.serial);

/** Hex digits of the fingerprint that a device keeps: 64 bits tell the machines of a city apart. */
const FINGERPRINT = 16;

const specificationOf = ({ maker, model, chassis, cpu, memoryMB }: DeviceReading) =>
  known({ maker, model, chassis, cpu, memoryMB }) as NonNullable<Device['specification']>;

/** lshw lists the machine's drives; what was known of a drive by its serial number stays with it. */
function withListing(device: Device, reading: DeviceReading): Partial<Device> {
  const listed = [...reading.drives, ...reading.unlisted];
  const drives = listed.map((found): DriveState => {
    const before = device.drives.find((drive) => sameDrive(drive, found));
    return known({ ...before, ...known(found) }) as DriveState;
  });
  const machine = fingerprint(reading)?.slice(0, FINGERPRINT);
  const other = machine !== undefined && device.machine !== undefined && machine !== device.machine;
  // A drive that was met and is not listed any more may hold data wherever it is now: it stays until it is accounted
  // for. Only where the earlier listing was that of another machine, its drives were never this one's.
  const gone = device.drives.filter((drive) => !drives.some((one) => sameDrive(one, drive)));
  const kept = gone.filter((drive) => drive.health || (drive.serial && !other));
  return {
    ...(machine ? { machine } : {}),
    specification: specificationOf(reading),
    drives: [...drives, ...kept],
    listed: true,
  };
}

/** smartctl tells of one drive; it joins the listed one with its serial, or the only one without a serial. */
function withHealth(device: Device, reading: DriveReading): Partial<Device> {
  const { serial, model, sizeGB, type, health, reasons } = reading;
  const facts = known({ serial, model, sizeGB, type, health, reasons }) as DriveState;
  const named = device.drives.findIndex((drive) => sameDrive(drive, reading));
  const nameless = device.drives.filter((drive) => !drive.serial);
  const at =
    named >= 0 ? named : nameless.length === 1 ? device.drives.indexOf(nameless[0] as DriveState) : -1;
  const drives =
    at >= 0 ? device.drives.map((d, i) => (i === at ? { ...d, ...facts } : d)) : [...device.drives, facts];
  return { drives };
}

/** What a file changes in the device's state. An erasure log changes nothing until the erasure is concluded. */
export function learn(device: Device, reading: Reading): Partial<Device> {
  if (reading.kind === 'device') {
    // Firmware (dmidecode) knows the machine but not its drives: they stay as they are known.
    return reading.format === 'lshw'
      ? withListing(device, reading)
      : { specification: specificationOf(reading) };
  }
  if (reading.kind === 'drive') return withHealth(device, reading);
  return {};
}

/** The drives of an erasure log, as a page shows them. */
export const erasedDrives = (reading: ErasureReading): DriveState[] =>
  reading.drives.map(
    (drive) =>
      known({
        model: drive.model,
        serial: drive.serial,
        sizeGB: drive.sizeGB,
        type: 'unknown',
        verdict: drive.result === 'erased' ? ('erased' as const) : ('failed' as const),
        why: [drive.method, `${drive.passes}`, ...drive.reasons].filter(Boolean).join(' · '),
      }) as DriveState,
  );

/** What a file brings onto the certificate: how machine and drives call themselves, and the tool its method. */
export function printedOf(reading: Reading): string[] {
  const drives: readonly {
    model?: string | undefined;
    serial?: string | undefined;
    method?: string | undefined;
  }[] =
    reading.kind === 'drive'
      ? [reading]
      : reading.kind === 'erasure'
        ? reading.drives
        : [reading, ...reading.drives, ...reading.unlisted];
  const maker = reading.kind === 'device' ? [reading.maker] : [];
  return [...maker, ...drives.flatMap(({ model, serial, method }) => [model, serial, method])].flatMap(
    (text) => text ?? [],
  );
}
