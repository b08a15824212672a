import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

let serial = 0;

/** Writes a file so that a kill at any moment leaves the old content or the new, never half of one. */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.${serial++}.new`;
  const file = openSync(draft, 'w', mode);
  try {
    if (typeof content === 'string') writeSync(file, content);
    else for (let at = 0; at < content.byteLength; ) at += writeSync(file, content, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
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
