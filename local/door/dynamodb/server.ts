import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { indexStream } from './stream-index.ts';

/** A running DynamoDB-compatible server. */
export interface DatabaseServer {
  /** E.g. `http://127.0.0.1:43210`. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

const READY_MS = 10_000;

/**
 * Starts the dynoxide binary on a free port; `DYNAMODB_ENDPOINT` names another server to use instead.
 * The shell around it lives exactly as long as this process: when this process ends, even by kill -9, its pipe
 * closes, `read` returns, and the shell ends the server, so that the next start finds the file free.
 * @param folder where `tables.db` lies, or undefined for a database in memory
 */
export async function startDatabase(
  folder: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<DatabaseServer> {
  const other = env.DYNAMODB_ENDPOINT;
  if (other) return { endpoint: other.replace(/\/$/, ''), stop: async () => {} };
  const port = await freePort();
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port)];
  const file = folder === undefined ? undefined : join(folder, 'tables.db');
  if (folder !== undefined && file !== undefined) {
    mkdirSync(folder, { recursive: true });
    args.push('--db-path', file);
  }
  const script = '"$0" "$@" </dev/null & server=$!; read -r _; kill $server; wait $server';
  const child = spawn('sh', ['-c', script, binary(), ...args], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000);
  });
  await answering(port, child, () => said);
  if (file !== undefined) indexStream(file);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => end(child) };
}

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
  } catch {
    throw new Error(
      `the package ${name} is not installed: install it, or set DYNAMODB_ENDPOINT to a DynamoDB-compatible server`,
    );
  }
}

async function answering(port: number, child: ChildProcess, said: () => string): Promise<void> {
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  const until = Date.now() + READY_MS;
  while (!(await accepts(port))) {
    if (ended || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the database server did not start: ${said()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });

/** Closing the pipe lets the shell end the server in its own time. */
const end = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.stdin?.end();
  });

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
