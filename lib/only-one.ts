import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAUSE_MS = 100;
/** A build takes seconds; whoever waits longer than this waits for a process that hangs. */
const PATIENCE_MS = 120_000;

/** Runs one piece of work at a time on this machine, for processes that share a folder (tests, synth, npm start). */
export async function onlyOne<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  mkdirSync(dirname(lock), { recursive: true });
  while (!taken(lock)) {
    if (Date.now() - started > PATIENCE_MS) throw new Error(`${lock} has been held for two minutes`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Making a folder is atomic. A lock whose process has died is taken away. */
function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch {
    if (!isHeld(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    // The pid may not have been written yet; EPERM is a living process of another user.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'EPERM';
  }
}
