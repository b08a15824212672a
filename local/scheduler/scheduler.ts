import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { readJson, writeWhole } from '../door/files.ts';
import type { ScheduleDefinition } from './definition.ts';
import { type Delivering, type Due, deliver } from './delivery.ts';

/** EventBridge Scheduler on this machine. */
export interface Scheduler {
  /** Does what came due while nothing ran, then goes by the clock. */
  start(): void;
  /** Resolves when everything that is due now has been handed over, and what it set going has been done. */
  tick(): Promise<void>;
  /** When each schedule is due next, ms since 1970. */
  next(): { readonly name: string; readonly at: number | undefined }[];
  stop(): Promise<void>;
}

export interface SchedulerOptions {
  readonly schedules: readonly ScheduleDefinition[];
  /** The scheduler's own part of the data folder. */
  readonly folder: string;
  readonly now: () => number;
  readonly call: Delivering['call'];
  /** Resolves when the functions invoked so far are done, or it has been waited for long enough. */
  readonly settled: () => Promise<unknown>;
  /** Occurrences of one schedule that are made up for at once: the latest so many, older ones are told and left out. */
  readonly most?: number;
}

interface Kept {
  /** When the schedule was first seen here: nothing is due before. */
  readonly since: number;
  /** The last occurrence that was handed over. */
  readonly last: number;
}

/** A quarter of days: whoever moves the clock over years has not all of it gone through. */
const MOST = 100;
/** Looked at at least this often, so that a machine that slept does not oversleep. */
const LONGEST_SLEEP_MS = 60_000;

/**
 * Each occurrence is handed over once, in order over all schedules, the next when what the one before set going is done:
 * as if time had passed, also when the clock was moved over many or this cloud was off for days, for AWS would not have
 * been. Where it stands is written down after the event was taken: a kill in between hands it over again (at least once,
 * as on AWS).
 */
export function openScheduler(options: SchedulerOptions): Scheduler {
  const { schedules, folder, now, most = MOST } = options;
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string) => join(folder, `${name}.json`);
  const kept = new Map<string, Kept>();
  const keep = (name: string, state: Kept) => {
    kept.set(name, state);
    writeWhole(fileOf(name), JSON.stringify(state));
  };
  for (const { name } of schedules) {
    const before = readJson<Kept>(fileOf(name));
    if (before) kept.set(name, before);
    else keep(name, { since: now(), last: now() });
  }
  const stateOf = (name: string) => kept.get(name) as Kept;
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  const nextOf = ({ name, times }: ScheduleDefinition) => {
    const { last, since } = stateOf(name);
    return times.next(last, since);
  };

  function dueOf(schedule: ScheduleDefinition, until: number): Due[] {
    const { last, since } = stateOf(schedule.name);
    const due: Due[] = [];
    let left = 0;
    for (let at = schedule.times.next(last, since); at !== undefined && at <= until; ) {
      due.push({ schedule, at });
      if (due.length > most) left += due.splice(0, 1).length;
      at = schedule.times.next(at, since);
    }
    if (left > 0) console.error(`scheduler: ${schedule.name}: ${left} occurrences are too long ago`);
    return due;
  }

  const by: Delivering = {
    call: options.call,
    now,
    pause: (ms) => sleepFor(ms, undefined, { signal: stopping.signal }),
  };

  async function handOver(): Promise<void> {
    const until = now();
    const due = schedules.flatMap((schedule) => dueOf(schedule, until)).sort((a, b) => a.at - b.at);
    for (const one of due) {
      if (stopping.signal.aborted) return;
      await deliver(one, by);
      if (stopping.signal.aborted) return;
      const { name } = one.schedule;
      keep(name, { ...stateOf(name), last: one.at });
      await Promise.race([options.settled(), stopped]);
    }
  }

  function tick(): Promise<void> {
    round = round.then(handOver).catch((error: Error) => {
      if (!stopping.signal.aborted) console.error(`scheduler: ${error.message}`);
    });
    return round;
  }

  function sleep(): void {
    if (stopping.signal.aborted) return;
    const times = schedules.map((one) => nextOf(one) ?? Number.POSITIVE_INFINITY);
    const ms = Math.min(Math.max(0, Math.min(...times) - now()), LONGEST_SLEEP_MS);
    timer = setTimeout(() => void tick().then(sleep), ms);
    timer.unref();
  }

  return {
    start: () => void tick().then(sleep),
    tick,
    next: () => schedules.map((one) => ({ name: one.name, at: nextOf(one) })),
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await round;
    },
  };
}
