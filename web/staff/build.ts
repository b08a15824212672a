import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { City } from '../../functions/kernel/city-shape.ts';
import { facesCss, hangulFont, subsetFaces } from '../fonts/faces.ts';
import { bundleStyles } from '../styles/bundle.ts';
import { writeAsset } from './assets.ts';
import { applicationsCity, committeeCity, moneyCity, staffCity } from './core/city.ts';
import { glyphsOf } from './glyphs.ts';
import { page } from './index-page.ts';
import { routeTable } from './route-table.ts';
import { staffTexts } from './texts-bundle.ts';

const LANGUAGES = ['ko', 'en'] as const;

type Addresses = Readonly<Record<(typeof LANGUAGES)[number], string>>;

export interface StaffBuild {
  /** Files written, relative to `out`. */
  readonly files: readonly string[];
  /** Bytes of the scripts that the first page waits for, gzipped: the budget of numbers.md. */
  readonly scriptBytes: number;
  /** Bytes of what is fetched when a page of it is opened, gzipped. */
  readonly laterBytes: number;
}

type Modules = Readonly<Record<string, () => unknown>>;

/** Modules that exist only at build: what the contracts, the texts and the city pack come down to in the browser. */
const modulesOf = (city: City, texts: Addresses): Modules => ({
  'ithope:routes': () => ({ routes: routeTable() }),
  'ithope:city': () => ({ city: staffCity(city) }),
  'ithope:city-money': () => ({ moneyCity: moneyCity(city) }),
  'ithope:city-applications': () => ({ applicationsCity: applicationsCity(city) }),
  'ithope:city-committees': () => ({ committeeCity: committeeCity(city) }),
  'ithope:texts': () => ({ addresses: texts }),
});

function prepared(modules: Modules): Plugin {
  return {
    name: 'ithope',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^ithope:/ }, ({ path }) => ({ path, namespace: 'ithope' }));
      onLoad({ filter: /.*/, namespace: 'ithope' }, ({ path }) => {
        const [[name, value] = ['', undefined]] = Object.entries(modules[path]?.() ?? {});
        // Parsing one string is faster than reading an object literal, and esbuild leaves it alone.
        const text = JSON.stringify(JSON.stringify(value));
        return { contents: `export const ${name} = JSON.parse(${text});`, loader: 'js' };
      });
    },
  };
}

const COMMON = {
  bundle: true,
  format: 'esm',
  target: ['chrome115', 'firefox115', 'safari16.4'],
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
} satisfies BuildOptions;

/** A file of texts per language, fetched when it is spoken. */
async function texts(out: string): Promise<Addresses> {
  const made = LANGUAGES.map(async (language) => {
    const content = Buffer.from(JSON.stringify(staffTexts(language)));
    return [language, `/staff/${await writeAsset(out, `${language}.json`, content)}`] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as Addresses;
}

async function scripts(
  out: string,
  city: City,
  spoken: Addresses,
): Promise<{ entry: string; files: string[]; offline: string[]; bytes: number; later: number }> {
  const result = await build({
    entryPoints: { app: join(import.meta.dirname, 'main.tsx') },
    outdir: join(out, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    ...COMMON,
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [prepared(modulesOf(city, spoken))],
  });
  const made = Object.entries(result.metafile.outputs);
  const files = made.map(([file]) => `assets/${file.split('/').at(-1)}`);
  const entry = files[made.findIndex(([, { entryPoint }]) => entryPoint?.endsWith('main.tsx'))];
  if (!entry) throw new Error('esbuild named no entry point');
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(out, file))).length),
  );
  const first = importedBy(result.metafile.outputs, made[files.indexOf(entry)]?.[0] ?? '');
  const total = (wanted: boolean) =>
    sizes.reduce((sum, size, i) => (first.has(made[i]?.[0] ?? '') === wanted ? sum + size : sum), 0);
  const outside = made.filter(([, { entryPoint }]) => OFFLINE.some((page) => entryPoint?.endsWith(page)));
  if (outside.length !== OFFLINE.length) throw new Error(`${OFFLINE.join()}: not a script of its own`);
  const needed = new Set([
    ...first,
    ...outside.flatMap(([file]) => [...importedBy(result.metafile.outputs, file)]),
  ]);
  const offline = files.filter((_, i) => needed.has(made[i]?.[0] ?? ''));
  return { entry, files, offline, bytes: total(true), later: total(false) };
}

/** Pages that open without a network; all others ask for one. */
const OFFLINE = ['driver/pages.ts'];

/** The worker that keeps the app on a device: its one file at an address of its own, since it answers for what is below. */
async function worker(out: string, entry: string, files: readonly string[]): Promise<void> {
  const kept = files.map((file) => `/staff/${file}`).sort();
  const version = createHash('sha256').update(kept.join()).digest('hex').slice(0, 10);
  const shell = { version, page: { address: '/staff/', script: entry }, files: kept };
  await build({
    entryPoints: { worker: join(import.meta.dirname, 'worker', 'worker.ts') },
    outdir: out,
    ...COMMON,
    format: 'iife',
    plugins: [prepared({ 'ithope:shell': () => ({ shell }) })],
  });
}

/** A script and all that it imports at once, over and over; what it imports when asked is not among them. */
function importedBy(outputs: Metafile['outputs'], file: string, known = new Set<string>()): Set<string> {
  known.add(file);
  for (const { path, kind } of outputs[file]?.imports ?? [])
    if (kind === 'import-statement' && !known.has(path)) importedBy(outputs, path, known);
  return known;
}

async function fontsAndStyles(out: string, city: City) {
  const shown = glyphsOf([LANGUAGES.map(staffTexts), staffCity(city)], city);
  const faces = await subsetFaces({ regular: shown, bold: shown });
  const [regular, bold, hangul] = await Promise.all([
    writeAsset(out, 'regular.woff2', faces.regular),
    writeAsset(out, 'bold.woff2', faces.bold),
    hangulFont().then((font) => writeAsset(out, 'hangul.woff2', font)),
  ]);
  const address = (file: string) => `/staff/${file}`;
  const css =
    // Nothing is painted before the script runs, so the fonts are there in time: `optional` would only lose them.
    facesCss(
      { regular: address(regular), bold: address(bold), hangul: address(hangul) },
      faces.otherHangul,
    ).replaceAll('font-display:optional', 'font-display:swap') +
    (await bundleStyles(join(import.meta.dirname, 'styles', 'staff.css')));
  return { css: await writeAsset(out, 'app.css', Buffer.from(css)), regular, bold, hangul };
}

/**
 * Builds the staff app into `out` (`dist/staff`): `index.html`, and hashed files under `assets/` that may be kept for ever.
 * @param city the city's name under `cities/`, or its pack
 */
export async function buildStaff({ out, city }: { out: string; city: City | string }): Promise<StaffBuild> {
  const pack =
    typeof city === 'string'
      ? City.parse(JSON.parse(await readFile(join('cities', city, 'city.json'), 'utf8')))
      : city;
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, 'assets'), { recursive: true });
  const spoken = await texts(out);
  const [made, styles] = await Promise.all([scripts(out, pack, spoken), fontsAndStyles(out, pack)]);
  const first = spoken[pack.languages[0] === 'en' ? 'en' : 'ko'];
  await writeFile(
    join(out, 'index.html'),
    page(pack, { script: made.entry, style: styles.css, fonts: [styles.regular, styles.bold], texts: first }),
  );
  const spokenFiles = Object.values(spoken).map((address) => address.replace('/staff/', ''));
  // The other Hangul of names and streets is kept when it is first shown: 580 KB, and every phone has a Korean font.
  await worker(out, made.entry, [...made.offline, styles.css, styles.regular, styles.bold, ...spokenFiles]);
  return {
    files: ['index.html', 'worker.js', ...made.files, ...Object.values(styles), ...spokenFiles],
    scriptBytes: made.bytes,
    laterBytes: made.later,
  };
}

/** `node web/staff/build.ts [CITY] [OUT]` */
if (import.meta.main) {
  const [city = 'seoul', out = 'dist/staff'] = process.argv.slice(2);
  const { files, scriptBytes, laterBytes } = await buildStaff({ city, out });
  const size = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(
    `${files.length} files in ${out}, ${size(scriptBytes)} of script compressed, ${size(laterBytes)} later`,
  );
}
