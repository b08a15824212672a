import * as z from 'zod';
import { fail } from './errors.ts';

/** Staff groups of the user pool. */
export const GROUPS = [
  'programme',
  'chest',
  'repair',
  'repair-lead',
  'district',
  'volunteer-centre',
  'supporter',
  'committee',
  'driver',
  'partner',
  'auditor',
] as const;
export type Group = (typeof GROUPS)[number];

/** Who asks. `district` is set for people who may see only their own district, `partner` for a partner's own staff. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'citizen'; readonly id: string }
  | {
      readonly kind: 'staff';
      readonly id: string;
      readonly groups: readonly Group[];
      readonly district?: string;
      readonly partner?: string;
      /** As the user pool has it: for the staff directory alone, never for events or logs. */
      readonly name?: string;
    }
  | { readonly kind: 'portal'; readonly id: string };
export type StaffActor = Extract<Actor, { kind: 'staff' }>;
export type CitizenActor = Extract<Actor, { kind: 'citizen' }>;
export type PortalActor = Extract<Actor, { kind: 'portal' }>;

/** The resource server of the portals' pool, and what its scope of one portal begins with. */
export const PORTAL_SERVER = 'ithope';
export const portalScope = (id: string): string => `portal.${id}`;
const PORTAL_SCOPES = `${PORTAL_SERVER}/${portalScope('')}`;

/** A name's length at most; Cognito would keep 2,048 characters. */
const NAME_LENGTH = 100;

const GroupName = z.enum(GROUPS);

/** API Gateway hands array claims over as the text `[a b]`; Cognito's own JSON would be `["a","b"]`. */
export function groupsFrom(claim: string | undefined): Group[] {
  if (!claim) return [];
  const names = claim.replace(/^\[|\]$/g, '').split(/[\s,]+/);
  return names.flatMap((name) => GroupName.safeParse(name.replace(/"/g, '')).data ?? []);
}

/** Builds the actor from the claims that the JWT authorizer has verified; all values are strings there. */
export function staffFrom(claims: Readonly<Record<string, unknown>>): StaffActor {
  const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string) : undefined);
  const id = text('sub');
  if (!id) throw fail('SIGN_IN_REQUIRED');
  const district = text('district');
  const partner = text('partner');
  const name = text('name')?.trim().slice(0, NAME_LENGTH);
  return {
    kind: 'staff',
    id,
    groups: groupsFrom(text('cognito:groups')),
    ...(district ? { district } : {}),
    ...(partner ? { partner } : {}),
    ...(name ? { name } : {}),
  };
}

/**
 * Which portal a token is for: its one scope of ours says so, which the user pool granted to its client alone.
 * @throws DomainError NOT_ALLOWED for a token of people, or of no portal
 */
export function portalFrom({ scope }: Readonly<Record<string, unknown>>): PortalActor {
  const scopes = typeof scope === 'string' ? scope.split(' ') : [];
  const [own, ...others] = scopes.filter((one) => one.startsWith(PORTAL_SCOPES));
  if (own === undefined || others.length > 0) throw fail('NOT_ALLOWED');
  return { kind: 'portal', id: own.slice(PORTAL_SCOPES.length) };
}

export const isIn = (actor: StaffActor, ...groups: Group[]): boolean =>
  groups.some((g) => actor.groups.includes(g));

/**
 * A person who is only in the district group serves one district; programme, chest and auditor serve all.
 * @returns the district to which this person is bound, or undefined
 */
export function boundDistrict(actor: StaffActor): string | undefined {
  if (isIn(actor, 'programme', 'chest', 'repair', 'repair-lead', 'auditor', 'committee')) return undefined;
  return actor.district ?? 'none';
}

/** Another district's record is refused, not hidden behind an empty answer: 403 OTHER_DISTRICT. */
export function mustServe(actor: StaffActor, district: string): void {
  const bound = boundDistrict(actor);
  if (bound !== undefined && bound !== district) throw fail('OTHER_DISTRICT');
}

/**
 * A partner's own staff serve that partner; programme, chest and auditor serve all.
 * @returns the partner to which this person is bound, or undefined
 */
export function boundPartner(actor: StaffActor): string | undefined {
  if (isIn(actor, 'programme', 'chest', 'auditor')) return undefined;
  return actor.partner ?? 'none';
}

/** Another partner's record is refused, not hidden behind an empty answer: 403 OTHER_PARTNER. */
export function mustServePartner(actor: StaffActor, partner: string): void {
  const bound = boundPartner(actor);
  if (bound !== undefined && bound !== partner) throw fail('OTHER_PARTNER');
}
