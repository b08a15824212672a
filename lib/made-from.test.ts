import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeFrom } from './made-from.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ithope-made-'));
  mkdirSync(join(root, 'source'));
  writeFileSync(join(root, 'source/a.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const make = () =>
  madeFrom(join(root, 'out'), [join(root, 'source/**')], async (aside) => {
    writeFileSync(join(aside, 'made'), readFileSync(join(root, 'source/a.ts')));
  });
const made = () => readFileSync(join(root, 'out/made'), 'utf8');

describe('a folder made from sources', () => {
  test('is made once, and again when a source changes', async () => {
    expect([await make(), made()]).toEqual([true, 'one']);
    expect(await make()).toBe(false);
    writeFileSync(join(root, 'source/a.ts'), 'two');
    expect([await make(), made()]).toEqual([true, 'two']);
  });

  test('is made again when a source comes, goes or is renamed', async () => {
    await make();
    writeFileSync(join(root, 'source/b.ts'), '');
    expect(await make()).toBe(true);
    rmSync(join(root, 'source/b.ts'));
    expect(await make()).toBe(true);
  });

  test('is not made again for a test, but when it was taken away', async () => {
    await make();
    writeFileSync(join(root, 'source/a.test.ts'), 'x');
    expect(await make()).toBe(false);
    rmSync(join(root, 'out'), { recursive: true });
    expect(await make()).toBe(true);
  });

  test('stays as it was when making it fails, and is tried again', async () => {
    await make();
    writeFileSync(join(root, 'source/a.ts'), 'broken');
    const failing = madeFrom(join(root, 'out'), [join(root, 'source/**')], async () => {
      throw new Error('does not compile');
    });
    await expect(failing).rejects.toThrow('does not compile');
    expect(made()).toBe('one');
    expect(await make()).toBe(true);
    expect(readdirSync(root).filter((name) => name.startsWith('out'))).toEqual(['out']);
    expect(existsSync(join(root, 'out/made'))).toBe(true);
  });
});
