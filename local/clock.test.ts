import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClock } from './clock.ts';

describe('the local clock', () => {
  it('moves forward, tells its listeners, and keeps its offset over a restart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clock-'));
    const clock = openClock(folder, () => 1000);
    let told = 0;
    const forget = clock.onAdvance(() => {
      told++;
    });
    clock.advance(500);
    forget();
    clock.advance(1);
    expect([clock.now(), clock.offsetMs(), told]).toEqual([1501, 501, 1]);
    expect(openClock(folder, () => 2000).now()).toBe(2501);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('does not move by %s', (ms) => {
    expect(() => openClock().advance(ms)).toThrow(RangeError);
  });

  it('refuses a damaged file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clock-'));
    writeFileSync(join(folder, 'clock.json'), '{"offsetMs":"x"}');
    expect(() => openClock(folder)).toThrow(/clock\.json/);
  });
});
