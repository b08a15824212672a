import { shell } from 'ithope:shell';
import { cacheOf, outlived, ruleFor } from './policy.ts';

/** What of a service worker's world is used here; TypeScript's `webworker` library excludes the pages' `dom`. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(name: 'install' | 'activate', listen: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', listen: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
const worker = self as unknown as Worker;

/** A page that does not come within this time is taken from what is kept: a lift, a cellar, one bar of signal. */
const PATIENCE = 4_000;
const { version, page, files } = shell;
const CACHE = cacheOf(version);

/** Keeps the app's page and the files it needs: all of them, or the worker is not installed and tried again. */
async function keep(): Promise<void> {
  const answer = await fetch(page.address, { cache: 'reload' });
  const text = await answer.clone().text();
  // In the middle of a deploy the page may be older or newer than this worker: its files are others.
  if (!answer.ok || !text.includes(page.script)) throw new Error('the page is not of this version');
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll(files);
    await cache.put(page.address, answer);
  } catch (error) {
    // An empty one would count as a version.
    await caches.delete(CACHE);
    throw error;
  }
  await worker.skipWaiting();
}

async function leave(): Promise<void> {
  await Promise.all(outlived(await caches.keys(), version).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** Files are named after their content: what is there is right. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === 'basic') {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}

/** The newest page while there is a network, so that a deploy arrives at the next opening; else the kept one. */
async function opened(request: Request): Promise<Response> {
  const fresh = fetch(request).then((answer) => (answer.status >= 500 ? undefined : answer));
  const soon = await Promise.race([
    fresh.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE)),
  ]);
  if (soon) return soon;
  const kept = await (await caches.open(CACHE)).match(page.address);
  return kept ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(keep()));
worker.addEventListener('activate', (event) => event.waitUntil(leave()));
worker.addEventListener('fetch', (event) => {
  const rule = ruleFor(event.request, worker.location.origin);
  if (rule === 'asset') event.respondWith(asset(event.request));
  else if (rule === 'page') event.respondWith(opened(event.request));
});
