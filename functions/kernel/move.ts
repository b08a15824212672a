import type { Key, Owner } from './keys.ts';
import { queue } from './keys.ts';
import type { Write } from './table.ts';
import type { Moves, Transitions, Versioned } from './transitions.ts';

/** What every record with a state keeps. */
export interface StateRecord<S extends string> extends Versioned<S> {
  readonly id: string;
  /** When each state was last reached. */
  readonly stages: Readonly<Record<string, string>>;
  readonly since: string;
}

export interface MoveOptions<S extends string = string> {
  /** ISO instant of the move. */
  readonly at: string;
  /** The work queue the record stands in after the move: owner and scope; undefined = it leaves the index. */
  readonly queue:
    | { readonly owner: Owner; readonly scope: readonly string[]; readonly since?: string }
    | undefined;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** A record that comes back to a state keeps the day on which it first was there. */
  readonly stageAt?: string | undefined;
  /** States that the record has not reached any more, because it came back from them. The events still tell. */
  readonly forget?: readonly S[];
}

/** A remark goes beside those of earlier states. */
export const noted = (
  record: { readonly notes?: Readonly<Record<string, string>> },
  status: string,
  note: string | undefined,
): { notes?: Readonly<Record<string, string>> } =>
  note ? { notes: { ...record.notes, [status]: note } } : {};

export interface Moved<S extends string> {
  readonly from: S;
  readonly to: S;
  readonly write: Write;
}

/**
 * One legal move as a conditional write: status, version, stage, queue place. Throws 409 ILLEGAL_MOVE when the
 * table of transitions has no such move from here. The condition (status and version) is derived, never written by hand.
 */
export function moveRecord<S extends string, M extends Moves<S>>(
  table: Transitions<S, M>,
  key: Key,
  record: StateRecord<S>,
  move: keyof M & string,
  options: MoveOptions<S>,
): Moved<S> {
  const { from, to, version } = table.step(record, move);
  const { at, queue: place } = options;
  const inQueue = place && {
    q: queue(place.owner, ...place.scope),
    qs: `${place.since ?? at}#${record.id}`,
  };
  const remove = [...(options.remove ?? []), ...(inQueue ? [] : ['q', 'qs'])];
  const stages = Object.entries(record.stages).filter(([name]) => !options.forget?.includes(name as S));
  return {
    from,
    to,
    write: {
      update: key,
      change: {
        set: {
          ...options.set,
          status: to,
          version: version + 1,
          since: at,
          stages: { ...Object.fromEntries(stages), [to]: options.stageAt ?? at },
          ...inQueue,
        },
        ...(remove.length > 0 ? { remove } : {}),
      },
      when: { equals: { status: from, version } },
    },
  };
}
