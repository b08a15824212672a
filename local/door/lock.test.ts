import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockFolder } from './lock.ts';

it('keeps a folder to one local cloud at a time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const free = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(/in use by another local cloud/);
  free();
  (await lockFolder(folder))();
});
