import { build } from 'esbuild';
import { tokensCss } from './tokens.ts';

/**
 * One minified style sheet: the KRDS tokens, then `entry` with all it imports.
 * @param entry absolute path of a `.css` file
 */
export async function bundleStyles(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome115', 'firefox115', 'safari16'],
    logLevel: 'silent',
  });
  return tokensCss() + (result.outputFiles[0]?.text ?? '');
}
