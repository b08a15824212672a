import type { VNode } from 'preact';

/** The programme's mark: a screen that is also a lit window with a home in it. Decoration beside the name. */
export function BrandMark(): VNode {
  return (
    <svg class="brand-mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect class="brand-screen" x="2" y="4" width="36" height="26" rx="5" />
      <path
        class="brand-screen"
        d="M15 30h10l1.5 4.5h-13z M10 34h20a1.5 1.5 0 0 1 0 3H10a1.5 1.5 0 0 1 0-3z"
      />
      <path class="brand-light" d="M20 8.5 30 16.5V26H10v-9.5z" />
      <path class="brand-screen" d="M17 26v-5.5a3 3 0 0 1 6 0V26z" />
    </svg>
  );
}
