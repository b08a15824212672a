/** `{ note: ' ' }` → `{}`: an empty box is no text, and the contracts refuse empty ones. */
export function optionalText<K extends string>(values: Readonly<Record<K, string>>): { [P in K]?: string } {
  const filled = Object.entries<string>(values).filter(([, text]) => text.trim() !== '');
  return Object.fromEntries(filled) as { [P in K]?: string };
}
