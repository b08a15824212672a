import type { StaffActor } from '../kernel/actor.ts';

/** The attributes of a staff account that name the district, or the partner, a person serves. */
export const SERVES = { district: 'custom:district', partner: 'custom:partner' } as const;

/** Who a signed-in member of staff is to the programme. */
export const introduce = (
  actor: StaffActor,
): { id: string; groups: string[]; district?: string; partner?: string } => ({
  id: actor.id,
  groups: [...actor.groups],
  ...(actor.district ? { district: actor.district } : {}),
  ...(actor.partner ? { partner: actor.partner } : {}),
});

/** What an access token says beyond Cognito's own claims: the district or partner, where the account has one. */
export const claimsOf = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(SERVES).flatMap(([claim, attribute]) => {
      const value = attributes[attribute]?.trim();
      return value ? [[claim, value]] : [];
    }),
  );
