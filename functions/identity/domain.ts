import type { StaffActor } from '../kernel/actor.ts';

/** The attribute of a staff account that names the district a person serves. */
export const DISTRICT_ATTRIBUTE = 'custom:district';

/** Who a signed-in member of staff is to the programme. */
export const introduce = (actor: StaffActor): { id: string; groups: string[]; district?: string } => ({
  id: actor.id,
  groups: [...actor.groups],
  ...(actor.district ? { district: actor.district } : {}),
});

/** What an access token says beyond Cognito's own claims: the district, where the account has one. */
export const claimsOf = (attributes: Readonly<Record<string, string>>): Record<string, string> => {
  const district = attributes[DISTRICT_ATTRIBUTE]?.trim();
  return district ? { district } : {};
};
