import { createHash } from 'node:crypto';

/** Someone of the demonstration's staff. */
export interface Person {
  readonly username: string;
  /** Language → name. */
  readonly name: Readonly<Record<string, string>>;
  readonly email: string;
  readonly groups: readonly string[];
  /** Administrative code. */
  readonly district?: string;
  /** Id in the city pack. */
  readonly partner?: string;
}

/** Someone as a pool knows them. */
export interface Account {
  readonly username: string;
  readonly groups: readonly string[];
  /** All as text, `sub` among them; own ones as `custom:…`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The same person has the same id after every start, and another one in every pool. */
function subjectOf(poolId: string, name: string): string {
  const hex = createHash('sha256').update(`${poolId}/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function staffAccount(poolId: string, person: Person): Account {
  return {
    username: person.username,
    groups: person.groups,
    attributes: {
      sub: subjectOf(poolId, person.username),
      email: person.email,
      email_verified: 'true',
      name: person.name.ko ?? Object.values(person.name)[0] ?? person.username,
      'cognito:user_status': 'CONFIRMED',
      ...(person.district === undefined ? {} : { 'custom:district': person.district }),
      ...(person.partner === undefined ? {} : { 'custom:partner': person.partner }),
    },
  };
}

/** Citizens sign in by e-mail; Cognito then makes the user name up, and it is the same as the id. */
export function citizenAccount(poolId: string, email: string): Account {
  const sub = subjectOf(poolId, email.toLowerCase());
  return {
    username: sub,
    groups: [],
    attributes: { sub, email, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
  };
}
