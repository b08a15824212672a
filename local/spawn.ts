import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts } from './ports.ts';
import { type Visitor, visit } from './running.ts';

/** A local cloud in a process of its own, started as `npm start` starts it. */
export interface Spawned extends Visitor {
  readonly folder: string;
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: nothing is written, closed or said any more. */
  kill(): Promise<void>;
}

/** Synthesizing and starting; the demonstration takes its time on a busy machine. */
const PATIENCE_MS = 300_000;

/**
 * Starts `bin/local.ts` and waits until it is ready.
 * @param options.demonstration fills an empty store; without it the store stays empty
 * @throws Error with its output, when it ends or is not ready in five minutes
 */
export async function spawnLocalCloud(
  options: { port?: number; folder?: string; demonstration?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Spawned> {
  const port = await choosePorts(options.port ?? 0);
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'ithope-local-'));
  const child = spawn(process.execPath, ['bin/local.ts', ...(options.demonstration ? [] : ['--empty'])], {
    env: { ...process.env, ...options.env, PORT: String(port), LOCAL_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await ended)[0];
  };
  const until = Date.now() + PATIENCE_MS;
  while (!output.includes(readyWord)) {
    if (child.exitCode !== null || Date.now() > until) {
      await end('SIGKILL');
      throw new Error(`the local cloud did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    ...visit({ site: `http://127.0.0.1:${port}`, door: `http://127.0.0.1:${port + 1}` }),
    folder,
    pid: child.pid as number,
    output: () => output,
    stop: () => end('SIGINT'),
    async kill() {
      await end('SIGKILL');
    },
  };
}

/** What `npm start` prints when it is. */
export const readyWord = '준비되었습니다 · ready';
