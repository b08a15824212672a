import * as z from 'zod';
import { defineContract, holder, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import {
  Coordinates,
  Day,
  DistrictCode,
  HistoryLine,
  Instant,
  Link,
  Postcode,
  text,
} from '../kernel/shapes.ts';

export const DELIVERY_STATUS = ['BOOKED', 'OUT', 'DONE', 'FAILED'] as const;
export const DeliveryStatus = z.enum(DELIVERY_STATUS);
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

/** Half days, the morning first. */
export const SLOTS = ['morning', 'afternoon'] as const;
export type Slot = (typeof SLOTS)[number];

/**
 * A signature is drawn (an SVG path of at most 20 KB) or typed. Who cannot sign, or does not want the signature to be
 * kept, gives none: the crew says why, and nothing is kept of it.
 */
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
  z.strictObject({ kind: z.literal('none'), because: z.enum(['NO_CONSENT', 'CANNOT_SIGN']) }),
]);
export const HANDOVER = ['installed', 'starts', 'internet', 'explained', 'warrantyGiven'] as const;
export const FAILURES = ['NOBODY_HOME', 'REFUSED', 'ADDRESS_WRONG', 'DEVICE_FAULTY', 'OTHER'] as const;

const Slot = z.enum(SLOTS);
const office = staff('chest', 'programme', 'repair', 'repair-lead');
const ofDelivery = z.strictObject({ id: idOf('delivery') });

const byReference = z.strictObject({ reference: Reference });
const Wish = z.strictObject({ day: Day, slot: Slot });

/** A day on which somebody can come, with the places that are left in each half of it. */
const FreeDay = z.object({
  day: Day,
  slots: z.array(z.object({ slot: Slot, from: z.string(), until: z.string(), free: z.int() })),
});
const Appointment = z.object({ day: Day, slot: Slot });

export const appointmentRoutes = {
  readAppointment: {
    method: 'GET',
    path: '/api/public/appointments/{reference}',
    access: holder,
    summary: 'What is to be delivered, the day agreed, and the free half days of the next days',
    params: byReference,
    answer: z.object({
      reference: z.string(),
      district: DistrictCode,
      /** PCs that are allotted and on no day yet. */
      toBook: z.int(),
      /** The day agreed; `movable` while the recipient may still move it, once, until the day before. */
      booked: Appointment.extend({ computers: z.int(), movable: z.boolean() }).optional(),
      callAskedAt: Instant.optional(),
      /** The hand-over is done: its paper can be read. */
      handedOverAt: Instant.optional(),
      days: z.array(FreeDay),
    }),
  },
  bookAppointment: {
    method: 'POST',
    path: '/api/public/appointments/{reference}',
    access: holder,
    summary: 'Book a half day for all PCs that wait for a day',
    params: byReference,
    body: Wish,
    answer: Appointment.extend({ computers: z.int() }),
    status: 201,
  },
  moveAppointment: {
    method: 'POST',
    path: '/api/public/appointments/{reference}/move',
    access: holder,
    summary: 'Move the day agreed, once, at the latest on the day before',
    params: byReference,
    body: Wish,
    answer: Appointment.extend({ computers: z.int() }),
  },
  askForCall: {
    method: 'POST',
    path: '/api/public/appointments/{reference}/call',
    access: holder,
    summary: 'Ask to be called instead; asked twice is asked once',
    params: byReference,
    body: z.strictObject({}),
    answer: z.object({ askedAt: Instant }),
  },
  readHandover: {
    method: 'GET',
    path: '/api/public/appointments/{reference}/paper',
    access: holder,
    summary: 'The hand-over papers of the PCs that stand where they should: links of minutes',
    params: byReference,
    answer: z.object({ papers: z.array(Link.extend({ assetNumber: z.string() })) }),
  },
  readSlots: {
    method: 'GET',
    path: '/api/staff/delivery-slots',
    access: office,
    summary: 'Free half days of a district, for booking by phone',
    query: z.strictObject({ district: DistrictCode }),
    answer: z.object({ days: z.array(FreeDay) }),
  },
  rebookDelivery: {
    method: 'POST',
    path: '/api/staff/deliveries/{id}/appointment',
    access: office,
    summary: 'Another day for a delivery that has not left, e.g. one whose day has passed',
    params: z.strictObject({ id: idOf('delivery') }),
    body: Wish,
    answer: z.object({ id: z.string(), status: DeliveryStatus }),
  },
  listCalls: {
    method: 'GET',
    path: '/api/staff/delivery-calls',
    access: office,
    summary: 'Recipients who asked to be called about their day, the longest waiting first',
    query: z.strictObject({ district: DistrictCode.optional(), ...PageQuery }),
    answer: pageOf(
      z.object({
        application: z.string(),
        reference: z.string(),
        personId: z.string(),
        district: DistrictCode,
        askedAt: Instant,
      }),
    ),
  },
  closeCall: {
    method: 'POST',
    path: '/api/staff/delivery-calls/{id}/end',
    access: office,
    summary: 'The recipient was called',
    params: z.strictObject({ id: idOf('application') }),
    body: z.strictObject({ result: z.enum(['BOOKED', 'NOT_REACHED', 'SETTLED']) }),
    answer: z.object({ id: z.string() }),
  },
} as const;

/** A route is planned, on its way, or over; one that was taken apart gives its deliveries back to the calendar. */
export const ROUTE_STATUS = ['PLANNED', 'OUT', 'CLOSED', 'DISSOLVED'] as const;
export const RouteStatus = z.enum(ROUTE_STATUS);
export type RouteStatus = z.output<typeof RouteStatus>;

const readers = staff('chest', 'programme', 'repair', 'repair-lead', 'auditor');
/** Whoever drives: the group `driver` sees only routes that are its own. */
const drivers = staff('driver', 'chest', 'programme', 'repair', 'repair-lead');
const ofRoute = z.strictObject({ id: idOf('route') });
const Account = text(128);
const movedRoute = z.object({ id: z.string(), status: RouteStatus });

export const RouteLine = z.object({
  id: z.string(),
  status: RouteStatus,
  day: Day,
  district: DistrictCode,
  crew: z.string().optional(),
  /** Account of the driver. */
  driver: z.string().optional(),
  stops: z.int(),
  deliveries: z.int(),
  /** Deliveries that are concluded, either way. */
  concluded: z.int(),
  version: z.int(),
  departedAt: Instant.optional(),
  since: Instant,
});

/** One door: all PCs of one application on this route. */
const Stop = z.object({
  number: z.int(),
  slot: Slot,
  application: z.string(),
  deliveries: z.array(
    z.object({
      id: z.string(),
      status: DeliveryStatus,
      device: z.string(),
      assetNumber: z.string(),
      failedBecause: z.string().optional(),
    }),
  ),
});

/** What the application asked for that matters when the PC is set up. */
export const NEEDS = ['screenReader', 'largeScreen', 'internet'] as const;
/** What the driver needs at the door; opened for the day of the route only. */
const Door = z.object({
  name: z.string(),
  phone: z.string().optional(),
  organisation: z.string().optional(),
  language: z.string(),
  postcode: Postcode.optional(),
  street: z.string().optional(),
  detail: z.string().optional(),
  coordinates: Coordinates.optional(),
  needs: z.array(z.enum(NEEDS)),
});

export const routeRoutes = {
  planRoute: {
    method: 'POST',
    path: '/api/staff/routes',
    access: office,
    summary:
      'Plan the next route of a day in a district from the deliveries that are on none; `left` tells how many remain',
    body: z.strictObject({
      day: Day,
      district: DistrictCode,
      crew: text(60).optional(),
      driver: Account.optional(),
    }),
    answer: movedRoute.extend({ stops: z.int(), deliveries: z.int(), left: z.int() }),
    status: 201,
  },
  listRoutes: {
    method: 'GET',
    path: '/api/staff/routes',
    access: readers,
    summary: 'Routes in one state, by day',
    query: z.strictObject({ status: RouteStatus, district: DistrictCode.optional(), ...PageQuery }),
    answer: pageOf(RouteLine),
  },
  readRoute: {
    method: 'GET',
    path: '/api/staff/routes/{id}',
    access: readers,
    summary: 'One route with its stops in order; nobody is named',
    params: ofRoute,
    answer: RouteLine.extend({
      order: z.array(Stop),
      moves: z.array(z.string()),
      history: z.array(HistoryLine),
    }),
  },
  assignDriver: {
    method: 'POST',
    path: '/api/staff/routes/{id}/driver',
    access: office,
    summary: 'Give a route to a driver (the account), or to nobody',
    params: ofRoute,
    body: z.strictObject({ driver: Account.optional(), crew: text(60).optional() }),
    answer: movedRoute,
  },
  changeRoute: {
    method: 'PUT',
    path: '/api/staff/routes/{id}/stops',
    access: office,
    summary:
      'The deliveries of a route in the order wanted: left out goes back to the calendar, booked ones of the day may come in',
    params: ofRoute,
    body: z.strictObject({ deliveries: z.array(idOf('delivery')).min(1).max(30), version: z.int() }),
    answer: movedRoute.extend({ version: z.int() }),
  },
  dissolveRoute: {
    method: 'POST',
    path: '/api/staff/routes/{id}/dissolution',
    access: office,
    summary: 'Take a planned route apart; its deliveries stay booked',
    params: ofRoute,
    body: z.strictObject({}),
    answer: movedRoute,
  },
  readMyRoutes: {
    method: 'GET',
    path: '/api/staff/my-routes',
    access: drivers,
    summary: "The caller's own routes of a day",
    query: z.strictObject({ day: Day.optional() }),
    answer: z.object({ day: Day, items: z.array(RouteLine) }),
  },
  readRouteSheet: {
    method: 'GET',
    path: '/api/staff/my-routes/{id}',
    access: drivers,
    summary:
      "The driver's sheet: stops in order; names, phones and addresses on the day itself, each opening on record",
    params: ofRoute,
    answer: RouteLine.extend({
      /** False on any other day than the route's: then no stop has a door. */
      opened: z.boolean(),
      order: z.array(Stop.extend({ door: Door.optional() })),
    }),
  },
  departRoute: {
    method: 'POST',
    path: '/api/staff/my-routes/{id}/departure',
    access: drivers,
    summary: 'On the way: all deliveries of the route; may be told later, with the time it was done',
    params: ofRoute,
    body: z.strictObject({ at: Instant.optional() }),
    answer: movedRoute.extend({ departedAt: Instant, departed: z.int() }),
  },
} as const;

/** JPEG, PNG or WebP by their first bytes, whatever the name says. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
const ofPhoto = z.strictObject({ id: idOf('delivery'), photo: idOf('photo') });

export const photoRoutes = {
  preparePhoto: {
    method: 'POST',
    path: '/api/staff/deliveries/{id}/photos',
    access: drivers,
    summary: 'A form to upload one photo of the hand-over, with the recipient’s consent to keeping it',
    params: ofDelivery,
    body: z.strictObject({
      type: z.enum(PHOTO_TYPES),
      bytes: z.int().min(1),
      consent: z.literal(true, { error: 'CONSENT_NEEDED' }),
    }),
    answer: z.object({
      photo: z.string(),
      url: z.string(),
      fields: z.record(z.string(), z.string()),
    }),
    status: 201,
  },
  addPhoto: {
    method: 'POST',
    path: '/api/staff/deliveries/{id}/photos/{photo}',
    access: drivers,
    summary: 'The photo is uploaded: it is kept when its bytes are a photo, removed when not',
    params: ofPhoto,
    body: z.strictObject({ at: Instant.optional() }),
    answer: z.object({ photo: z.string(), keptUntil: Day }),
  },
  readPhoto: {
    method: 'GET',
    path: '/api/staff/deliveries/{id}/photos/{photo}',
    access: office,
    summary: 'A link of minutes to a photo; the reading is on record',
    params: ofPhoto,
    answer: Link,
  },
  readHandoverPaper: {
    method: 'GET',
    path: '/api/staff/deliveries/{id}/paper',
    access: drivers,
    summary: 'The hand-over paper: to be signed before the hand-over, the finished one after it',
    params: ofDelivery,
    answer: Link,
  },
} as const;

const moved = z.object({ id: z.string(), status: DeliveryStatus });
/**
 * A delivery ends once: whoever comes second, with the other result or from another phone, gets the one that stands
 * (`recorded` false).
 */
const concluded = moved.extend({ recorded: z.boolean() });
/** When it was done by the clock of the phone; without it, now. Neither in the future nor before the departure. */
const told = { at: Instant.optional(), note: text(300).optional() };
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
  /** The route it is on. */
  route: z.string().optional(),
});

export const deliveriesContract = defineContract({
  domain: 'deliveries',
  errors: {
    NOT_ALLOTTED: 409,
    DAY_IN_PAST: 422,
    HANDOVER_INCOMPLETE: 422,
    CONSENT_NEEDED: 422,
    DAY_CLOSED: 422,
    SLOT_FULL: 409,
    NOTHING_TO_BOOK: 409,
    MOVED_ALREADY: 409,
    TOO_LATE_TO_MOVE: 409,
    NOTHING_TO_PLAN: 409,
    STOP_UNKNOWN: 422,
    ROUTE_FULL: 422,
    OTHER_ROUTE: 403,
    AT_IN_FUTURE: 422,
    AT_BEFORE_DEPARTURE: 422,
    FILE_TOO_LARGE: 422,
    FILE_KIND: 422,
    FILE_MISSING: 422,
    PHOTOS_ENOUGH: 409,
    PAPER_NOT_READY: 409,
  },
  routes: {
    listDeliveries: {
      method: 'GET',
      path: '/api/staff/deliveries',
      access: staff('chest', 'programme', 'repair', 'repair-lead', 'auditor'),
      summary:
        'Deliveries in one state, by day; OVERDUE: booked, and the day has passed; DISPUTED: told both ways',
      query: z.strictObject({
        status: z.enum([...DELIVERY_STATUS, 'OVERDUE', 'DISPUTED']),
        district: DistrictCode.optional(),
        ...PageQuery,
      }),
      answer: pageOf(DeliveryLine),
    },
    readDelivery: {
      method: 'GET',
      path: '/api/staff/deliveries/{id}',
      access: staff('chest', 'programme', 'repair', 'repair-lead', 'auditor'),
      summary: 'One delivery with its history',
      params: ofDelivery,
      answer: DeliveryLine.extend({
        personId: z.string(),
        crew: z.string().optional(),
        handover: z.record(z.string(), z.boolean()).optional(),
        failedBecause: z.string().optional(),
        notes: z.record(z.string(), z.string()).optional(),
        /** When it was handed over, or given up, by the clock at the door. */
        doneAt: Instant.optional(),
        /** The other result, told after this one stood. */
        dispute: z
          .object({ told: z.enum(['DONE', 'FAILED']), at: Instant, reason: z.string().optional() })
          .optional(),
        consents: z.object({ signature: z.boolean(), photos: z.boolean() }).optional(),
        photos: z.array(
          z.object({ photo: z.string(), at: Instant, keptUntil: Day, destroyedAt: Instant.optional() }),
        ),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    bookDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries',
      access: office,
      summary: 'Book the delivery of an allotted device',
      body: z.strictObject({ device: idOf('device'), day: Day, slot: Slot, crew: text(60).optional() }),
      answer: moved,
      status: 201,
    },
    departDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/departure',
      access: office,
      summary: 'The device is on its way',
      params: ofDelivery,
      body: z.strictObject({}),
      answer: moved,
    },
    confirmDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/confirmation',
      access: drivers,
      summary: "Delivered and installed: the recipient's signature and the checklist",
      params: ofDelivery,
      body: z.strictObject({
        signature: Signature,
        handover: z.strictObject(
          Object.fromEntries(HANDOVER.map((name) => [name, z.boolean()])) as Record<
            (typeof HANDOVER)[number],
            z.ZodBoolean
          >,
        ),
        /** What the recipient agrees to have kept (PIPA §15, §22); without it: signing is agreeing to the signature. */
        consents: z.strictObject({ signature: z.boolean(), photos: z.boolean() }).optional(),
        ...told,
      }),
      answer: concluded,
    },
    failDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/failure',
      access: drivers,
      summary: 'Not delivered: the application goes back to the queue at its old place',
      params: ofDelivery,
      body: z.strictObject({
        reason: z.enum(FAILURES),
        ...told,
      }),
      answer: concluded,
    },
    settleDelivery: {
      method: 'POST',
      path: '/api/staff/deliveries/{id}/settlement',
      access: office,
      summary: 'A delivery that was told both ways: the office has found out, and says so',
      params: ofDelivery,
      body: z.strictObject({ note: text(300) }),
      answer: moved,
    },
    ...appointmentRoutes,
    ...routeRoutes,
    ...photoRoutes,
  },
});
