/**
 * `bytes=0-99`, `bytes=100-`, `bytes=-5`: first and last byte, inclusive.
 * @returns undefined where there is no range or one that S3 ignores (several ranges, other units)
 */
export function readRange(
  header: string | undefined,
  size: number,
): [number, number] | 'unsatisfiable' | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!parts || (parts[1] === '' && parts[2] === '')) return undefined;
  if (parts[1] === '') {
    const last = Number(parts[2]);
    return last === 0 || size === 0 ? 'unsatisfiable' : [Math.max(0, size - last), size - 1];
  }
  const from = Number(parts[1]);
  const to = parts[2] === '' ? size - 1 : Math.min(Number(parts[2]), size - 1);
  if (parts[2] !== '' && Number(parts[2]) < from) return undefined;
  return from >= size ? 'unsatisfiable' : [from, to];
}
