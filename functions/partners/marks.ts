import { type Key, keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';

/**
 * Under which tags and fingerprints machines are known. A mark is a keyed hash (hex); an item of its own for each would
 * double what an import writes, so marks lie in 1,024 buckets (the hash's first ten bits), each a set of
 * `{next 16 hex digits} {device}`: 64 bits tell 10⁶ marks apart with a chance of error of 10⁶² / 2 / 2⁷⁴ < 10⁻¹⁰.
 * A list of 5,000 PCs touches each bucket once. At 100,000 PCs with two marks a bucket has some 200 members of 47
 * bytes, 9 KB of the 400 an item may have.
 */
const BUCKETS = 1024;
const bucketOf = (mark: string): string =>
  (Number.parseInt(mark.slice(0, 8), 16) % BUCKETS).toString(16).padStart(3, '0');
const shortOf = (mark: string): string => mark.slice(8, 24);
const memberOf = (mark: string, device: string): string => `${shortOf(mark)} ${device}`;

/** One write a bucket. Adding a member that is there changes nothing: safe to repeat, and beside others' writes. */
export function markMachines(machines: readonly { device: string; marks: readonly string[] }[]): Write[] {
  const buckets = new Map<string, Set<string>>();
  for (const { device, marks } of machines)
    for (const mark of marks) {
      const bucket = bucketOf(mark);
      const members = buckets.get(bucket) ?? new Set();
      buckets.set(bucket, members.add(memberOf(mark, device)));
    }
  return [...buckets]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([bucket, members]) => ({
      update: keys.machines(bucket),
      change: { set: { kind: 'machines' }, add: { members } },
      when: {},
    }));
}

interface Bucket extends Key {
  readonly members: ReadonlySet<string>;
}

/** BatchGet takes 100 keys; eight at once fetch all buckets in two rounds. */
const AT_ONCE = 8;
export async function lookUp<T extends Key>(table: Table, wanted: readonly Key[]): Promise<T[]> {
  const pages = Array.from({ length: Math.ceil(wanted.length / 100) }, (_, i) =>
    wanted.slice(i * 100, i * 100 + 100),
  );
  const found: T[] = [];
  const lane = async () => {
    for (let page = pages.shift(); page; page = pages.shift())
      found.push(...(await table.getAll<T>(page, { consistent: true })));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return found;
}

/** The devices that bear each of the marks, also such as an import that was given up has left behind in name only. */
export async function devicesMarked(table: Table, marks: readonly string[]): Promise<Map<string, string[]>> {
  const buckets = [...new Set(marks.map(bucketOf))];
  const bearers = new Map<string, string[]>();
  for (const { pk, members } of await lookUp<Bucket>(table, buckets.map(keys.machines)))
    for (const member of members) {
      const [short = '', device = ''] = member.split(' ');
      const place = `${pk} ${short}`;
      bearers.set(place, [...(bearers.get(place) ?? []), device]);
    }
  return new Map(
    marks.map((mark) => [mark, bearers.get(`${keys.machines(bucketOf(mark)).pk} ${shortOf(mark)}`) ?? []]),
  );
}
