import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { choosePorts } from './ports.ts';

test('a port that is taken, or whose neighbour is, is named', async () => {
  const port = await choosePorts(0);
  const server = createServer().listen(port + 1, '127.0.0.1');
  await once(server, 'listening');
  await expect(choosePorts(port)).rejects.toThrow(`port ${port + 1} is taken`);
  await expect(choosePorts(port + 1)).rejects.toThrow(`port ${port + 1} is taken`);
  server.close();
  await once(server, 'close');
  expect(await choosePorts(port)).toBe(port);
});
