import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scheduled } from './job.ts';

const lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines.length = 0;
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation(
      (line) => void lines.push(JSON.parse(String(line)) as Record<string, unknown>),
    );
});
afterEach(() => vi.restoreAllMocks());

const CONTEXT = { getRemainingTimeInMillis: () => 60_000 };
const EVENT = { job: 'lights-out', at: '2026-11-22T15:05:00Z' };

test('a job knows its occurrence, and says what it did', async () => {
  const asked: unknown[] = [];
  await scheduled(async (occurrence) => {
    asked.push(occurrence);
    return { put: 3 };
  })(EVENT, CONTEXT);
  expect(asked).toEqual([EVENT]);
  expect(lines).toEqual([{ event: 'job_done', put: 3, ...EVENT }]);
});

test('a job knows when to stop: 15 s before its function is ended', async () => {
  let left = 0;
  await scheduled(async (_, until) => {
    left = until - Date.now();
    return {};
  })(EVENT, CONTEXT);
  expect(left).toBeGreaterThan(44_000);
  expect(left).toBeLessThanOrEqual(45_000);
});

test('a job that fails is told to whoever asked, so that it is tried again', async () => {
  const failing = scheduled(async () => {
    throw new Error('the bulb is broken');
  });
  await expect(failing(EVENT, CONTEXT)).rejects.toThrow('the bulb is broken');
  expect(lines).toMatchObject([{ event: 'job_failed', ...EVENT, error: 'Error' }]);
});

test.each([[{}], [undefined], [{ job: 'x', at: 'yesterday' }], [{ at: EVENT.at }]])(
  'what no schedule sends is refused: %j',
  async (event) => {
    const run = vi.fn(async () => ({}));
    await expect(scheduled(run)(event, CONTEXT)).rejects.toThrow();
    expect(run).not.toHaveBeenCalled();
  },
);
