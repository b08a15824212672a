import { computed, signal, useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { useLoad } from '../core/load.ts';
import { errorText, t } from '../core/words.ts';
import { asProblem, type Problem } from '../problem.ts';
import { Empty, Show } from './states.tsx';

interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string | undefined;
}
interface PagedProps<T> {
  /** Name of what is listed, for those who hear it. */
  title: string;
  /** Names all that `read` depends on. */
  what: string;
  read: (cursor: string | undefined) => Promise<Page<T>>;
  empty: string;
  children: (rows: readonly T[]) => ComponentChildren;
}

/** A list that is not by state: its first page, and more on demand. */
export function Paged<T>({ title, what, read, empty, children }: PagedProps<T>): VNode {
  const loaded = useLoad(what, () => read(undefined));
  const more = useMemo(() => signal<readonly Page<T>[]>([]), [loaded]);
  const problem = useSignal<Problem | undefined>(undefined);
  // Of what is loaded now: a computed signal would go on following what was loaded under the name before.
  const rows = useMemo(
    () => computed(() => [loaded.data.value, ...more.value].flatMap((page) => page?.items ?? [])),
    [loaded, more],
  );
  const goOn = async (cursor: string) => {
    try {
      more.value = [...more.value, await read(cursor)];
      problem.value = undefined;
    } catch (error) {
      problem.value = asProblem(error);
    }
  };
  return (
    <Show of={loaded}>
      {(first) => {
        const { cursor } = more.value.at(-1) ?? first;
        if (rows.value.length === 0) return <Empty>{empty}</Empty>;
        return (
          <section class="sheet" aria-label={title}>
            {children(rows.value)}
            <footer class="sheet-foot">
              <span>
                {t(cursor ? 'staff.list.countMore' : 'staff.list.count', { count: rows.value.length })}
              </span>
              {problem.value && <span class="wrong">{errorText(problem.value.code)}</span>}
              {cursor && (
                <Button variant="secondary" size="small" onClick={() => goOn(cursor)}>
                  {t('staff.list.more')}
                </Button>
              )}
            </footer>
          </section>
        );
      }}
    </Show>
  );
}
