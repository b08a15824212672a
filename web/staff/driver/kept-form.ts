import { effect, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { type Form, openForm, type Values } from '../form/form.ts';
import { DAY, shelfIn } from './database.ts';

interface Kept {
  readonly id: string;
  readonly values: Values;
}
const shelf = shelfIn<Kept>(DAY, 'drafts');

/**
 * A form whose values outlive the tab, also photos and strokes: each change is written before the next one is, so
 * that a phone that dies has lost one stroke at most. Undefined until what was kept is read.
 */
export function useKeptForm<V extends Values>(id: string, initial: V): Form<V> | undefined {
  const form = useMemo(() => signal<Form<V> | undefined>(undefined), [id]);
  useEffect(() => {
    let leave = () => {};
    let left = false;
    void (async () => {
      const kept = (await shelf.all().catch(() => [])).find((one) => one.id === id);
      if (left) return;
      const opened = openForm<V>(id, { initial: { ...initial, ...(kept?.values as V) }, unkept: true });
      leave = keepAll(id, opened);
      form.value = opened;
    })();
    return () => {
      left = true;
      leave();
    };
    // A form lives as long as its name.
  }, [id]);
  return form.value;
}

function keepAll<V extends Values>(id: string, form: Form<V>): () => void {
  let first = true;
  let writing = false;
  let next: V | undefined;
  const write = async () => {
    writing = true;
    while (next) {
      const values = next;
      next = undefined;
      await shelf.put({ id, values }).catch(() => undefined);
    }
    writing = false;
  };
  return effect(() => {
    const values = form.values.value;
    if (first) {
      first = false;
      return;
    }
    next = values;
    if (!writing) void write();
  });
}

/** What was typed has become a deed. */
export const dropDraft = (id: string): Promise<void> => shelf.drop(id);
