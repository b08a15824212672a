import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { build } from '../../../lib/build.ts';
import { madeFrom } from '../../../lib/made-from.ts';
import { onlyOne } from '../../../lib/only-one.ts';
import { deployProgramme } from '../../../lib/programme.ts';
import { readSettings } from '../../../lib/settings.ts';

export type Properties = Readonly<Record<string, unknown>>;
export interface TemplateResource {
  readonly stack: string;
  readonly id: string;
  /** Path of its construct within the stack, e.g. `donations-public/Role`. */
  readonly path: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy?: string;
  readonly updateReplacePolicy?: string;
}
export interface Assembly {
  readonly resources: readonly TemplateResource[];
  ofType(type: string): TemplateResource[];
  /** Logical name of what an intrinsic means: `<data/Table/Table.Arn>`. */
  readable(value: unknown): string;
  readonly terminationProtected: readonly string[];
}

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        Type: string;
        Properties?: Properties;
        DeletionPolicy?: string;
        UpdateReplacePolicy?: string;
        Metadata?: { 'aws:cdk:path'?: string };
      }
    >
  >;
  readonly Outputs?: Readonly<Record<string, { Value: unknown; Export?: { Name: string } }>>;
}

/** Where the test files share one synthesis: the templates by stack, and which stacks are protected. */
const KEPT = 'dist/assembly';
const SOURCES = ['lib/**', 'functions/**', 'web/**', 'cities/**', 'cdk.json', 'package-lock.json'];
interface Kept {
  readonly templates: Readonly<Record<string, Template>>;
  readonly terminationProtected: readonly string[];
}

/** Synthesizes the app as `cdk synth` does, with Seoul's pack, and reads the templates back. */
export async function synthesize(): Promise<Assembly> {
  await build('seoul');
  await onlyOne('dist/.synthesizing', () =>
    madeFrom(KEPT, SOURCES, async (aside) => writeFileSync(join(aside, 'assembly.json'), synth())),
  );
  const { templates, terminationProtected } = JSON.parse(
    readFileSync(join(KEPT, 'assembly.json'), 'utf8'),
  ) as Kept;
  return read(new Map(Object.entries(templates)), terminationProtected);
}

function synth(): string {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const outdir = mkdtempSync(join(tmpdir(), 'ithope-synth-'));
  try {
    const app = new App({ context: { ...context, 'aws:cdk:enable-path-metadata': true }, outdir });
    const programme = readSettings((name) => app.node.tryGetContext(name), {});
    deployProgramme(app, programme, undefined);
    const { stacks } = app.synth();
    const short = (stackName: string) => stackName.slice(programme.name.length + 1);
    const kept: Kept = {
      templates: Object.fromEntries(stacks.map((s) => [short(s.stackName), s.template as Template])),
      terminationProtected: stacks.filter((s) => s.terminationProtection).map((s) => short(s.stackName)),
    };
    return JSON.stringify(kept);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function read(templates: ReadonlyMap<string, Template>, terminationProtected: readonly string[]): Assembly {
  const resources = [...templates].flatMap(([stack, template]) =>
    Object.entries(template.Resources).map(([id, resource]) => ({
      stack,
      id,
      path: (resource.Metadata?.['aws:cdk:path'] ?? id)
        .split('/')
        .slice(1)
        .join('/')
        .replace(/\/Resource$/, ''),
      type: resource.Type,
      properties: resource.Properties ?? {},
      ...(resource.DeletionPolicy ? { deletionPolicy: resource.DeletionPolicy } : {}),
      ...(resource.UpdateReplacePolicy ? { updateReplacePolicy: resource.UpdateReplacePolicy } : {}),
    })),
  );
  const places = new Map(resources.map((r) => [`${r.stack}/${r.id}`, `${r.stack}/${r.path}`]));
  const exported = new Map(
    [...templates].flatMap(([stack, { Outputs = {} }]) =>
      Object.values(Outputs).flatMap(({ Value, Export }) =>
        Export ? [[Export.Name, { stack, value: Value }] as const] : [],
      ),
    ),
  );
  const stackOf = new WeakMap<object, string>();
  for (const { stack, properties } of resources) remember(properties, stack, stackOf);

  const readable = (value: unknown, stack?: string): string => {
    if (typeof value !== 'object' || value === null) return String(value);
    const here = stack ?? stackOf.get(value) ?? '';
    const [name, argument] = Object.entries(value)[0] ?? ['', undefined];
    const place = (id: string) => places.get(`${here}/${id}`) ?? id;
    if (name === 'Ref')
      return String(argument).startsWith('AWS::') ? String(argument) : `<${place(String(argument))}>`;
    if (name === 'Fn::GetAtt') {
      const [id = '', attribute = ''] = argument as string[];
      return `<${place(id)}${attribute === 'Arn' ? '' : `.${attribute}`}>`;
    }
    if (name === 'Fn::Join') {
      const [glue = '', parts = []] = argument as [string, unknown[]];
      return parts.map((part) => readable(part, here)).join(glue);
    }
    if (name === 'Fn::Sub') return String(argument);
    if (name === 'Fn::ImportValue') {
      const found = exported.get(readable(argument, here));
      if (!found) throw new Error(`nothing exports ${readable(argument, here)}`);
      return readable(found.value, found.stack);
    }
    throw new Error(`cannot read ${JSON.stringify(value)}`);
  };
  return {
    resources,
    terminationProtected,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    readable: (value) => readable(value),
  };
}

/** Which stack every intrinsic was written in, because a logical id means something only there. */
function remember(value: unknown, stack: string, into: WeakMap<object, string>): void {
  if (typeof value !== 'object' || value === null) return;
  into.set(value, stack);
  for (const member of Object.values(value)) remember(member, stack, into);
}
