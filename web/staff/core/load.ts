import { type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { asProblem, type Problem } from '../problem.ts';

export interface Loaded<T> {
  readonly data: Signal<T | undefined>;
  readonly problem: Signal<Problem | undefined>;
  readonly busy: Signal<boolean>;
  /** Reads again; what is shown stays until the new is there. */
  reload(): Promise<void>;
  /** Reads without showing, for comparing. */
  peek(): Promise<T>;
}

/** Reads something when a page appears and when `what` (its name) changes. An answer that came too late is dropped. */
export function useLoad<T>(what: string, read: () => Promise<T>): Loaded<T> {
  const loaded = useMemo(() => {
    const data = signal<T | undefined>(undefined);
    const problem = signal<Problem | undefined>(undefined);
    const busy = signal(true);
    let latest = 0;
    const reload = async () => {
      const mine = ++latest;
      busy.value = true;
      try {
        const answer = await read();
        if (mine !== latest) return;
        data.value = answer;
        problem.value = undefined;
      } catch (error) {
        if (mine === latest) problem.value = asProblem(error);
      } finally {
        if (mine === latest) busy.value = false;
      }
    };
    return { data, problem, busy, reload, peek: read };
    // `what` names all that `read` depends on.
  }, [what]);
  useEffect(() => {
    void loaded.reload();
  }, [loaded]);
  return loaded;
}
