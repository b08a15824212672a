import type { SetTimer } from './types.ts';

// Looked at again at least this often, so that a clock moved without a tick is noticed.
const longestSleep = 60_000;

export const systemTimer: SetTimer = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
};

/** The next deadline of each running execution, and one timer for the earliest of them. */
export interface Timetable {
  put(key: string, deadline: number | undefined): void;
  /** Takes out what is due; whoever takes a key puts its next deadline back. */
  takeDue(now: number): string[];
  next(): number | undefined;
  stop(): void;
}

export function openTimetable(now: () => number, setTimer: SetTimer, ring: () => void): Timetable {
  const deadlines = new Map<string, number>();
  let cancel: (() => void) | undefined;
  let setFor: number | undefined;
  let stopped = false;

  function next(): number | undefined {
    let first: number | undefined;
    for (const moment of deadlines.values()) if (first === undefined || moment < first) first = moment;
    return first;
  }

  function schedule(): void {
    const first = stopped ? undefined : next();
    if (first === setFor && cancel) return;
    cancel?.();
    cancel = undefined;
    setFor = first;
    if (first === undefined) return;
    cancel = setTimer(
      () => {
        cancel = undefined;
        ring();
        schedule();
      },
      Math.max(0, Math.min(first - now(), longestSleep)),
    );
  }

  return {
    put(key, deadline) {
      if (deadline === undefined) deadlines.delete(key);
      else deadlines.set(key, deadline);
      schedule();
    },
    takeDue(moment) {
      const due = [...deadlines].filter(([, deadline]) => deadline <= moment).map(([key]) => key);
      for (const key of due) deadlines.delete(key);
      return due;
    },
    next,
    stop() {
      stopped = true;
      schedule();
    },
  };
}
