import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareFolder } from './beginning.ts';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'ithope-beginning-')), 'data');
const offsetOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'clock.json'), 'utf8')).offsetMs;

describe('a data folder', () => {
  test('that is new is filled, from a clock that runs twelve weeks behind', () => {
    const folder = fresh();
    expect(prepareFolder(folder, true)).toBe(true);
    expect(offsetOf(folder)).toBe(-84 * 86_400_000);
  });
  test('that is to stay empty stays so, also at later starts', () => {
    const folder = fresh();
    expect(prepareFolder(folder, false)).toBe(false);
    expect(existsSync(join(folder, 'clock.json'))).toBe(false);
    expect(prepareFolder(folder, true)).toBe(false);
  });
  test('that was killed while it was being filled is begun anew', () => {
    const folder = fresh();
    prepareFolder(folder, true);
    mkdirSync(join(folder, 'dynamodb'));
    writeFileSync(join(folder, 'dynamodb', 'half'), '');
    writeFileSync(join(folder, 'letter.txt'), 'somebody else’s');
    expect(prepareFolder(folder, true)).toBe(true);
    expect(existsSync(join(folder, 'dynamodb'))).toBe(false);
    expect(existsSync(join(folder, 'letter.txt'))).toBe(true);
  });
  test('that was filled, or has data of unknown origin, is left alone', () => {
    const folder = fresh();
    prepareFolder(folder, true);
    writeFileSync(join(folder, 'beginning.json'), '{"beginning":"filled"}');
    expect(prepareFolder(folder, true)).toBe(false);
    const other = fresh();
    mkdirSync(join(other, 'dynamodb'), { recursive: true });
    expect(prepareFolder(other, true)).toBe(false);
  });
});
