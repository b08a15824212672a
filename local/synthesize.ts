import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { onlyOne } from '../lib/only-one.ts';

/** Everything that the templates and their assets are made from. */
const SOURCES = [
  'bin/ithope.ts',
  'lib/**',
  'functions/**',
  'web/**',
  'cities/**',
  'cdk.json',
  'package-lock.json',
];
/** Settings of the app that come from the environment (lib/settings.ts). */
const SETTINGS = ['CITY', 'STAGE', 'DOMAIN', 'CERTIFICATE', 'ALARM_MAIL'];
const SYNTHESES = 'dist/clouds';
/** A running cloud reads its bundles from its synthesis; the last few are left for whoever still runs. */
const KEPT = 3;

/**
 * Builds and synthesizes the very app that `cdk deploy` deploys, unless nothing has changed since the last time.
 * @returns its cdk.out
 * @throws Error with what the app said, when it does not build or synthesize
 */
export async function synthesizeProgramme(
  env: NodeJS.ProcessEnv = process.env,
  say: (text: string) => void = () => undefined,
): Promise<string> {
  return onlyOne(join('dist', '.synthesizing'), async () => {
    const folder = join(SYNTHESES, digestOf(env));
    if (existsSync(join(folder, 'manifest.json'))) return folder;
    say('빌드와 합성 · building and synthesizing');
    const aside = `${folder}.${process.pid}`;
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true });
    await runApp(aside, env);
    renameSync(aside, folder);
    forgetOld();
    return folder;
  });
}

function digestOf(env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256').update(JSON.stringify(SETTINGS.map((name) => env[name])));
  for (const name of globSync(SOURCES, { exclude: (one) => /\.test\.tsx?$/.test(String(one)) }).sort()) {
    const { mtimeMs, size } = statSync(name);
    hash.update(`${name} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** What the CDK's command line would do, without its seconds: the app itself, with the context of cdk.json. */
function runApp(outdir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const child = spawn(process.execPath, ['bin/ithope.ts'], {
    env: {
      ...env,
      // What runs here is nobody's real programme, whatever its stage is called.
      DEMONSTRATION: 'true',
      CDK_OUTDIR: outdir,
      CDK_DEFAULT_ACCOUNT: '000000000000',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the CDK app ended with ${code}:\n${said.trim()}`)),
    );
  });
}

function forgetOld(): void {
  const all = readdirSync(SYNTHESES)
    .map((name) => ({ path: join(SYNTHESES, name), at: statSync(join(SYNTHESES, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of all.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}
