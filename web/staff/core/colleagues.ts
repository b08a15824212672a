import { signal } from '@preact/signals';
import { client } from './session.ts';

/** Asked for at once at most (functions/identity/contract.ts). */
const AT_MOST = 50;

/** Account → name, for as long as the app is open; never kept in the browser's storage. */
const names = signal<ReadonlyMap<string, string>>(new Map());
/** Accounts that were asked for: whoever is not known is not asked for again. */
const asked = new Set<string>();
let waiting: string[] = [];

async function fetchNames(): Promise<void> {
  const all = waiting;
  waiting = [];
  for (let from = 0; from < all.length; from += AT_MOST) {
    const ids = all.slice(from, from + AT_MOST);
    try {
      const { items } = await client.read('readColleagues', { query: { ids: ids.join(',') } });
      if (items.length > 0)
        names.value = new Map([...names.value, ...items.map(({ id, name }) => [id, name] as const)]);
    } catch {
      // A name is a help, not a need: the end of the id stays, and the next page asks again.
      for (const id of ids) asked.delete(id);
    }
  }
}

/**
 * A colleague's name where it is known. Who is asked about while a page is drawn is fetched in one call after it, and
 * what has shown them is drawn again.
 */
export function colleagueName(id: string): string | undefined {
  const name = names.value.get(id);
  if (name === undefined && !asked.has(id)) {
    asked.add(id);
    if (waiting.length === 0) setTimeout(() => void fetchNames());
    waiting.push(id);
  }
  return name;
}
