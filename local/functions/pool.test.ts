import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instance } from './instance.ts';
import type { Outcome } from './outcome.ts';
import { openPool, WORKERS_PER_FUNCTION } from './pool.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Environments of make-believe, each ready after its own time: `die` ends one, a number is how long the event takes. */
function stage(...startMs: number[]) {
  const started: (Instance & { busy: boolean; served: number })[] = [];
  let overlapped = false;
  const start = (): Instance => {
    const ready = wait(startMs[started.length] ?? 0);
    const instance = {
      usable: true,
      busy: false,
      served: 0,
      ready,
      async invoke(payload: string): Promise<Outcome> {
        overlapped ||= instance.busy;
        instance.busy = true;
        await ready;
        await wait(Number(payload) || 0);
        instance.busy = false;
        instance.served += 1;
        if (payload === 'die') instance.usable = false;
        return { status: 200, payload };
      },
      async stop() {
        instance.usable = false;
      },
    };
    started.push(instance);
    return instance;
  };
  return { start, started, overlapped: () => overlapped };
}

describe('a pool of execution environments', () => {
  test('answers every event, one at a time in each environment, whatever dies meanwhile', async () => {
    const events = fc.array(fc.constantFrom('0', '1', '2', 'die'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(events, async (payloads) => {
        const { start, started, overlapped } = stage();
        const pool = openPool(start, undefined, 1);
        const outcomes = await Promise.all(payloads.map((payload) => pool.invoke(payload)));
        expect(outcomes.map(({ payload }) => payload)).toEqual(payloads);
        expect(overlapped()).toBe(false);
        expect(started.filter(({ usable }) => usable).length).toBeLessThanOrEqual(WORKERS_PER_FUNCTION);
        await pool.stop();
      }),
      { numRuns: 30 },
    );
  });

  test('serves short events by the environment that runs, and starts more for long ones', async () => {
    const short = stage();
    const calm = openPool(short.start, undefined, 200);
    await Promise.all(Array.from({ length: 10 }, () => calm.invoke('1')));
    expect(short.started).toHaveLength(1);
    const long = stage();
    const pressed = openPool(long.start, undefined, 5);
    await Promise.all(Array.from({ length: 10 }, () => pressed.invoke('40')));
    expect(long.started).toHaveLength(WORKERS_PER_FUNCTION);
    expect(WORKERS_PER_FUNCTION).toBeGreaterThan(1);
  });

  test('whoever waits while another environment starts is served by the first that is free', async () => {
    // The second is so slow that a busy machine cannot have both ready in one turn.
    const { start, started } = stage(60, 3_000);
    const pool = openPool(start, undefined, 10);
    await Promise.all([pool.invoke('0'), pool.invoke('0')]);
    expect(started.map(({ served }) => served)[0]).toBe(2);
    await pool.stop();
  });

  test('nobody waits for ever when it is stopped', async () => {
    const pool = openPool(stage().start, undefined, 1000);
    const [first, second] = [pool.invoke('30'), pool.invoke('0')];
    await pool.stop();
    expect((await second).status).toBe(503);
    expect((await first).status).toBe(200);
  });

  test('interrupted, it starts others for what comes next', async () => {
    const { start, started } = stage();
    const pool = openPool(start, undefined, 1);
    await pool.invoke('0');
    await pool.interrupt();
    expect(started.map(({ usable }) => usable)).toEqual([false]);
    expect((await pool.invoke('0')).status).toBe(200);
    expect(started.map(({ usable }) => usable)).toEqual([false, true]);
    await pool.stop();
  });

  test('keeps to reserved concurrency, and runs nothing where it is zero', async () => {
    const one = openPool(stage().start, 1);
    const outcomes = await Promise.all([one.invoke('5'), one.invoke('5')]);
    expect(outcomes.map(({ status }) => status)).toEqual([200, 429]);
    expect((await one.invoke('0')).status).toBe(200);
    expect((await openPool(stage().start, 0).invoke('0')).status).toBe(429);
  });
});
