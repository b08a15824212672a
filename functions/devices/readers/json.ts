import { UnreadableFile } from '../../kernel/unreadable.ts';
import { scanDocuments } from './json-scan.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * The JSON documents of a text. One is the rule; several in a row (also parted by commas) are what old
 * lshw prints for several nodes and what `smartctl … >> file` makes.
 * @throws UnreadableFile NOT_JSON or TRUNCATED with line and column, TOO_DEEP
 */
export function parseDocuments(text: string): Json[] {
  try {
    return [JSON.parse(text) as Json];
  } catch {
    // The engine's message quotes the file and often names no place: scan for both ourselves.
    const spans = scanDocuments(text);
    if (spans.length === 0) throw new UnreadableFile('NOT_JSON', 'line 1, column 1', 'no JSON value');
    return spans.map(([start, end]) => JSON.parse(text.slice(start, end)) as Json);
  }
}

/** The value as an object, or undefined. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** The value at a path of keys, own keys only. */
export function reach(value: Json | undefined, ...path: string[]): Json | undefined {
  let here = value;
  for (const key of path) {
    const object = asObject(here);
    here = object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  }
  return here;
}

/** The text at a path; a number is taken as its digits, since tools disagree on which serials are numbers. */
export function textAt(value: Json | undefined, ...path: string[]): string | undefined {
  const found = reach(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' ? found : undefined;
}

/** The finite number at a path. */
export function numberAt(value: Json | undefined, ...path: string[]): number | undefined {
  const found = reach(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The list at a path; empty when there is none. */
export function listAt(value: Json | undefined, ...path: string[]): Json[] {
  const found = reach(value, ...path);
  return Array.isArray(found) ? found : [];
}
