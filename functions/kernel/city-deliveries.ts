import * as z from 'zod';

/** `09:30` by the clock of the city. */
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When somebody can come, how many doors a half day holds, and what is kept of a hand-over for how long. */
export const DeliveriesPack = z.object({
  slots: z.array(z.object({ code: z.enum(['morning', 'afternoon']), from: Time, until: Time })).length(2),
  /** Doors in one half day of one district; several PCs for one door count once. */
  placesPerSlot: z.int().min(1),
  /** The days a recipient may choose from, counted from today. */
  firstDayAhead: z.int().min(0),
  lastDayAhead: z.int().min(1).max(60),
  /** 1 = Monday … 7 = Sunday. */
  weekDays: z.array(z.int().min(1).max(7)).min(1),
  /** Holidays. */
  closedDays: z.array(z.iso.date()),
  /** Doors on one route at most. */
  routeStops: z.int().min(1).max(30),
  /** Where routes start. */
  start: z.object({
    postcode: z.string().regex(/^\d{5}$/),
    coordinates: z
      .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .optional(),
  }),
  photos: z.object({
    /** Of one delivery. */
    most: z.int().min(1),
    bytes: z.int().min(1),
    keepDays: z.int().min(1),
  }),
  /** A signature proves the hand-over for as long as there is something to prove. */
  keepSignatureMonths: z.int().min(1),
});
