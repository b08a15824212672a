import type { VNode } from 'preact';

/** The first thing the keyboard meets: past the header to what the page is about. */
export function SkipLink({ text }: { text: string }): VNode {
  return (
    <a class="skip-link" href="#main">
      {text}
    </a>
  );
}
