import type { RequestFor } from '../contracts.ts';
import { go, place } from '../core/router.ts';
import { dayOf } from '../core/time.ts';

type Query = NonNullable<RequestFor<'listEvents'>['query']>;
/** What is asked of the journal, as it stands in the address: whoever gets the address gets the answer. */
export type Asked = Omit<Query, 'cursor' | 'limit'>;
export type Names = keyof Asked & string;

const NAMES: readonly Names[] = ['record', 'who', 'what', 'district', 'from', 'to', 'order'];
/** Without any question: the last seven days. */
const DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** Reads the question from the address; where nothing bounds it, it is about the last days. */
export function askedIn(query: URLSearchParams): Asked {
  const given = NAMES.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  const asked = Object.fromEntries(given) as Asked;
  if (asked.record || asked.who || asked.from || asked.to) return asked;
  return { ...asked, from: dayOf(new Date(Date.now() - (DAYS - 1) * DAY)), to: dayOf() };
}

/** The address of the same page with another question. */
export function addressOf(asked: Readonly<Partial<Record<Names, string | undefined>>>): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = asked[name]?.trim();
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${place.value.path}?${query}` : place.value.path;
}

export const ask = (asked: Readonly<Partial<Record<Names, string | undefined>>>): void =>
  go(addressOf(asked));
