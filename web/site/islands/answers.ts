/** One input of a form, as far as its answer goes. */
export interface Answer {
  /** The path in the request, then how the answer is meant: `items.0.count:number`. */
  name: string;
  type: string;
  value: string;
  checked: boolean;
}

type Json = string | number | boolean | undefined | Json[] | { [key: string]: Json };

/** The path without how it is meant. */
export const pathOf = (name: string): string => name.replace(/:.*/, '');

/** `19580321` and `1958.03.21` → `1958-03-21`. */
const isoDate = (text: string): string =>
  text.replace(/\D/g, '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** What one answer says: `undefined` is no answer, and is not sent. */
function meaningOf({ name, type, value, checked }: Answer): Json {
  const as = name.split(':')[1];
  if (type === 'radio' && !checked) return undefined;
  if (as === 'flag') return type === 'checkbox' ? checked : value === 'true';
  if (type === 'checkbox' && !checked) return undefined;
  const text = value.trim();
  if (text === '') return undefined;
  if (as === 'number') return Number(text);
  // 30,000원 → 30000
  if (as === 'amount') return Number(text.replace(/\D/g, ''));
  return as === 'date' ? isoDate(text) : text;
}

/**
 * The request body that the answers make, and the way back: the path of an error in the body → the path in the form
 * (items that are left out of the body move the others up).
 */
export function bodyOf(answers: readonly Answer[]): { body: object; formPath: (path: string) => string } {
  const body: { [key: string]: Json } = {};
  for (const answer of answers) {
    const path = pathOf(answer.name).split('.');
    const as = answer.name.split(':')[1];
    if (as === 'list') {
      const key = path.join('.');
      body[key] = [...((body[key] as Json[] | undefined) ?? []), ...(answer.checked ? [answer.value] : [])];
      continue;
    }
    if (as === 'flags') path.push(answer.value);
    const value = as === 'flags' ? answer.checked : meaningOf(answer);
    if (value !== undefined) put(body, path, value);
  }
  const moved = new Map<string, string>();
  for (const [key, list] of Object.entries(body)) {
    if (!Array.isArray(list)) continue;
    // `filter` and `forEach` pass over the holes that unanswered items left.
    const places: number[] = [];
    list.forEach((_, i) => {
      places.push(i);
    });
    body[key] = list.filter(() => true);
    places.forEach((place, i) => {
      moved.set(`${key}.${i}`, `${key}.${place}`);
    });
  }
  const formPath = (path: string): string =>
    path.replace(/^[^.]+\.\d+/, (start) => moved.get(start) ?? start);
  return { body, formPath };
}

function put(target: { [key: string]: Json }, path: readonly string[], value: Json): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) target[key] = value;
  else {
    target[key] ??= /^\d+$/.test(rest[0] ?? '') ? [] : {};
    put(target[key] as { [key: string]: Json }, rest, value);
  }
}
