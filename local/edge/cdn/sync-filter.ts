/** `aws s3 sync` filters: all is included, then each pattern in turn, excludes first, the last match counts. */
export function filterOf(exclude: readonly string[], include: readonly string[]): (name: string) => boolean {
  const rules = [
    ...exclude.map((pattern) => ({ pattern: globOf(pattern), take: false })),
    ...include.map((pattern) => ({ pattern: globOf(pattern), take: true })),
  ];
  return (name) => rules.findLast(({ pattern }) => pattern.test(name))?.take ?? true;
}

/** `*` and `?` cross slashes here, `[…]` is a set. */
function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+(){}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^');
  return new RegExp(`^${source}$`, 's');
}
