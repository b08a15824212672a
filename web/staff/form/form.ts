import { type Signal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { drafts } from '../core/drafts.ts';
import { intentFor } from '../intent.ts';
import { asProblem, type FieldProblem, type Problem } from '../problem.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A form's state: what was typed (kept as a draft at every change), what is wrong with it, whether it is being sent. */
export interface Form<V extends Values> {
  readonly id: string;
  readonly values: Signal<V>;
  readonly wrong: Signal<readonly FieldProblem[]>;
  readonly problem: Signal<Problem | undefined>;
  readonly busy: Signal<boolean>;
  set<K extends keyof V & string>(name: K, value: V[K]): void;
  /** Sends under the same intent as before when nothing has changed since (a retry). @returns true when it was taken */
  send(work: (values: V, intent: string) => Promise<unknown>): Promise<boolean>;
  /** Forgets what was typed. */
  drop(): void;
}

interface Options<V extends Values> {
  readonly initial: V;
  /** Codes that belong to one field although the server names none: `{ COLLECTION_IN_PAST: 'day' }`. */
  readonly fieldOf?: Readonly<Record<string, keyof V & string>>;
  /** What is typed may be kept nowhere: no draft, and nothing of it left once it was taken. Or only some of its values. */
  readonly unkept?: boolean | readonly (keyof V & string)[];
}

/** @param id of the form and the record, `decline-don_01…`: the draft's name */
export function openForm<V extends Values>(
  id: string,
  { initial, fieldOf = {}, unkept = false }: Options<V>,
): Form<V> {
  const none = unkept === true;
  const secret = typeof unkept === 'object' ? unkept : [];
  const draft = none ? undefined : drafts.read<V>(id);
  let kept = draft?.intent;
  const values = signal<V>({ ...initial, ...draft?.values });
  const wrong = signal<readonly FieldProblem[]>([]);
  const problem = signal<Problem | undefined>(undefined);
  const busy = signal(false);
  const keep = () => {
    if (none) return;
    const bare = Object.fromEntries(secret.map((name) => [name, initial[name]]));
    // An intent tells what was sent under it: with a value that may not be kept it lives only as long as the page.
    const intent = kept && secret.length === 0 ? { intent: kept } : {};
    drafts.keep(id, { values: { ...values.value, ...bare }, ...intent });
  };

  const refuse = (error: unknown) => {
    const found = asProblem(error);
    const field = fieldOf[found.code];
    problem.value = found;
    wrong.value = found.fields.length > 0 || !field ? found.fields : [{ path: field, code: found.code }];
  };
  return {
    id,
    values,
    wrong,
    problem,
    busy,
    set(name, value) {
      values.value = { ...values.value, [name]: value };
      keep();
    },
    async send(work) {
      // A double click must not send twice; the server would take the second as a repetition anyway.
      if (busy.value) return false;
      busy.value = true;
      kept = intentFor(kept, values.value);
      keep();
      try {
        await work(values.value, kept.key);
        drafts.drop(id);
        if (unkept) {
          kept = undefined;
          values.value = initial;
        }
        problem.value = undefined;
        wrong.value = [];
        return true;
      } catch (error) {
        refuse(error);
        return false;
      } finally {
        busy.value = false;
      }
    },
    drop() {
      drafts.drop(id);
      kept = undefined;
      values.value = initial;
      wrong.value = [];
      problem.value = undefined;
    },
  };
}

export const useForm = <V extends Values>(id: string, options: Options<V>): Form<V> =>
  // A form lives as long as its name.
  useMemo(() => openForm(id, options), [id]);
