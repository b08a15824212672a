import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';

const hashes: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

// The service's limit on States.ArrayRange, which $range replaces.
const longestRange = 1000;

function partition(list: unknown, size: unknown): unknown {
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) throw new Error('$partition: the first argument is not an array');
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1) {
    throw new Error('$partition: the chunk size is not a positive integer');
  }
  const chunks: unknown[][] = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks;
}

function range(first: unknown, last: unknown, step: unknown): number[] {
  if (![first, last, step].every((value) => Number.isInteger(value))) {
    throw new Error('$range: first, last and step are integers');
  }
  const [from, to, by] = [first as number, last as number, step as number];
  if (by === 0) throw new Error('$range: the step is zero');
  const length = Math.max(0, Math.floor((to - from) / by) + 1);
  if (length > longestRange) throw new Error(`$range: more than ${longestRange} values`);
  return Array.from({ length }, (_, at) => from + at * by);
}

function hash(text: unknown, algorithm: unknown): string | undefined {
  if (text === undefined) return undefined;
  const known = hashes[String(algorithm)];
  if (!known) throw new Error(`$hash: no algorithm ${String(algorithm)}`);
  const data = typeof text === 'string' ? text : JSON.stringify(text);
  return createHash(known).update(data).digest('hex');
}

/** Without a seed any number in [0, 1); with a seed always the same one (mulberry32, one draw). */
function random(seed?: unknown): number {
  if (seed === undefined) return Math.random();
  if (typeof seed !== 'number') throw new Error('$random: the seed is not a number');
  let state = (seed + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}

function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new Error('$parse: the argument is not a string');
  return JSON.parse(text);
}

const format = jsonata('$fromMillis($at, $picture, $zone)');

/**
 * The functions Step Functions adds to JSONata, as bindings for one evaluation.
 * `$now` and `$millis` read the given clock; `$eval` does not exist on AWS and not here.
 * @param now epoch milliseconds of this evaluation
 */
export function stepFunctions(now: number): Record<string, unknown> {
  return {
    partition,
    range,
    hash,
    random,
    uuid: () => randomUUID(),
    parse,
    millis: () => now,
    now: (picture?: string, zone?: string) => format.evaluate(undefined, { at: now, picture, zone }),
    eval: null,
  };
}
