import type { VNode } from 'preact';

/** What a component can look like, by name. Every example is shown in the gallery and tested there. */
export type Examples = Readonly<Record<string, () => VNode>>;
