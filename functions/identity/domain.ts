import type { StaffActor } from '../kernel/actor.ts';

/**
 * The attributes of a staff account that go into the access token: the district or the partner a person serves, and
 * their name, which colleagues see (an access token has none by itself, and the API never takes it from a body).
 */
export const TOLD = { district: 'custom:district', partner: 'custom:partner', name: 'name' } as const;

/** Who a signed-in member of staff is to the programme. */
export const introduce = (
  actor: StaffActor,
): { id: string; groups: string[]; district?: string; partner?: string } => ({
  id: actor.id,
  groups: [...actor.groups],
  ...(actor.district ? { district: actor.district } : {}),
  ...(actor.partner ? { partner: actor.partner } : {}),
});

/** What an access token says beyond Cognito's own claims: district, partner and name, where the account has them. */
export const claimsOf = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(TOLD).flatMap(([claim, attribute]) => {
      const value = attributes[attribute]?.trim();
      return value ? [[claim, value]] : [];
    }),
  );
