import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { facesCss, hangulFont, laterFace, subsetFaces } from '../../fonts/faces.ts';
import { bundleStyles } from '../../styles/bundle.ts';
import { readSiteCity, type SiteCity } from '../city.ts';
import { textByWeight, writtenLater } from './bold.ts';
import { bundleIslands, bundleSheets, loadRenderer } from './bundle.ts';
import type { Rendered } from './render.tsx';
import { BUDGET, measure, type PageSize } from './sizes.ts';

export interface SiteBuild {
  /** Every file written, by its path in `out`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sizes: readonly PageSize[];
  /** The letters that the bold fonts of a page have, by the page's path. */
  readonly boldLetters: ReadonlyMap<string, string>;
}

const site = join(import.meta.dirname, '..');

/**
 * Builds the public site: static pages in every language of the city, with hashed assets.
 * @param options.city folder name of a city pack, or the pack itself
 * @param options.out folder to write; what was in it is removed
 * @throws Error naming the pages that are past the budget of `numbers.md`
 */
export async function buildSite(options: { city: string | SiteCity; out: string }): Promise<SiteBuild> {
  const city = typeof options.city === 'string' ? readSiteCity(options.city) : options.city;
  const files = new Map<string, Uint8Array>();
  /** Adds a file under a name that changes with its content, so that it may be kept for ever. */
  const add = (name: string, content: Uint8Array | string): string => {
    const bytes = Buffer.from(content);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const path = `assets/${name.replace(/(\.\w+)$/, `.${hash}$1`)}`;
    files.set(path, bytes);
    return `/${path}`;
  };

  const [renderer, islands, sheets, styles, hangul] = await Promise.all([
    loadRenderer(),
    bundleIslands(),
    bundleSheets(),
    bundleStyles(join(site, 'site.css')),
    hangulFont(),
  ]);
  const assets: Record<string, string> = {};
  for (const [name, code] of [...islands, ...sheets]) assets[name] = add(name, code);
  const wordFiles = renderer.wordFiles(city);
  for (const { name, content } of wordFiles) assets[name] = add(name, content);
  for (const name of await readdir(join(site, 'art'))) assets[name] = add(name, await drawing(name));
  const hangulAddress = add('hangul.woff2', hangul);

  const boldLetters = new Map<string, string>();
  const rendered = renderer.renderPages(city, assets);
  for (const family of familiesOf(rendered)) {
    const texts = family.map((page) => textByWeight(page.html));
    const always = writtenLater(styles, family[0]?.locale ?? '');
    const boldText = always + texts.map((text) => text.bold).join('');
    const regularText = always + texts.map((text) => text.regular).join('');
    const faces = await subsetFaces({ regular: regularText, bold: boldText });
    const name = `${family[0]?.language}-${family[0]?.family}`;
    const regular = add(`${name}-400.woff2`, faces.regular);
    const bold = add(`${name}-700.woff2`, faces.bold);
    const letters = wordFiles
      .filter((file) => file.language === family[0]?.language && file.families.includes(family[0].family))
      .map(({ content }) => content)
      .join('');
    const later = await Promise.all([
      laterFace('Regular', regularText + boldText, letters).then((face) => ({ weight: 400, face })),
      laterFace('Bold', boldText, letters).then((face) => ({ weight: 700, face })),
    ]);
    const fontFaces = facesCss(
      { regular, bold, hangul: hangulAddress },
      faces.otherHangul,
      later.flatMap(({ weight, face }) =>
        face ? [{ weight, url: add(`${name}-later-${weight}.woff2`, face.font), range: face.range }] : [],
      ),
    );
    const css = add(`${name}.css`, fontFaces + styles);
    for (const page of family) {
      boldLetters.set(page.path, boldText + letters);
      const html = page.html
        .replaceAll(renderer.LATER.styles, css)
        .replaceAll(renderer.LATER.regular, regular)
        .replaceAll(renderer.LATER.bold, bold);
      files.set(fileOf(page.path), Buffer.from(html));
    }
  }
  await write(options.out, files);
  const sizes = rendered.map((page) => measure(fileOf(page.path), page.path, files));
  const heavy = sizes.filter((size) => size.total > BUDGET.page || size.script > BUDGET.script);
  if (heavy.length > 0)
    throw new Error(`past the budget: ${heavy.map((size) => JSON.stringify(size)).join(' ')}`);
  return { files, sizes, boldLetters };
}

/** `/give/` → `give/index.html`. */
const fileOf = (path: string): string => (path.endsWith('/') ? `${path}index.html` : path).slice(1);

const familiesOf = (pages: readonly Rendered[]): Rendered[][] =>
  Object.values(Object.groupBy(pages, (page) => `${page.language} ${page.family}`)).filter(
    (pages) => pages !== undefined,
  );

/** A drawing without the comments and spaces that are for those who change it. */
async function drawing(name: string): Promise<string> {
  const svg = await readFile(join(site, 'art', name), 'utf8');
  return svg
    .replace(/<!--.*?-->/gs, '')
    .replace(/<title>.*?<\/title>/, '')
    .replace(/\s+/g, ' ')
    .replaceAll('> <', '><')
    .replaceAll(' />', '/>');
}

async function write(out: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await rm(out, { recursive: true, force: true });
  for (const [path, content] of files) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), content);
  }
}
