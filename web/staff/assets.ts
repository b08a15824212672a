import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a file under a name that changes with its content. @returns its path below `out` */
export async function writeAsset(out: string, name: string, content: Buffer): Promise<string> {
  const mark = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const file = `assets/${name.replace('.', `-${mark}.`)}`;
  await writeFile(join(out, file), content);
  return file;
}
