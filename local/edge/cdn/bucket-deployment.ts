import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ObjectStore } from '../../door/s3/store.ts';
import type { Cloud, Resource } from '../../template/cloud.ts';
import { typeOf } from './media-type.ts';
import { filterOf } from './sync-filter.ts';

interface Deployment {
  readonly SourceObjectKeys: string[];
  readonly SourceMarkers?: Record<string, string>[];
  readonly SourceMarkersConfig?: { jsonEscape?: boolean }[];
  readonly DestinationBucketName: string;
  readonly DestinationBucketKeyPrefix?: string;
  readonly Prune?: boolean | string;
  readonly Exclude?: string[];
  readonly Include?: string[];
  readonly SystemMetadata?: Record<string, string>;
  readonly UserMetadata?: Record<string, string>;
  readonly Extract?: boolean | string;
}

/**
 * Does what `cdk deploy` would: copies the assets of every BucketDeployment into the local buckets, in an order that
 * respects DependsOn. Objects that are already as they should be are left alone.
 * @returns the number of objects written or removed
 */
export function deployBuckets(cloud: Cloud, objects: ObjectStore): number {
  return inOrder(cloud.ofType('Custom::CDKBucketDeployment')).reduce(
    (sum, deployment) => sum + deploy(cloud, deployment, objects),
    0,
  );
}

function deploy(cloud: Cloud, resource: Resource, objects: ObjectStore): number {
  const given = resource.properties as unknown as Deployment;
  if (String(given.Extract ?? true) === 'false')
    throw new Error(`${resource.logicalId}: a deployment that does not extract is not implemented`);
  const bucket = given.DestinationBucketName;
  const prefix = (given.DestinationBucketKeyPrefix ?? '').replace(/^\/+|\/+$/g, '');
  const place = prefix === '' ? '' : `${prefix}/`;
  const chosen = filterOf(given.Exclude ?? [], given.Include ?? []);
  const metadata = metadataOf(given);
  const wanted = new Map<string, Buffer>();
  for (const [index, key] of given.SourceObjectKeys.entries()) {
    const markers = given.SourceMarkers?.[index] ?? {};
    const jsonEscape = given.SourceMarkersConfig?.[index]?.jsonEscape === true;
    for (const [name, content] of filesOf(cloud.asset(key), resource.logicalId))
      if (chosen(name)) wanted.set(name, withMarkers(content, markers, jsonEscape));
  }
  let changes = 0;
  for (const [name, content] of wanted) {
    const headers = { 'content-type': typeOf(name), ...metadata };
    const before = objects.head(bucket, `${place}${name}`);
    const same =
      before?.size === content.length &&
      JSON.stringify(before.headers) === JSON.stringify(headers) &&
      objects.read(bucket, before).equals(content);
    if (same) continue;
    objects.put(bucket, `${place}${name}`, content, headers);
    changes += 1;
  }
  if (String(given.Prune ?? true) === 'false') return changes;
  for (const { key } of objects.list(bucket, { prefix: place })) {
    const name = key.slice(place.length);
    if (!wanted.has(name) && chosen(name) && objects.remove(bucket, key)) changes += 1;
  }
  return changes;
}

function* filesOf(folder: string, owner: string): Generator<[string, Buffer]> {
  if (!statSync(folder).isDirectory())
    throw new Error(`${owner}: an asset that is an archive already (${folder}) is not implemented`);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield [relative(folder, path).split(sep).join('/'), readFileSync(path)];
  }
}

function withMarkers(content: Buffer, markers: Record<string, string>, jsonEscape: boolean): Buffer {
  const pairs = Object.entries(markers);
  if (pairs.length === 0) return content;
  const text = pairs.reduce(
    (filled, [marker, value]) =>
      filled.replaceAll(marker, () => (jsonEscape ? JSON.stringify(value).slice(1, -1) : value)),
    content.toString('utf8'),
  );
  return Buffer.from(text);
}

function metadataOf({ SystemMetadata = {}, UserMetadata = {} }: Deployment): Record<string, string> {
  const user = Object.entries(UserMetadata).map(([name, value]) => [
    `x-amz-meta-${name.toLowerCase()}`,
    value,
  ]);
  const system = Object.entries(SystemMetadata).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries([...system, ...user]);
}

/** Dependencies first; else in the order of the template. */
function inOrder(deployments: readonly Resource[]): Resource[] {
  const byId = new Map(deployments.map((one) => [`${one.stack}/${one.logicalId}`, one]));
  const done = new Set<Resource>();
  const visit = (one: Resource): void => {
    if (done.has(one)) return;
    for (const id of one.dependsOn) {
      const before = byId.get(`${one.stack}/${id}`);
      if (before) visit(before);
    }
    done.add(one);
  };
  for (const one of deployments) visit(one);
  return [...done];
}
