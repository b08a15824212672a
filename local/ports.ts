import { createServer } from 'node:net';

/** Whether a port of this machine can be listened on. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Two ports in a row, for the site and the door.
 * @param wanted the site's; 0 for any two that are free
 * @throws Error naming the port that is taken
 */
export async function choosePorts(wanted: number): Promise<number> {
  if (wanted !== 0) {
    for (const port of [wanted, wanted + 1])
      if (!(await isFree(port))) throw new Error(`port ${port} is taken: PORT chooses others`);
    return wanted;
  }
  for (let tries = 0; tries < 100; tries++) {
    // Below the range that systems give to outgoing connections.
    const port = 10_000 + 2 * Math.floor(Math.random() * 10_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('no two free ports in a row were found');
}
