import { availableParallelism } from 'node:os';
import type { Instance } from './instance.ts';
import { type Outcome, refused } from './outcome.ts';

/**
 * Lambda would start as many environments as there are events. Here each costs a quarter of a second of a processor, and
 * more than there are processors serve nobody sooner: the rest wait their turn. Two at least, so that one function runs
 * beside itself on every machine.
 */
export const WORKERS_PER_FUNCTION = Math.min(4, Math.max(2, availableParallelism()));
/** An environment takes longer than this to start: whoever waits less is served sooner by one that runs. */
const PATIENCE_MS = 150;
/** An environment that had nothing to do for this long is ended. */
const IDLE_MS = 60_000;

/** The execution environments of one function: started when needed, kept warm, one event at a time in each. */
export interface Pool {
  invoke(payload: string): Promise<Outcome>;
  /** Ends every environment in the middle of what it does, as AWS may; the next event gets a new one. */
  interrupt(): Promise<void>;
  stop(): Promise<void>;
}

export function openPool(start: () => Instance, reserved?: number, patienceMs = PATIENCE_MS): Pool {
  const most = Math.min(WORKERS_PER_FUNCTION, reserved ?? WORKERS_PER_FUNCTION);
  const idle = new Map<Instance, NodeJS.Timeout>();
  const all = new Set<Instance>();
  const waiting: ((instance: Instance | undefined) => void)[] = [];
  let running = 0;
  let stopped = false;

  function begin(): Instance {
    const instance = start();
    all.add(instance);
    return instance;
  }
  function rest(instance: Instance): void {
    const timer = setTimeout(() => {
      idle.delete(instance);
      all.delete(instance);
      void instance.stop();
    }, IDLE_MS);
    timer.unref();
    idle.set(instance, timer);
  }
  function giveBack(instance: Instance): void {
    if (!instance.usable) all.delete(instance);
    if (stopped) return;
    const next = waiting.shift();
    if (next) next(instance.usable ? instance : begin());
    else if (instance.usable) rest(instance);
  }
  function takeIdle(): Instance | undefined {
    for (const [instance, timer] of idle) {
      clearTimeout(timer);
      idle.delete(instance);
      if (instance.usable) return instance;
      all.delete(instance);
    }
    return undefined;
  }
  /** Nothing when the pool is stopped meanwhile. */
  function waitForOne(): Promise<Instance | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        if (stopped || all.size >= most) return;
        const another = begin();
        void another.ready.then(() => giveBack(another));
      }, patienceMs);
      waiting.push((instance) => {
        clearTimeout(timer);
        resolve(instance);
      });
    });
  }

  return {
    async invoke(payload) {
      if (stopped) return stopping();
      if (reserved !== undefined && running >= reserved)
        return refused(429, 'TooManyRequestsException', 'Rate Exceeded.');
      running += 1;
      try {
        const instance = takeIdle() ?? (all.size === 0 ? begin() : await waitForOne());
        if (!instance) return stopping();
        try {
          return await instance.invoke(payload);
        } finally {
          giveBack(instance);
        }
      } finally {
        running -= 1;
      }
    },
    async interrupt() {
      const ended = [...all];
      for (const timer of idle.values()) clearTimeout(timer);
      idle.clear();
      for (const instance of ended) all.delete(instance);
      await Promise.all(ended.map((instance) => instance.stop()));
    },
    async stop() {
      stopped = true;
      for (const give of waiting.splice(0)) give(undefined);
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...all].map((instance) => instance.stop()));
      all.clear();
      idle.clear();
    },
  };
}

const stopping = () => refused(503, 'ServiceException', 'The local cloud is stopping.');
