import { Problem } from '../problem.ts';
import { type Deed, inOrder, sentDeed } from './deed.ts';

export interface Ports {
  /** The person's own deeds. */
  deeds(): Promise<Deed[]>;
  keep(deed: Deed): Promise<void>;
  /** Sends one; `keep` saves how far it came. @returns false when another result stood already. @throws Problem */
  send(deed: Deed, keep: (deed: Deed) => Promise<void>): Promise<boolean>;
  now(): Date;
}

/** Why the round ended: all is sent or refused; there is no network; the person must sign in; the server asks for patience. */
export type Ended = 'done' | 'offline' | 'sign-in' | 'later';

/** A deed that the server could not take this often lets the others pass: what it holds up is only its own delivery. */
const PATIENCE = 5;

/** Not an answer about the deed: the same again may well be taken. */
const PASSING = new Set([
  'CHANGED_MEANWHILE',
  'BUSY',
  'UNAVAILABLE',
  'INTERNAL',
  'OFFLINE',
  'PAPER_NOT_READY',
]);
const passes = ({ code, status }: Problem): boolean =>
  PASSING.has(code) || status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;

/**
 * Sends what waits, in the order in which it was done. Nothing is sent twice under two keys, and what was refused
 * stays with its reason. One that cannot be sent now holds up those after it.
 */
export async function sendAll(ports: Ports): Promise<Ended> {
  const held = new Set<string>();
  for (const deed of inOrder(await ports.deeds())) {
    if (deed.state !== 'waiting' || held.has(deed.about) || held.has(deed.route)) continue;
    let now = deed;
    const keep = async (changed: Deed) => {
      now = changed;
      await ports.keep(changed);
    };
    try {
      const recorded = await ports.send(deed, keep);
      await ports.keep(sentDeed(now, ports.now().toISOString(), recorded));
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('UNAVAILABLE', 0);
      if (problem.status === 401) return 'sign-in';
      if (problem.code === 'OFFLINE') return 'offline';
      if (!passes(problem)) {
        await ports.keep({ ...now, state: 'refused', because: problem.fields[0]?.code ?? problem.code });
        continue;
      }
      await ports.keep({ ...now, tries: now.tries + 1 });
      if (now.tries + 1 < PATIENCE) return 'later';
      held.add(deed.about);
    }
  }
  return held.size > 0 ? 'later' : 'done';
}

/** 5 s, 10 s, 20 s … 5 min: gentle to a server that comes back, and to the battery. */
export const pause = (rounds: number): number => Math.min(5_000 * 2 ** Math.max(0, rounds - 1), 300_000);
