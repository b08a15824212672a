const WORDS = new Set(
  `SET REMOVE ADD DELETE AND OR NOT BETWEEN IN attribute_exists attribute_not_exists attribute_type begins_with
   contains size if_not_exists list_append`
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
);

/** The top-level attributes that expressions name, for the condition key dynamodb:Attributes. */
export function namedAttributes(
  expressions: readonly (string | undefined)[],
  names: Readonly<Record<string, string>>,
): string[] {
  const found = new Set<string>();
  // A path `a.b[0].c` counts as `a`: what follows a dot is inside it.
  for (const expression of expressions)
    for (const [, before, token] of (expression ?? '').matchAll(/(^|[^\w.#:-])([#]?[\w-]+)/g)) {
      void before;
      if (token === undefined || /^\d+$/.test(token) || WORDS.has(token.toLowerCase())) continue;
      found.add(token.startsWith('#') ? (names[token] ?? token) : token);
    }
  return [...found];
}
