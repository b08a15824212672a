import type { z } from 'zod';
import type { ArrivalBody } from './contract.ts';
import { fail } from './domain.ts';
import { lineOf, type Unit } from './units.ts';

/** What is recorded of one PC of a list: it came, or it is rejected and why. */
export interface Arriving {
  /** Its number among the list's units, from 0. */
  readonly unit: number;
  readonly fate: 'came' | 'rejected';
  readonly reason?: string;
}

export type ArrivalAsked = z.output<typeof ArrivalBody>;

/** A unit as it stands: still out, or settled. */
export interface Standing {
  readonly unit: Unit;
  readonly assetNumber: string;
  readonly out: boolean;
}

/** `12` and `12.2`, or a tag or asset number → the units that are meant. */
function finder(standing: readonly Standing[], by: ArrivalAsked['by']): (name: string) => number[] {
  const names = new Map<string, number[]>();
  const add = (name: string | undefined, i: number) => {
    if (name) names.set(name.toUpperCase(), [...(names.get(name.toUpperCase()) ?? []), i]);
  };
  standing.forEach(({ unit, assetNumber }, i) => {
    if (by === 'line') {
      add(String(unit.line), i);
      add(lineOf(unit, true), i);
    } else {
      add(assetNumber, i);
      if (unit.tag?.toUpperCase() !== assetNumber) add(unit.tag, i);
    }
  });
  return (name) => names.get(name.trim().toUpperCase()) ?? [];
}

/**
 * What a delivery settles: the PCs that came, those that are rejected, and, with the last one, those that never
 * came. PCs that were settled before are left alone, so that a name may be said twice.
 * @returns those that came first, so that no part holds both
 * @throws DomainError LINES_UNKNOWN naming what is not on the list, NOTHING_CHOSEN
 */
export function planArrival(standing: readonly Standing[], asked: ArrivalAsked): Arriving[] {
  const find = finder(standing, asked.by);
  const named = [...asked.lines, ...asked.rejected.map(({ line }) => line)];
  const unknown = [...new Set(named.filter((name) => find(name).length === 0))];
  if (unknown.length > 0) throw fail('LINES_UNKNOWN', { lines: unknown.slice(0, 20), count: unknown.length });
  const chosen = new Set(asked.lines.flatMap(find));
  const reasons = new Map(asked.rejected.flatMap(({ line, reason }) => find(line).map((i) => [i, reason])));
  const came: Arriving[] = [];
  const rejected: Arriving[] = [];
  standing.forEach(({ out }, unit) => {
    if (!out) return;
    const reason = reasons.get(unit);
    const here = asked.came === 'all' || chosen.has(unit) === (asked.came === 'only');
    if (reason) rejected.push({ unit, fate: 'rejected', reason });
    else if (here) came.push({ unit, fate: 'came' });
    else if (asked.last) rejected.push({ unit, fate: 'rejected', reason: 'NOT_COME' });
  });
  if (came.length + rejected.length === 0) throw fail('NOTHING_CHOSEN');
  return [...came, ...rejected];
}

/** The next part: at most `size`, and never both fates in one. */
export function nextPart(arriving: readonly Arriving[], cursor: number, size: number): Arriving[] {
  const part = arriving.slice(cursor, cursor + size);
  const fate = part[0]?.fate;
  const change = part.findIndex((one) => one.fate !== fate);
  return change === -1 ? part : part.slice(0, change);
}
