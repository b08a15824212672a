import { readFileSync, renameSync, writeFileSync } from 'node:fs';

let serial = 0;

/**
 * Writes a file so that ending the process at any moment leaves the old content or the new, never half of one.
 * Not synced to the disk: what a power cut may cost a demonstration is not worth milliseconds on every call.
 */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.${serial++}.new`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, path);
}

/** The file's JSON, or undefined where there is no file. @throws SyntaxError naming a damaged file */
export function readJson<T>(path: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`);
  }
}
