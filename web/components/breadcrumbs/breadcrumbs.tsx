import type { VNode } from 'preact';

interface BreadcrumbsProps {
  label: string;
  /** From the home page down; the last one is this page. */
  items: ReadonlyArray<{ href: string; text: string }>;
}

/** Where this page is. */
export function Breadcrumbs({ label, items }: BreadcrumbsProps): VNode {
  return (
    <nav class="breadcrumbs" aria-label={label}>
      <ol>
        {items.map((item, i) => (
          <li>
            {i < items.length - 1 ? (
              <a href={item.href}>{item.text}</a>
            ) : (
              <span aria-current="page">{item.text}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
