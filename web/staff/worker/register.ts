/** The one script that may be started as a worker; the page's policy (trusted types) lets no other through. */
const ADDRESS = '/staff/worker.js';

interface Types {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

function trusted(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Types };
  // Browsers without trusted types take the address as it is.
  if (!trustedTypes) return ADDRESS;
  const createScriptURL = (address: string) => {
    if (address !== ADDRESS) throw new TypeError('not the worker');
    return address;
  };
  return trustedTypes.createPolicy('ithope-worker', { createScriptURL }).createScriptURL(ADDRESS);
}

let started: Promise<boolean> | undefined;

/**
 * Has the app kept on this device, so that it opens without a network.
 * @returns false where the browser has no workers or refuses this one: the app works on, with a network only
 */
export function keepApp(): Promise<boolean> {
  started ??= start();
  return started;
}

async function start(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register(trusted(), { scope: '/staff/' });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}
