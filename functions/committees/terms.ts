import type { Committee } from '../kernel/city-committees.ts';
import { nextDay } from '../kernel/clock.ts';
import type { Member } from './domain.ts';
import { fail } from './fail.ts';

type Term = Pick<Member, 'from' | 'until'>;
const overlap = (a: Term, b: Term) => a.from <= b.until && b.from <= a.until;

/** `2026-11-23` + 2 years → `2028-11-22`: the last day of a term that begins then. */
export function lastDay(from: string, years: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  // 29 February has no anniversary in most years: the term ends with February.
  const anniversary = new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10);
  return nextDay(anniversary, -1);
}

export const inOffice = <M extends Term>(members: readonly M[], day: string): M[] =>
  members.filter(({ from, until }) => from <= day && day <= until);

/**
 * The lowest seat that is free on every day of a term. A seat is one person's for the whole of a term, so that there
 * are never more members than seats.
 * @throws DomainError TERM_BACKWARDS, TERM_TOO_LONG, SEATS_TAKEN
 */
export function freeSeat(
  { seats, termYears }: Pick<Committee, 'seats' | 'termYears'>,
  members: readonly Pick<Member, 'from' | 'until' | 'seat'>[],
  term: Term,
): number {
  if (term.until < term.from) throw fail('TERM_BACKWARDS', {}, [{ path: 'until', code: 'TERM_BACKWARDS' }]);
  const last = lastDay(term.from, termYears);
  if (term.until > last) throw fail('TERM_TOO_LONG', { last }, [{ path: 'until', code: 'TERM_TOO_LONG' }]);
  const taken = new Set(members.filter((other) => overlap(other, term)).map(({ seat }) => seat));
  for (let seat = 1; seat <= seats; seat++) if (!taken.has(seat)) return seat;
  throw fail('SEATS_TAKEN', { seats });
}

/**
 * One chair at a day, and one membership an account.
 * @throws DomainError CHAIR_TAKEN, MEMBER_TWICE
 */
export function mustBeOnlyOne(
  members: readonly Member[],
  wanted: Term & { id?: string; chair: boolean; account?: string | undefined },
): void {
  const others = members.filter((other) => other.id !== wanted.id && overlap(other, wanted));
  const chair = others.find((other) => other.chair);
  if (wanted.chair && chair)
    throw fail('CHAIR_TAKEN', { member: chair.id }, [{ path: 'chair', code: 'CHAIR_TAKEN' }]);
  const twin = wanted.account && others.find(({ account }) => account === wanted.account);
  if (twin) throw fail('MEMBER_TWICE', { member: twin.id }, [{ path: 'account', code: 'MEMBER_TWICE' }]);
}
