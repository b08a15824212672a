import type { VNode } from 'preact';

/**
 * What a page's script needs to know: words and figures of the city pack. A data block is not a script to the
 * content security policy; `<` is written as an escape so that no text can end it.
 */
export function PageData({ data }: { data: object }): VNode {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return <script type="application/json" id="page-data" dangerouslySetInnerHTML={{ __html: json }} />;
}
