import * as z from 'zod';
import { defineContract, holder, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { HistoryLine, Instant, Link, text } from '../kernel/shapes.ts';

export const DEVICE_STATUS = [
  'REGISTERED',
  'RECEIVED',
  'ERASING',
  'ERASED',
  'ERASE_FAILED',
  'DRIVE_DESTROYED',
  'REFURBISHING',
  'WAITING_PART',
  'OS_INSTALLED',
  'READY',
  'RESERVED',
  'ALLOTTED',
  'OUT_FOR_DELIVERY',
  'INSTALLED',
  'HARVESTED',
  'RECYCLED',
  'REJECTED',
] as const;
export const DeviceStatus = z.enum(DEVICE_STATUS);
export type DeviceStatus = z.output<typeof DeviceStatus>;

export const DeviceKind = z.enum(['desktop', 'laptop', 'all-in-one', 'tablet']);
export const Drive = z.object({
  model: z.string().optional(),
  serial: z.string().optional(),
  sizeGB: z.number().optional(),
  type: z.string(),
  health: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  verdict: z.enum(['erased', 'failed', 'missing', 'destroyed']).optional(),
  why: z.string().optional(),
});
export const Specification = z.object({
  maker: z.string().optional(),
  model: z.string().optional(),
  chassis: z.string().optional(),
  cpu: z.string().optional(),
  memoryMB: z.number().optional(),
});
export const Grade = z.object({
  appearance: z.enum(['A', 'B', 'C', 'D', 'E']),
  functionality: z.enum(['A', 'B', 'C', 'D']),
  battery: z.enum(['A', 'B', 'C', 'D', 'E']).optional(),
});

export const DeviceLine = z.object({
  id: z.string(),
  assetNumber: z.string(),
  kind: DeviceKind,
  status: DeviceStatus,
  since: Instant,
  specification: Specification.optional(),
  grade: Grade.optional(),
});

/** Items of the check by a second person; each must be answered. */
export const CHECKS = [
  'starts',
  'screen',
  'keyboard',
  'pointer',
  'network',
  'sound',
  'ports',
  'clean',
] as const;
/** How a drive is destroyed. */
export const DESTRUCTION = ['degauss', 'shred', 'drill'] as const;
const params = z.strictObject({ id: idOf('device') });
const moved = z.object({ id: z.string(), status: DeviceStatus });
const workshop = staff('repair', 'repair-lead');

export const devicesContract = defineContract({
  domain: 'devices',
  errors: {
    ERASURE_EVIDENCE_MISSING: 409,
    NO_DRIVE_LIST: 409,
    UPLOAD_UNKNOWN: 404,
    UNREADABLE_FILE: 422,
    NOT_A_DIAGNOSTIC: 422,
    CHECKED_BY_SAME_PERSON: 409,
    CHECK_INCOMPLETE: 422,
    CERTIFICATE_NOT_READY: 409,
    PART_NEEDED: 422,
  },
  routes: {
    followDevices: {
      method: 'GET',
      path: '/api/public/donations/{reference}/devices',
      access: holder,
      summary: "Each PC's way, with dates and district, and no name of the recipient",
      params: z.strictObject({ reference: Reference }),
      answer: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            assetNumber: z.string(),
            kind: DeviceKind,
            status: DeviceStatus,
            model: z.string().optional(),
            stages: z.record(z.string(), Instant),
            district: z.string().optional(),
            certificate: z.boolean(),
          }),
        ),
      }),
    },
    followCertificate: {
      method: 'GET',
      path: '/api/public/donations/{reference}/devices/{id}/certificate',
      access: holder,
      summary: 'The erasure certificate of one PC as a link that ends',
      params: z.strictObject({ reference: Reference, id: idOf('device') }),
      answer: Link,
    },
    listDevices: {
      method: 'GET',
      path: '/api/staff/devices',
      access: staff('repair', 'repair-lead', 'chest', 'programme', 'auditor'),
      summary: 'Devices in one state, oldest first',
      query: z.strictObject({ status: DeviceStatus, ...PageQuery }),
      answer: pageOf(DeviceLine),
    },
    readDevice: {
      method: 'GET',
      path: '/api/staff/devices/{id}',
      access: staff('repair', 'repair-lead', 'chest', 'programme', 'auditor'),
      summary: 'One device with its drives, evidence and history',
      params,
      answer: DeviceLine.extend({
        donation: z.string(),
        /** What the giver wishes to become of it; district and group by code. */
        earmark: z
          .object({
            district: z.string().optional(),
            group: z.string().optional(),
            use: z.string().optional(),
            recipient: z.string().optional(),
          })
          .optional(),
        drives: z.array(Drive),
        stages: z.record(z.string(), Instant),
        evidence: z.array(
          z.object({
            id: z.string(),
            kind: z.string(),
            format: z.string(),
            fileName: z.string(),
            at: Instant,
          }),
        ),
        os: z.string().optional(),
        work: z.array(z.string()),
        lastWorker: z.string().optional(),
        waitingFor: z.string().optional(),
        notes: z.record(z.string(), z.string()).optional(),
        destruction: z
          .object({ method: z.enum(DESTRUCTION), witness: z.string(), at: Instant, by: z.string() })
          .optional(),
        late: z.boolean(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    findDevice: {
      method: 'GET',
      path: '/api/staff/assets/{assetNumber}',
      access: staff('repair', 'repair-lead', 'chest', 'programme', 'auditor'),
      summary: 'Find a device by the number on its label',
      params: z.strictObject({ assetNumber: text(20) }),
      answer: z.object({ id: z.string() }),
    },
    requestUpload: {
      method: 'POST',
      path: '/api/staff/devices/{id}/uploads',
      access: workshop,
      summary: 'A form to upload one diagnostic file of at most 10 MB',
      params,
      body: z.strictObject({
        fileName: text(120),
        size: z
          .int()
          .min(1)
          .max(10 * 1024 * 1024, 'TOO_LARGE'),
      }),
      answer: z.object({ upload: z.string(), url: z.url(), fields: z.record(z.string(), z.string()) }),
    },
    recordEvidence: {
      method: 'POST',
      path: '/api/staff/devices/{id}/evidence',
      access: workshop,
      summary: 'Read an uploaded lshw, smartctl or nwipe file into the device',
      params,
      body: z.strictObject({ upload: idOf('upload'), fileName: text(120) }),
      answer: z.object({
        id: z.string(),
        kind: z.enum(['device', 'drive', 'erasure']),
        format: z.string(),
        specification: Specification.optional(),
        drives: z.array(Drive),
      }),
    },
    startErasure: {
      method: 'POST',
      path: '/api/staff/devices/{id}/erasure-start',
      access: workshop,
      summary: 'Erasure has begun',
      params,
      body: z.strictObject({}),
      answer: moved,
    },
    concludeErasure: {
      method: 'POST',
      path: '/api/staff/devices/{id}/erasure',
      access: workshop,
      summary: 'Match the evidence drive by drive; refused while one drive has none',
      params,
      /** A machine without any drive has nothing to prove; the technician states it. */
      body: z.strictObject({ noDrives: z.literal(true).optional() }),
      answer: moved.extend({ drives: z.array(Drive) }),
    },
    failErasure: {
      method: 'POST',
      path: '/api/staff/devices/{id}/erasure-failure',
      access: workshop,
      summary: 'A drive cannot be erased',
      params,
      body: z.strictObject({ reason: text(300) }),
      answer: moved,
    },
    destroyDrive: {
      method: 'POST',
      path: '/api/staff/devices/{id}/destruction',
      access: workshop,
      summary: 'The drives that could not be erased were destroyed: method, serials, witness',
      params,
      body: z.strictObject({
        method: z.enum(DESTRUCTION),
        serials: z.array(text(60)).min(1).max(24),
        witness: text(60),
      }),
      answer: moved,
    },
    refurbish: {
      method: 'POST',
      path: '/api/staff/devices/{id}/refurbishment',
      access: workshop,
      summary: 'Work begins on the device (also after a part has come)',
      params,
      body: z.strictObject({ work: z.array(text(120)).max(20) }),
      answer: moved,
    },
    waitForPart: {
      method: 'POST',
      path: '/api/staff/devices/{id}/part-request',
      access: workshop,
      summary: 'Work stops until a part has come',
      params,
      body: z.strictObject({ part: text(120) }),
      answer: moved,
    },
    installSystem: {
      method: 'POST',
      path: '/api/staff/devices/{id}/system',
      access: workshop,
      summary: 'The operating system is installed',
      params,
      body: z.strictObject({ os: text(80) }),
      answer: moved,
    },
    checkDevice: {
      method: 'POST',
      path: '/api/staff/devices/{id}/check',
      access: workshop,
      summary: 'A second person checks; passed: graded and ready, failed: back to work',
      params,
      body: z.strictObject({
        checks: z.strictObject(
          Object.fromEntries(CHECKS.map((name) => [name, z.enum(['pass', 'fail', 'none'])])) as Record<
            (typeof CHECKS)[number],
            z.ZodEnum<{ pass: 'pass'; fail: 'fail'; none: 'none' }>
          >,
        ),
        grade: Grade.optional(),
        note: text(500).optional(),
      }),
      answer: moved,
    },
    recallDevice: {
      method: 'POST',
      path: '/api/staff/devices/{id}/recall',
      access: staff('repair', 'repair-lead'),
      summary: 'Take a reserved device back into the workshop: it proved faulty after it was planned',
      params,
      body: z.strictObject({ note: text(300) }),
      answer: moved,
    },
    recycleDevice: {
      method: 'POST',
      path: '/api/staff/devices/{id}/recycling',
      access: staff('repair-lead'),
      summary: 'Not worth repairing: recycled with a certificate, or kept for parts',
      params,
      body: z.strictObject({
        way: z.enum(['recycle', 'harvest']),
        certificate: text(60).optional(),
        reason: text(300),
      }),
      answer: moved,
    },
  },
});
