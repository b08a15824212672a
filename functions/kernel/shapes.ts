import * as z from 'zod';

/** What no keyboard types and no paper, mail or table can show; line ends and tabs are of a text. */
const UNPRINTABLE = /[^\P{Cc}\n\r\t]/u;
/** Shapes that several contracts share. Texts are trimmed; every length is bounded. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((typed) => !UNPRINTABLE.test(typed), 'INVALID');
export const Day = z.iso.date();
export const Instant = z.iso.datetime();
export const DistrictCode = z.string().regex(/^\d{5}$/);
export const Postcode = z.string().regex(/^\d{5}$/);
export const Email = z.email().max(254);
/** 02-3144-7700, 080-890-1212, 010-1234-5678, +82 10 1234 5678, 120 → digits, national form. */
export const Phone = z
  .string()
  .trim()
  .max(30)
  .transform((value) =>
    value
      .replace(/[\s().-]/g, '')
      .replace(/^\+82/, '0')
      .replace(/^00/, '0'),
  )
  .pipe(z.string().regex(/^(0\d{8,10}|1\d{2,7})$/, 'INVALID'));
export const Language = z.enum(['ko', 'en']);
/** In which somebody wants to be written to; whether the city does is its pack's word (kernel/languages.ts). */
export const MessageLanguage = z.string().regex(/^[a-z]{2,3}$/);

/** How to reach a person; at least one of phone and e-mail, so that a code can be sent. */
export const Contact = z
  .strictObject({
    name: text(60),
    phone: Phone.optional(),
    email: Email.optional(),
    language: MessageLanguage,
  })
  .refine((contact) => contact.phone || contact.email, { error: 'PHONE_OR_EMAIL', path: ['email'] });

/** WGS 84, as an address search gives them. */
export const Coordinates = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

export const Address = z.strictObject({
  district: DistrictCode,
  postcode: Postcode,
  street: text(120),
  detail: text(120).optional(),
  /** Where they are known: a driver's route is laid by them. */
  coordinates: Coordinates.optional(),
});

/** The end of a paper or file behind a link that ends. */
export const Link = z.object({ url: z.url(), expiresAt: Instant });
/** What a write answers at least. */
export const Status = <S extends z.ZodType>(status: S) => z.object({ id: z.string(), status });

/** One line of a record's history: who (staff id or kind), when, what. */
export const HistoryLine = z.object({
  at: Instant,
  type: z.string(),
  by: z.object({
    kind: z.enum(['anonymous', 'citizen', 'staff', 'portal', 'system']),
    id: z.string().optional(),
  }),
  from: z.string().optional(),
  to: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
});
