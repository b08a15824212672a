import type { ComponentChildren, VNode } from 'preact';

interface ArticleProps {
  title: string;
  lead?: string;
  children: ComponentChildren;
}

/** A page to read: one column of text, as wide as eyes like it. */
export function Article({ title, lead, children }: ArticleProps): VNode {
  return (
    <article class="site-width article">
      <h1>{title}</h1>
      {lead && <p class="article-lead">{lead}</p>}
      {children}
    </article>
  );
}
