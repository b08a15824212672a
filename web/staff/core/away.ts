import type { AnswerOf } from '../contracts.ts';
import { dayOf } from './time.ts';

/** Who was signed in, and where one signs in: enough to open a driver's day without a network. No token is kept. */
export interface Away {
  readonly day: string;
  readonly person: AnswerOf<'readStaff'> & { readonly name: string };
  readonly provider: AnswerOf<'readConfiguration'>['staff'];
}

const PLACE = 'ithope.away';
const UNSENT = 'ithope.unsent';
/** The database of driver/database.ts with the stops of the day. */
const DAY = 'ithope-day';

/** A driver's day on this device: kept when its page is opened, gone with the day or with signing out. */
export const away = {
  keep(who: Omit<Away, 'day'>): void {
    localStorage.setItem(PLACE, JSON.stringify({ day: dayOf(), ...who }));
  },
  /** Today's; what is left of another day is deleted on the way. */
  read(): Away | undefined {
    const text = localStorage.getItem(PLACE);
    if (text === null) return undefined;
    const kept = JSON.parse(text) as Away;
    if (kept.day === dayOf()) return kept;
    this.drop();
    return undefined;
  },
  drop(): void {
    localStorage.removeItem(PLACE);
    indexedDB.deleteDatabase(DAY);
  },
  /** Whose day it is, is another's day no more. */
  belongTo(person: string): void {
    const kept = this.read();
    if (kept && kept.person.id !== person) this.drop();
  },
  /** How much of what was done on the way the server does not have yet. */
  unsent: () => Number(localStorage.getItem(UNSENT) ?? 0),
  count(unsent: number): void {
    if (unsent === 0) localStorage.removeItem(UNSENT);
    else localStorage.setItem(UNSENT, String(unsent));
  },
} as const;
