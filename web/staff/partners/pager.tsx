import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { t } from '../core/words.ts';
import { number } from './partners.tsx';

/** Lines of a list on one page. */
export const PAGE = 50;

interface Shown {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly next?: number | undefined;
}

/** Back and forth through a list's lines, with where one is; nothing where one page holds them all. */
export function Pager({ from, page }: { from: Signal<number>; page: Shown }): VNode | null {
  if (from.value === 0 && page.next === undefined) return null;
  return (
    <div class="button-row">
      <Button
        variant="secondary"
        size="small"
        disabled={from.value === 0}
        onClick={() => {
          from.value = Math.max(0, from.value - PAGE);
        }}
      >
        {t('partners.before')}
      </Button>
      <span>
        {t('partners.shown', {
          from: number(from.value + 1),
          to: number(from.value + page.items.length),
          of: number(page.total),
        })}
      </span>
      <Button
        variant="secondary"
        size="small"
        disabled={page.next === undefined}
        onClick={() => {
          from.value = page.next ?? from.value;
        }}
      >
        {t('partners.after')}
      </Button>
    </div>
  );
}
