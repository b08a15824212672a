import type { LocalClock } from './clock.ts';
import type { Door } from './door/door.ts';
import { within } from './functions/within.ts';
import type { Scheduler } from './scheduler/scheduler.ts';
import type { Engine } from './workflow/engine.ts';

/** Something that never settles does not keep time from moving. */
export const SETTLING_MS = 10_000;

/** What moving the clock means for everything that is under way. */
export interface Time {
  /** Resolves when streams, events and workflows have nothing left to do. */
  settled(): Promise<void>;
  /** Moves the clock when nothing is under way, and resolves when what became due has been acted on. */
  advance(ms: number): Promise<void>;
}

export function openTime(
  clock: LocalClock,
  door: () => Door,
  engine: Engine,
  scheduler: () => Scheduler,
): Time {
  async function settled(): Promise<void> {
    await door().settled();
    await engine.idle();
    await door().settled();
  }
  return {
    settled,
    async advance(ms) {
      // Calls under way are let through first: on AWS, too, a signature of another day would be refused.
      await within(SETTLING_MS, settled());
      clock.advance(ms);
      await engine.tick();
      await scheduler().tick();
    },
  };
}
