/** What the page wrote down for its script (layout/page-data.tsx). */
export const pageData = <T>(): T =>
  JSON.parse(document.getElementById('page-data')?.textContent ?? '{}') as T;

/** The first element that a selector finds; the page is made with it, so its absence is a mistake of ours. */
export function find<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E {
  const element = within.querySelector<E>(selector);
  if (!element) throw new Error(selector);
  return element;
}

/** `{name}` in a text → its value. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
