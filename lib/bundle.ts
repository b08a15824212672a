import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { FACES } from '../functions/kernel/paper-faces.ts';
import { cityFile, readCityPack } from './city.ts';
import { BUNDLES } from './folders.ts';
import { FUNCTIONS, TASK_FUNCTIONS } from './functions.ts';
import { madeFrom } from './made-from.ts';

/** Papers are set in these: TrueType, because pdfkit subsets nothing else as well. */
const FONTS = Object.values(FACES).map((face) => `web/fonts/${face}`);
/** On Lambda credentials come from the environment; the other ten ways (SSO, profiles, IMDS …) weigh 95 KB. */
const CREDENTIALS = './lib/runtime/credentials.ts';
/** Shapes are made when they are used, not when a function starts (docs/adr/0026). */
const DEFERRED_ZOD = './lib/runtime/deferred-zod.ts';

export interface Bundled {
  readonly folder: string;
  /** False when sources and pack were as they had been. */
  readonly built: boolean;
}

/** @throws Error naming every entry file that is missing */
function mustExist(files: readonly string[]): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`Functions without source:\n${missing.join('\n')}`);
}

/** Bundles every function of the registry with the city's pack, unless nothing has changed since. */
export async function bundleFunctions(city: string, folder = BUNDLES): Promise<Bundled> {
  mustExist(FUNCTIONS.map(({ entry }) => entry));
  readCityPack(city);
  const sources = [
    'functions/**',
    'lib/*.ts',
    CREDENTIALS,
    DEFERRED_ZOD,
    cityFile(city),
    ...FONTS,
    'package-lock.json',
  ];
  const built = await madeFrom(folder, sources, async (aside) => {
    await bundle(aside);
    for (const { name } of FUNCTIONS) furnish(join(aside, name), city);
    for (const { name, prints } of TASK_FUNCTIONS) {
      if (!prints) continue;
      for (const font of FONTS) cpSync(font, join(aside, name, basename(font)));
    }
  });
  return { folder, built };
}

/**
 * What a function loads when it is needed lies beside it as a file of its own, so that a start does not read it. What is
 * in both is there twice: an error thrown in one is no instance of the other's class.
 */
const LATER: readonly { readonly of: string; readonly entry: string }[] = [
  { of: 'fund-staff', entry: 'functions/fund/statement-reader.ts' },
];
const nameOf = (entry: string): string => basename(entry, '.ts');
const later: Plugin = {
  name: 'later',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = relative(process.cwd(), join(resolveDir, path));
      return LATER.some(({ entry }) => entry === file)
        ? { path: `./${nameOf(file)}.js`, external: true }
        : undefined;
    });
  },
};

/** What our functions call zod is ours; what that one calls zod is zod. */
const deferredShapes: Plugin = {
  name: 'deferred shapes',
  setup({ onResolve }) {
    onResolve({ filter: /^zod$/ }, ({ resolveDir }) =>
      relative(process.cwd(), resolveDir).startsWith('functions')
        ? { path: resolve(DEFERRED_ZOD) }
        : undefined,
    );
  },
};

/**
 * One esbuild call: CommonJS (loads faster than ESM on Lambda, docs/numbers), the SDK included (44 → 30 ms), ESM
 * sources preferred (`mainFields`) so that unused parts fall away.
 */
const bundle = (outdir: string) =>
  build({
    entryPoints: [
      ...FUNCTIONS.map(({ name, entry }) => ({ in: entry, out: join(name, 'index') })),
      ...LATER.map(({ of, entry }) => ({ in: entry, out: join(of, nameOf(entry)) })),
    ],
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    // pdfkit asks its module's address for files beside it while it loads; CommonJS has to be told what that is.
    define: { 'import.meta.url': 'moduleAddress' },
    banner: { js: "const moduleAddress=require('node:url').pathToFileURL(__filename).href;" },
    alias: { '@aws-sdk/credential-provider-node': CREDENTIALS },
    plugins: [later, deferredShapes],
    legalComments: 'none',
    logLevel: 'error',
  });

/** The pack beside the code; and CommonJS said aloud, because this repository's own package.json says module. */
function furnish(folder: string, city: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'city.json'), JSON.stringify(readCityPack(city)));
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
}
