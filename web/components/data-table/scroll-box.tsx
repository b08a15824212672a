import type { ComponentChildren, VNode } from 'preact';

interface ScrollBoxProps {
  /** What is in it, for those who come to it by keyboard. */
  label: string;
  /** Many words: never narrower than they can be read. */
  wide?: boolean | undefined;
  children: ComponentChildren;
}

/** A table scrolls inside its box, so that it does not push the page apart. */
export const ScrollBox = ({ label, wide, children }: ScrollBoxProps): VNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section class={`table-scroll${wide ? ' table-wide' : ''}`} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
