import { existsSync } from 'node:fs';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Quiet, and nothing looked up outside: the machine may have no network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const INSTALLED = '/usr/bin/chromium';

/**
 * A headless Chromium: the machine's own where there is one, else the one whose binary and libraries come in
 * the npm package `@sparticuz/chromium`. The caller closes it.
 */
export async function openBrowser(): Promise<Browser> {
  if (existsSync(INSTALLED)) return playwright.launch({ executablePath: INSTALLED, args: FLAGS });
  // The package unpacks its libraries (NSS and the like) only where it believes itself in Lambda; the value is
  // read while it is imported and names the newest runtime it has libraries for.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  // Its own flags assume a Lambda without shared memory and processes; of them we keep what matters here.
  return playwright.launch({
    executablePath,
    args: [...FLAGS, '--headless=shell', '--disable-dev-shm-usage'],
  });
}
