import type { Device, DriveState } from './domain.ts';

const drive = ({ reasons, ...rest }: DriveState) => ({
  ...rest,
  ...(reasons ? { reasons: [...reasons] } : {}),
});
export const drivesOf = (drives: readonly DriveState[]) => drives.map(drive);

/** A device as a list shows it. */
export const lineOf = (device: Device) => ({
  id: device.id,
  assetNumber: device.assetNumber,
  kind: device.deviceKind,
  status: device.status,
  since: device.since,
  ...(device.specification ? { specification: device.specification } : {}),
  ...(device.grade ? { grade: device.grade } : {}),
});

/** Has every drive of this device been erased or destroyed, so that a certificate exists? */
export const isErased = (device: Device): boolean =>
  device.stages.ERASED !== undefined || device.stages.DRIVE_DESTROYED !== undefined;

/** Where a device's certificate lies in the documents bucket. */
export const certificateKey = (device: string): string => `certificates/${device}.pdf`;

/** A device as its giver follows it: states, dates and district, and nothing of the recipient. */
export const wayOf = (device: Device) => ({
  id: device.id,
  assetNumber: device.assetNumber,
  kind: device.deviceKind,
  status: device.status,
  ...(device.specification?.model
    ? { model: [device.specification.maker, device.specification.model].filter(Boolean).join(' ') }
    : {}),
  stages: { ...device.stages },
  ...(device.district ? { district: device.district } : {}),
  certificate: isErased(device),
});
