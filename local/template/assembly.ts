import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: unknown;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
}

export interface Template {
  readonly Resources?: Record<string, TemplateResource>;
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>;
  readonly Parameters?: Record<string, { Type: string; Default?: unknown }>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  readonly Conditions?: Record<string, unknown>;
  readonly Transform?: unknown;
}

export interface Stack {
  /** As CloudFormation names it. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
}

/** A cloud assembly (cdk.out) as read from its folder. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  /** Paths of assets, by hash and by object key. */
  readonly assets: ReadonlyMap<string, string>;
}

/** For stacks that may go to any account. */
const LOCAL_ACCOUNT = '000000000000';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: string[];
  readonly properties?: { templateFile?: string; stackName?: string; file?: string };
}

/** @throws Error saying what is missing: no synthesized app, or stacks without a fixed environment */
export function readAssembly(folder: string): Assembly {
  const artifacts = Object.entries(
    readPart<{ artifacts?: Record<string, Artifact> }>(join(folder, 'manifest.json')).artifacts ?? {},
  );
  if (artifacts.some(([, { type }]) => type === 'cdk:cloud-assembly'))
    throw new Error(`${folder}: nested cloud assemblies (stages) are not implemented`);
  const assets = new Map<string, string>();
  for (const [, { type, properties }] of artifacts)
    if (type === 'cdk:asset-manifest' && properties?.file) readAssets(folder, properties.file, assets);
  const stacks = artifacts
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => readStack(folder, id, artifact));
  if (stacks.length === 0) throw new Error(`${folder}: no stacks; run the synthesis first`);
  return { stacks, assets };
}

function readStack(folder: string, id: string, artifact: Artifact): Stack {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
  if (!account || !region || region === 'unknown-region')
    throw new Error(`stack ${id}: its region must be fixed at synthesis, not ${artifact.environment}`);
  const file = artifact.properties?.templateFile;
  if (!file) throw new Error(`stack ${id}: the manifest names no template`);
  const template = readPart<Template>(join(folder, file));
  if (template.Transform !== undefined) throw new Error(`stack ${id}: transforms are not implemented`);
  const name = artifact.properties?.stackName ?? id;
  return { name, account: account === 'unknown-account' ? LOCAL_ACCOUNT : account, region, template };
}

interface AssetManifest {
  readonly files?: Record<
    string,
    { source: { path?: string }; destinations: Record<string, { objectKey: string }> }
  >;
}

function readAssets(folder: string, file: string, assets: Map<string, string>): void {
  for (const [hash, { source, destinations }] of Object.entries(
    readPart<AssetManifest>(join(folder, file)).files ?? {},
  )) {
    if (source.path === undefined) continue; // made by a command at deployment; asking for it fails by name
    const path = resolve(folder, source.path);
    assets.set(hash, path);
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, path);
  }
}

function readPart<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new Error(`${path}: not a readable part of a cloud assembly (${(error as Error).message})`);
  }
}
