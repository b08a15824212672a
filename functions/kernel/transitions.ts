import { fail } from './errors.ts';

/** One legal move of an entity. `by` is for the reader of the diagram: who does it. */
export interface Move<S extends string> {
  readonly from: readonly S[];
  readonly to: S;
  readonly by: string;
}
export type Moves<S extends string> = Readonly<Record<string, Move<S>>>;

/** An entity that has a status and a version; every write raises the version by one. */
export interface Versioned<S extends string> {
  readonly status: S;
  readonly version: number;
}

export interface Transitions<S extends string, M extends Moves<S>> {
  readonly entity: string;
  readonly moves: M;
  /** Throws 409 ILLEGAL_MOVE unless the move is legal from this state; gives the condition of the write. */
  step(state: Versioned<S>, move: keyof M & string): { from: S; to: S; version: number };
  may(status: S, move: keyof M & string): boolean;
  /** The moves that are legal from a status: what a page offers. */
  movesFrom(status: S): (keyof M & string)[];
  /** Mermaid state diagram for docs/workflow.md. */
  diagram(): string;
}

/**
 * A transition table. From the one typed object come the guard, the database condition (`from` and `version`) and
 * the diagram; a move that is not in it cannot be written. `transitionsOf<DeviceStatus>()('device', { … })`.
 */
export const transitionsOf =
  <S extends string>() =>
  <const M extends Moves<S>>(entity: string, moves: M): Transitions<S, M> => {
    const may = (status: S, name: keyof M & string) => moves[name]?.from.includes(status) ?? false;
    return {
      entity,
      moves,
      may,
      step(state, name) {
        const move = moves[name];
        if (!move || !may(state.status, name))
          throw fail('ILLEGAL_MOVE', { entity, move: name, status: state.status });
        return { from: state.status, to: move.to, version: state.version };
      },
      movesFrom: (status) => (Object.keys(moves) as (keyof M & string)[]).filter((name) => may(status, name)),
      diagram: () =>
        [
          'stateDiagram-v2',
          ...Object.entries(moves).flatMap(([name, move]) =>
            move.from.map((from) => `  ${from} --> ${move.to}: ${name} (${move.by})`),
          ),
        ].join('\n'),
    };
  };
