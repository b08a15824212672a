import * as z from 'zod';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Day, DistrictCode, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const DELIVERY_STATUS = ['BOOKED', 'OUT', 'DONE', 'FAILED'] as const;
export const DeliveryStatus = z.enum(DELIVERY_STATUS);
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

/** A signature is drawn (an SVG path of at most 20 KB) or typed. */
export const Signature = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('drawn'),
    path: z
      .string()
      .regex(/^[ML0-9 .,-]+$/)
      .min(5)
      .max(20_000),
  }),
  z.strictObject({ kind: z.literal('typed'), name: text(60) }),
]);
export const HANDOVER = ['installed', 'starts', 'internet', 'explained', 'warrantyGiven'] as const;

const params = z.strictObject({ id: idOf('delivery') });
const moved = z.object({ id: z.string(), status: DeliveryStatus });
const crew = staff('chest', 'programme', 'repair', 'repair-lead');
const Slot = z.enum(['morning', 'afternoon']);
export const DeliveryLine = z.object({
  id: z.string(),
  status: DeliveryStatus,
  device: z.string(),
  assetNumber: z.string(),
  application: z.string(),
  district: DistrictCode,
  day: Day,
  slot: Slot,
  since: Instant,
});

export const deliveriesContract = defineContract({
  domain: 'deliveries',
  errors: { NOT_ALLOTTED: 409, DAY_IN_PAST: 422, HANDOVER_INCOMPLETE: 422 },
  routes: {
    listDeliveries: {
      method: 'GET',
      path: '/api/staff/deliveries',
      access: staff('chest', 'programme', 'repair', 'repair-lead', 'auditor'),
      summary: 'Deliveries in one state, by day',
      query: z.strictObject({ status: DeliveryStatus, ...PageQuery }),
      answer: pageOf(DeliveryLine),
    },
    readDelivery: {
      method: 'GET',
      path: '/api/staff/deliveries/{id}',
      access: staff('chest', 'programme', 'repair', 'repair-lead', 'auditor'),
      summary: 'One delivery with its history',
      params,
      answer: DeliveryLine.extend({
        personId: z.string(),
        crew: z.string().optional(),
        handover: z.record(z.string(), z.boolean()).optional(),
        failedBecause: z.string().optional(),
        notes: z.record(z.string(), z.string()).optional(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    bookDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries',
      access: crew,
      summary: 'Book the delivery of an allotted device',
      body: z.strictObject({ device: idOf('device'), day: Day, slot: Slot, crew: text(60).optional() }),
      answer: moved,
      status: 201,
    },
    departDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/departure',
      access: crew,
      summary: 'The device is on its way',
      params,
      body: z.strictObject({}),
      answer: moved,
    },
    confirmDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/confirmation',
      access: crew,
      summary: "Delivered and installed: the recipient's signature and the checklist",
      params,
      body: z.strictObject({
        signature: Signature,
        handover: z.strictObject(
          Object.fromEntries(HANDOVER.map((name) => [name, z.boolean()])) as Record<
            (typeof HANDOVER)[number],
            z.ZodBoolean
          >,
        ),
        note: text(300).optional(),
      }),
      answer: moved,
    },
    failDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/failure',
      access: crew,
      summary: 'Not delivered: the application goes back to the queue at its old place',
      params,
      body: z.strictObject({
        reason: z.enum(['NOBODY_HOME', 'REFUSED', 'ADDRESS_WRONG', 'DEVICE_FAULTY', 'OTHER']),
        note: text(300).optional(),
      }),
      answer: moved,
    },
  },
});
