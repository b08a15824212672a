import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onlyOne } from './only-one.ts';

let lock = '';
beforeEach(() => {
  lock = join(mkdtempSync(join(tmpdir(), 'ithope-lock-')), 'below', 'lock');
});
afterEach(() => rmSync(lock, { recursive: true, force: true }));

test('one piece of work at a time, each with its own result', async () => {
  let running = 0;
  let most = 0;
  const work = async (name: string) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running--;
    return name;
  };
  const all = ['a', 'b', 'c'].map((name) => onlyOne(lock, () => work(name)));
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  expect(most).toBe(1);
});

test('work that fails lets the next one in', async () => {
  await expect(onlyOne(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
  expect(await onlyOne(lock, async () => 'yes')).toBe('yes');
});

test('a lock left by a process that died is taken away', async () => {
  mkdirSync(lock, { recursive: true });
  // Above the largest pid that Linux and macOS give out.
  writeFileSync(join(lock, 'pid'), '99999999');
  expect(await onlyOne(lock, async () => 'mine')).toBe('mine');
});
