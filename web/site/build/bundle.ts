import { join } from 'node:path';
import { build } from 'esbuild';
import { ISLANDS, SHEETS } from '../page.ts';

const site = join(import.meta.dirname, '..');

/** The pages' JSX as a module of this process: bundled in memory, nothing is written. */
export async function loadRenderer(): Promise<typeof import('./render.tsx')> {
  const result = await build({
    entryPoints: [join(site, 'build/render.tsx')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text ?? '';
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

/** The pages' scripts by name, minified. */
export async function bundleIslands(): Promise<Map<string, Uint8Array>> {
  const result = await build({
    entryPoints: ISLANDS.map((name) => join(site, `islands/${name}.ts`)),
    outdir: 'islands',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: ['chrome115', 'firefox115', 'safari16'],
    logLevel: 'silent',
  });
  return new Map(result.outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, ''), file.contents]));
}

/** The style sheets of few pages by name, minified; they build upon the sheet that every page has. */
export async function bundleSheets(): Promise<Map<string, Uint8Array>> {
  const result = await build({
    entryPoints: SHEETS.map((name) => join(site, `sheets/${name}.css`)),
    outdir: 'sheets',
    minify: true,
    write: false,
    target: ['chrome115', 'firefox115', 'safari16'],
    logLevel: 'silent',
  });
  return new Map(result.outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, ''), file.contents]));
}
