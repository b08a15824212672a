import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './door/files.ts';

/** The clock of the local cloud: the machine's own, plus an offset that a demonstration may move forward. */
export interface LocalClock {
  /** Milliseconds since 1970, as every part of the local cloud sees it. */
  now(): number;
  /** How far ahead of the machine's clock it is, in milliseconds. */
  offsetMs(): number;
  /** Moves time forward. @throws RangeError for a negative or fractional amount: time does not run back. */
  advance(ms: number): void;
  /** Called after each advance. Returns the function that ends the listening. */
  onAdvance(listener: () => void): () => void;
}

/**
 * Opens the clock; the offset is kept in `<folder>/clock.json`, so that a restart does not fall back in time.
 * @param folder the data folder, or undefined for a clock that forgets
 */
export function openClock(folder?: string, machine: () => number = Date.now): LocalClock {
  const file = folder === undefined ? undefined : join(folder, 'clock.json');
  let offset = file === undefined ? 0 : storedOffset(file);
  const listeners = new Set<() => void>();
  return {
    now: () => machine() + offset,
    offsetMs: () => offset,
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0)
        throw new RangeError(`time moves forward by whole ms, not ${ms}`);
      offset += ms;
      if (file !== undefined && folder !== undefined) {
        mkdirSync(folder, { recursive: true });
        writeWhole(file, JSON.stringify({ offsetMs: offset }));
      }
      for (const listener of listeners) listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function storedOffset(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 0; // first start
  }
  const read = JSON.parse(text) as { offsetMs?: unknown };
  if (typeof read.offsetMs !== 'number') throw new Error(`${file}: offsetMs is not a number`);
  return read.offsetMs;
}
