import type { Instance } from './instance.ts';
import { type Outcome, refused } from './outcome.ts';

/** Lambda would start as many environments as there are events; a small machine lets the rest wait their turn. */
const WORKERS_PER_FUNCTION = 4;
/** An environment that had nothing to do for this long is ended. */
const IDLE_MS = 5 * 60_000;

/** The execution environments of one function: started when needed, kept warm, one event at a time in each. */
export interface Pool {
  invoke(payload: string): Promise<Outcome>;
  /** Starts an environment ahead of the first event. */
  warm(): void;
  stop(): Promise<void>;
}

export function openPool(start: () => Instance, reserved?: number): Pool {
  const most = Math.min(WORKERS_PER_FUNCTION, reserved ?? WORKERS_PER_FUNCTION);
  const idle = new Map<Instance, NodeJS.Timeout>();
  const all = new Set<Instance>();
  const waiting: ((instance: Instance) => void)[] = [];
  let running = 0;

  function rest(instance: Instance): void {
    const timer = setTimeout(() => drop(instance), IDLE_MS);
    timer.unref();
    idle.set(instance, timer);
  }
  function drop(instance: Instance): void {
    clearTimeout(idle.get(instance));
    idle.delete(instance);
    all.delete(instance);
    void instance.stop();
  }
  function begin(): Instance {
    const instance = start();
    all.add(instance);
    return instance;
  }
  function take(): Instance | Promise<Instance> {
    for (const [instance, timer] of idle) {
      clearTimeout(timer);
      idle.delete(instance);
      if (instance.usable) return instance;
      all.delete(instance);
    }
    if (all.size < most) return begin();
    return new Promise((resolve) => waiting.push(resolve));
  }
  function giveBack(instance: Instance): void {
    const next = waiting.shift();
    if (instance.usable) {
      if (next) next(instance);
      else rest(instance);
      return;
    }
    all.delete(instance);
    next?.(begin());
  }

  return {
    async invoke(payload) {
      if (reserved !== undefined && running >= reserved)
        return refused(429, 'TooManyRequestsException', 'Rate Exceeded.');
      running += 1;
      try {
        const instance = await take();
        try {
          return await instance.invoke(payload);
        } finally {
          giveBack(instance);
        }
      } finally {
        running -= 1;
      }
    },
    warm() {
      if (all.size === 0 && reserved !== 0) rest(begin());
    },
    async stop() {
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...all].map((instance) => instance.stop()));
      all.clear();
      idle.clear();
    },
  };
}
