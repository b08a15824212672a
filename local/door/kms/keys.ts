import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud, Resource } from '../cloud.ts';
import { ServiceError } from '../errors.ts';
import { readJson, writeWhole } from '../files.ts';

export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly usage: 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC';
  readonly spec: string;
  /** Made at first use, kept in the data folder, readable by its owner only. */
  readonly material: () => Buffer;
  /** The alias by which it was asked for. */
  readonly alias?: string;
}

export interface Keys {
  /** By id, ARN, alias name or alias ARN. @throws ServiceError NotFoundException */
  find(name: string): Key;
}

const SPECS: Readonly<Record<string, number>> = {
  SYMMETRIC_DEFAULT: 32,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
};

/** The keys of the templates. @throws Error for a key spec that the door does not implement */
export function openKeys(cloud: Cloud, folder: string): Keys {
  const keys = cloud.ofType('AWS::KMS::Key').map((resource) => readKey(resource, folder));
  const aliases = new Map(
    cloud
      .ofType('AWS::KMS::Alias')
      .map(({ properties }) => [String(properties.AliasName), String(properties.TargetKeyId)]),
  );
  const direct = (name: string) => keys.find(({ id, arn }) => name === id || name === arn);
  return {
    find(name) {
      const alias = /^(?:arn:[^:]+:kms:[^:]*:[^:]*:)?(alias\/.+)$/.exec(name)?.[1];
      const key = direct(alias === undefined ? name : (aliases.get(alias) ?? ''));
      if (!key) throw new ServiceError('NotFoundException', `Key '${name}' does not exist`);
      return alias === undefined ? key : { ...key, alias };
    },
  };
}

function readKey(resource: Resource, folder: string): Key {
  const spec = String(resource.properties.KeySpec ?? 'SYMMETRIC_DEFAULT');
  const bytes = SPECS[spec];
  if (bytes === undefined) throw new Error(`key ${resource.logicalId}: KeySpec ${spec} is not implemented`);
  const id = resource.arn.split(':key/').at(-1) as string;
  let material: Buffer | undefined;
  return {
    id,
    arn: resource.arn,
    spec,
    usage: spec === 'SYMMETRIC_DEFAULT' ? 'ENCRYPT_DECRYPT' : 'GENERATE_VERIFY_MAC',
    material: () => {
      material ??= keptMaterial(folder, id, bytes);
      return material;
    },
  };
}

function keptMaterial(folder: string, id: string, bytes: number): Buffer {
  const path = join(folder, `${id.replace(/[^\w-]/g, '_')}.json`);
  const kept = readJson<{ material: string }>(path);
  if (kept) return Buffer.from(kept.material, 'base64');
  mkdirSync(folder, { recursive: true });
  const material = randomBytes(bytes);
  writeWhole(path, JSON.stringify({ material: material.toString('base64') }), 0o600);
  return material;
}
