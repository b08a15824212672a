import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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
  const executablePath = await alone(unpack);
  return playwright.launch({
    executablePath,
    args: [...FLAGS, '--headless=shell', '--disable-dev-shm-usage'],
  });
}

async function unpack(): Promise<string> {
  // The package unpacks its libraries (NSS and the like) only where it believes itself in Lambda; it reads
  // this while it is imported, and the runtime named decides which libraries.
  const before = process.env.AWS_EXECUTION_ENV;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  if (before === undefined) delete process.env.AWS_EXECUTION_ENV;
  else process.env.AWS_EXECUTION_ENV = before;
  return path;
}

/** One process at a time: two that unpack the same file would start a half-written one. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(tmpdir(), 'ithope-browser.lock');
  // 300 × 100 ms: longer than any unpacking; a lock older than that was left by a killed process.
  for (let i = 0; i < 300; i++) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (mine) break;
    await wait(100);
  }
  try {
    return await work();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}
