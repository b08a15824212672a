import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps a data folder to one local cloud. The lock is a listening socket: it ends with its process, also by
 * kill -9, and unlike a file with a process id it cannot be mistaken for somebody else's.
 * @returns the function that gives the folder free. @throws Error where another process has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  // A socket's path may have some 100 characters only, so it does not lie in the folder itself.
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 20);
  const path = join(tmpdir(), `local-cloud-${name}.sock`);
  const server = (await listen(path)) ?? (await takeOver(path));
  if (!server) throw new Error(`${folder} is in use by another local cloud that is still running`);
  return () => server.close();
}

/** A socket file that nobody answers on was left by a process that was killed. */
async function takeOver(path: string): Promise<Server | undefined> {
  if (await answers(path)) return undefined;
  rmSync(path, { force: true });
  return listen(path);
}

const listen = (path: string) =>
  new Promise<Server | undefined>((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server.unref()));
  });

const answers = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
