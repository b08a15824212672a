import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** One digest over names and contents of the files, in the order of their names. */
function digest(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], { exclude: (name) => /\.test\.tsx?$/.test(String(name)) })
    .filter((name) => basename(name).includes('.'))
    .sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * Makes a folder from sources, unless it was made from the very same before.
 * It is made aside and moved at once, so that whoever reads the folder meanwhile sees the old or the new.
 * @param sources glob patterns of everything that goes into it
 * @returns whether it was made
 */
export async function madeFrom(
  folder: string,
  sources: readonly string[],
  make: (aside: string) => Promise<unknown>,
): Promise<boolean> {
  const note = join(dirname(folder), `.${basename(folder)}.made-from`);
  const now = digest(sources);
  if (existsSync(folder) && existsSync(note) && readFileSync(note, 'utf8') === now) return false;
  const aside = `${folder}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  try {
    await make(aside);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
  writeFileSync(note, now);
  return true;
}
