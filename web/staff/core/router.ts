import { computed, signal } from '@preact/signals';
import { HOME } from './places.ts';

const here = () => ({ path: location.pathname, search: location.search });
/** Where the person is. */
export const place = signal(here());
export const query = computed(() => new URLSearchParams(place.value.search));

/** Goes to a page of the app; `replace` when the person should not come back to where they were. */
export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
  place.value = here();
}

/** The address of this page with some parts of the query set, or taken out when undefined. */
export function withQuery(change: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(place.value.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next.size > 0 ? `${place.value.path}?${next}` : place.value.path;
}

/** Listens for the back button and for clicks on links into the app; everything else stays the browser's. */
export function watchPlaces(): void {
  addEventListener('popstate', () => {
    place.value = here();
  });
  addEventListener('click', (event) => {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!plain || event.defaultPrevented || !link || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !link.pathname.startsWith(HOME)) return;
    // A link to a field on this page is the browser's.
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

/** `match('/staff/donations/:id', path)` → `{ id }`, or undefined. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? '';
    if (part.startsWith(':')) {
      try {
        found[part.slice(1)] = decodeURIComponent(value);
      } catch {
        return undefined;
      }
    } else if (part !== value) return undefined;
  }
  return found;
}
