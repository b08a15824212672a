import { appendFileSync } from 'node:fs';
import type { LogLine } from './functions/instance.ts';

/** What must be seen even when nobody asked for the log: failures of the runtime and unexpected errors. */
const TROUBLE = /^INIT failed|^ended:|"stack":|Task timed out/;
const RECENT = 50;

/**
 * Where the functions' output goes.
 * @param wish LOCAL_LOG: `1` for the terminal, a path for a file, nothing for troubles only
 */
export function openLog(wish: string | undefined): { log: LogLine; recent: () => readonly string[] } {
  const troubles: string[] = [];
  return {
    recent: () => troubles,
    log(name, line) {
      const text = `${new Date().toISOString().slice(11, 23)} ${name} | ${line}`;
      const bad = TROUBLE.test(line);
      if (bad) troubles.push(text);
      if (troubles.length > RECENT) troubles.shift();
      if (wish !== undefined && wish !== '1' && wish !== '') appendFileSync(wish, `${text}\n`);
      if (wish === '1' || bad) process.stderr.write(`${text}\n`);
    },
  };
}
