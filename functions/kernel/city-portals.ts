import * as z from 'zod';
import { ed25519From } from './message-signature.ts';

const Words = z.record(z.string(), z.string().min(1));
const Day = z.iso.date();
/**
 * Keys whose private halves are published: the demonstration's (local/portal/key.ts) and RFC 9421's own (B.1.4). A stage
 * that people rely on must trust none of them (lib/settings.ts).
 */
export const PUBLISHED_KEYS: readonly string[] = [
  'MCowBQYDK2VwAyEAduRDkiZ6lUK9jNcf5l6OGUngs5FuK0DZPPyrHqZTtrg=',
  'MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=',
];

/** Ids stand in scopes and key ids: small letters, digits, hyphens. */
const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

function isEd25519(spki: string): boolean {
  try {
    return ed25519From(spki).export({ format: 'der', type: 'spki' }).toString('base64') === spki;
  } catch {
    return false;
  }
}

const PortalKey = z
  .object({
    id: Id,
    /** Ed25519, as `openssl pkey -pubout -outform DER | base64` writes it. */
    publicKey: z.string().refine(isEd25519, 'not an Ed25519 public key (SPKI, base64)'),
    /** Good from this day of the city on, until the day before this one. */
    from: Day,
    until: Day.optional(),
  })
  .refine(({ from, until }) => until === undefined || from < until, {
    path: ['until'],
    message: 'never good',
  });

const unique = (ids: readonly { readonly id: string }[]) =>
  new Set(ids.map(({ id }) => id)).size === ids.length;

/** The city's portals, which report what their members did: each with the keys that its reports are signed with. */
export const PortalsPack = z
  .array(
    z.object({
      id: Id,
      name: Words,
      keys: z.array(PortalKey).min(1).refine(unique, 'a key is there twice'),
    }),
  )
  .refine(unique, 'a portal is there twice');
export type Portals = z.output<typeof PortalsPack>;
