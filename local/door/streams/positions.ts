import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';

/** How far a mapping has come. `done` is the sequence number of the last record done, '' before the first. */
export interface Position {
  readonly stream: string;
  readonly done: string;
}

export interface Positions {
  get(mapping: string): Position | undefined;
  set(mapping: string, position: Position): void;
}

/** Kept in one file per mapping, written before the next batch is read: a kill repeats at most that batch. */
export function openPositions(folder: string): Positions {
  const known = new Map<string, Position>();
  const file = (mapping: string) => join(folder, `${mapping.replace(/[^\w-]/g, '_')}.json`);
  mkdirSync(folder, { recursive: true });
  return {
    get: (mapping) => known.get(mapping) ?? readJson<Position>(file(mapping)),
    set(mapping, position) {
      known.set(mapping, position);
      writeWhole(file(mapping), JSON.stringify(position));
    },
  };
}
