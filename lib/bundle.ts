import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { cityFile, readCityPack } from './city.ts';
import { FUNCTIONS, PAPER_FUNCTIONS } from './functions.ts';

/** Where the bundles lie: `<folder>/<function>/index.js`, with the city pack beside it. */
export const BUNDLES = 'dist/functions';
/** Papers are set in these: TrueType, because pdfkit subsets nothing else as well. */
const FONTS = ['web/fonts/PretendardGOV-Regular.ttf', 'web/fonts/PretendardGOV-Bold.ttf'];
/** On Lambda credentials come from the environment; the other ten ways (SSO, profiles, IMDS …) weigh 95 KB. */
const CREDENTIALS = './lib/runtime/credentials.ts';
const STAMP = '.stamp.json';

export interface Bundled {
  readonly folder: string;
  readonly metafile: Metafile;
  /** False when sources and pack were as they had been. */
  readonly built: boolean;
}

const digest = (files: readonly string[]) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest('hex');
};

/** @throws Error naming every entry file that is missing */
function mustExist(files: readonly string[]): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`Functions without source:\n${missing.join('\n')}`);
}

/** What was built last, if every file it was made from is unchanged. */
function unchanged(stamp: string, entries: string): Metafile | undefined {
  if (!existsSync(stamp)) return undefined;
  const last = JSON.parse(readFileSync(stamp, 'utf8')) as {
    entries: string;
    files: string[];
    digest: string;
    metafile: Metafile;
  };
  const same =
    last.entries === entries && last.files.every((f) => existsSync(f)) && digest(last.files) === last.digest;
  return same ? last.metafile : undefined;
}

/**
 * Bundles every function in one esbuild call: CommonJS (loads faster than ESM on Lambda, docs/numbers), the SDK
 * included (44 → 30 ms), ESM sources preferred (`mainFields`) so that unused parts fall away.
 */
export async function bundleFunctions(city: string, folder = BUNDLES): Promise<Bundled> {
  mustExist(FUNCTIONS.map(({ entry }) => entry));
  readCityPack(city);
  const stamp = join(folder, STAMP);
  const entries = JSON.stringify([city, ...FUNCTIONS.map(({ name, entry }) => [name, entry])]);
  const last = unchanged(stamp, entries);
  if (last) return { folder, metafile: last, built: false };

  // Built aside and moved at once, so that whoever reads the folder meanwhile sees the old or the new.
  const aside = `${folder}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: FUNCTIONS.map(({ name, entry }) => ({ in: entry, out: join(name, 'index') })),
    outdir: aside,
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
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  });
  for (const { name } of FUNCTIONS) furnish(join(aside, name), city);
  for (const { name } of PAPER_FUNCTIONS) {
    for (const font of FONTS) cpSync(font, join(aside, name, basename(font)));
  }
  const sources = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const files = [...sources, cityFile(city), ...FONTS, 'package-lock.json', 'lib/bundle.ts'];
  writeFileSync(join(aside, STAMP), JSON.stringify({ entries, files, digest: digest(files), metafile }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
  return { folder, metafile, built: true };
}

/** The pack beside the code; and CommonJS said aloud, because this repository's own package.json says module. */
function furnish(folder: string, city: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(cityFile(city), join(folder, 'city.json'));
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
}
