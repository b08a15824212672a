/** What an account counts in: the city's currency (its minor unit), or points. Never both in one transfer. */
export const POINT = 'POINT';

/**
 * An account by name. Money: `bank`, `unidentified`, `purpose:{code}`, `reserved:{code}` (granted, not yet run),
 * `carrier:{code}`, `costs`, `refunds`, `settlement` (what the city owes for points given),
 * `suspense` (what left the bank and nobody has explained yet).
 * Points: `pool`, `member:{account of the citizen}`.
 */
export type Account =
  | 'bank'
  | 'unidentified'
  | 'costs'
  | 'refunds'
  | 'settlement'
  | 'suspense'
  | 'pool'
  | `purpose:${string}`
  | `reserved:${string}`
  | `carrier:${string}`
  | `member:${string}`;

export const purpose = (code: string): Account => `purpose:${code}`;
export const reserved = (code: string): Account => `reserved:${code}`;
export const carrier = (code: string): Account => `carrier:${code}`;
export const member = (account: string): Account => `member:${account}`;

/** Kinds of account, by what stands before the colon. */
export const kindOf = (account: Account): string => account.split(':', 1)[0] ?? account;

/**
 * Accounts whose balance (credits − debits) may not fall below zero; it is kept and guarded in the transaction of
 * each transfer. A member's is kept beside its lots, by `points`.
 */
const GUARDED = new Set(['unidentified', 'purpose', 'reserved', 'carrier', 'costs', 'refunds']);
export const isGuarded = (account: Account): boolean => GUARDED.has(kindOf(account));

/**
 * Accounts that are kept in the transaction too, though nothing guards them: what lies at the bank must be exact, and
 * what left it unexplained is booked at once, whatever the purposes hold.
 */
export const isKept = (account: Account): boolean =>
  isGuarded(account) || account === 'bank' || account === 'suspense';

/** As the public sees it: a member is nobody in particular. */
export const publicName = (account: Account): string => (kindOf(account) === 'member' ? 'member' : account);
