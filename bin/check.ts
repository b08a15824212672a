import { spawnSync } from 'node:child_process';

/** `npm run check`: everything that can be said of the code without running it. Stops at the first that fails. */
const STEPS: readonly { readonly what: string; readonly command: readonly string[] }[] = [
  { what: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { what: 'types', command: ['tsc', '-p', '.'] },
  { what: 'import rules', command: ['vitest', 'run', 'test/infra/walls.test.ts'] },
  { what: 'generated documents', command: ['node', 'bin/docs.ts', '--check'] },
  { what: 'synth with cdk-nag', command: ['cdk', 'synth', '--quiet', '--strict'] },
];

for (const { what, command } of STEPS) {
  const started = Date.now();
  const [program = '', ...words] = command;
  const { status } = spawnSync(program, words, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`check: ${what} failed`);
    process.exit(1);
  }
  console.log(`check: ${what} ✓ ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
