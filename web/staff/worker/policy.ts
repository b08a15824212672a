/** What the worker is asked for, as far as it decides by it. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Where the app lives; the worker answers for nothing outside. */
const HOME = '/staff/';
const ASSETS = `${HOME}assets/`;

/**
 * What the worker does with a request: `asset` from the cache, `page` from the network and, without one, the kept
 * page of the app; anything else goes its way as if there were no worker. What the API answers is personal: it is
 * none of the worker's business, and so it can never end in the browser's cache.
 * @param origin of the app
 */
export function ruleFor({ method, mode, url }: Asked, origin: string): 'asset' | 'page' | undefined {
  const { origin: from, pathname } = new URL(url);
  if (method !== 'GET' || from !== origin || !pathname.startsWith(HOME)) return undefined;
  if (pathname.startsWith(ASSETS)) return 'asset';
  return mode === 'navigate' ? 'page' : undefined;
}

const PREFIX = 'ithope-staff-';
export const cacheOf = (version: string): string => PREFIX + version;

/** A tab that was opened before the last deploy still asks for the files of its own: those stay one deploy longer. */
const KEPT = 2;

/** The caches that may go, the oldest first. @param names of all caches in the order they were made */
export function outlived(names: readonly string[], version: string): string[] {
  const ours = names.filter((name) => name.startsWith(PREFIX) && name !== cacheOf(version));
  return ours.slice(0, Math.max(0, ours.length - (KEPT - 1)));
}
