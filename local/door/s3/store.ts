import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';

/** What is sent along with an object: header name in lower case → value. User metadata as `x-amz-meta-…`. */
export type ObjectHeaders = Readonly<Record<string, string>>;

export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** Quoted MD5, as S3 gives it. */
  readonly etag: string;
  /** ms since 1970. */
  readonly modified: number;
  readonly headers: ObjectHeaders;
  /** Name of the file with the content, below the bucket's folder. */
  readonly file: string;
}

/** The objects of all buckets, in the data folder. Shared with what reads buckets without S3's protocol. */
export interface ObjectStore {
  /** Undefined where there is no such object. */
  head(bucket: string, key: string): StoredObject | undefined;
  read(bucket: string, object: StoredObject): Buffer;
  put(bucket: string, key: string, body: Uint8Array, headers: ObjectHeaders): StoredObject;
  remove(bucket: string, key: string): boolean;
  /** In the order of the keys' UTF-8 bytes. @param after only keys behind this one */
  list(bucket: string, options?: { prefix?: string; after?: string }): StoredObject[];
}

/**
 * Content and description are separate files; the description, written last, names the content, so that a kill
 * leaves the old object or the new one.
 */
export function openObjectStore(folder: string, now: () => number): ObjectStore {
  const buckets = new Map<string, Map<string, StoredObject>>();
  const place = (bucket: string) => join(folder, bucket);
  const open = (bucket: string) => {
    const known = buckets.get(bucket);
    if (known) return known;
    mkdirSync(place(bucket), { recursive: true });
    const objects = readObjects(place(bucket));
    buckets.set(bucket, objects);
    return objects;
  };
  return {
    head: (bucket, key) => open(bucket).get(key),
    read: (bucket, object) => readFileSync(join(place(bucket), object.file)),
    put(bucket, key, body, headers) {
      const objects = open(bucket);
      const before = objects.get(key);
      const name = nameOf(key);
      const object: StoredObject = {
        key,
        size: body.byteLength,
        etag: `"${createHash('md5').update(body).digest('hex')}"`,
        modified: now(),
        headers,
        file: `${name}.${randomBytes(4).toString('hex')}`,
      };
      writeFileSync(join(place(bucket), object.file), body);
      writeWhole(join(place(bucket), `${name}.json`), JSON.stringify(object));
      objects.set(key, object);
      if (before) rmSync(join(place(bucket), before.file), { force: true });
      return object;
    },
    remove(bucket, key) {
      const objects = open(bucket);
      const before = objects.get(key);
      if (!before) return false;
      unlinkSync(join(place(bucket), `${nameOf(key)}.json`));
      rmSync(join(place(bucket), before.file), { force: true });
      return objects.delete(key);
    },
    list(bucket, { prefix = '', after = '' } = {}) {
      return [...open(bucket).values()]
        .filter(({ key }) => key.startsWith(prefix) && compareKeys(key, after) > 0)
        .sort((a, b) => compareKeys(a.key, b.key));
    },
  };
}

/** A key may be longer than a file name and hold any character. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 40);

export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function readObjects(place: string): Map<string, StoredObject> {
  const names = readdirSync(place);
  const objects = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => readJson<StoredObject>(join(place, name)))
    .filter((object) => object !== undefined);
  const used = new Set(objects.map(({ file }) => file));
  // Content whose description was never written, or has been replaced: left over from a kill.
  for (const name of names)
    if (!name.endsWith('.json') && !used.has(name)) rmSync(join(place, name), { force: true });
  return new Map(objects.map((object) => [object.key, object]));
}
