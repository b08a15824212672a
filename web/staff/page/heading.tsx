import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { inWords } from '../core/words.ts';

/**
 * The heading of a page: names the tab, and takes the focus when it stands in place of one that had it (the heading
 * of a page that was still loading), so that those who hear the page do not start at its top again.
 */
export function Heading({ children: text, code }: { children: string; code?: boolean }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${text} · ${inWords(city.programme)}`;
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [text]);
  return (
    <h1 ref={heading} tabIndex={-1} class={code ? 'code' : undefined}>
      {text}
    </h1>
  );
}
