import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keysIn, readJson, readLines, removeDrafts, writeWhole } from './files.ts';
import type { Execution, HistoryEvent, MachineDefinition } from './types.ts';

/** What lists and counters need to know about an ended execution, without its file. */
export type EndedSummary = Pick<
  Execution,
  'arn' | 'name' | 'stateMachineArn' | 'status' | 'startedAt' | 'transitions' | 'childOf' | 'mapRuns'
> & { stoppedAt: number };

/** Where executions live on disk; every path is derived from the sha256 of an ARN or a definition. */
export interface Store {
  secret: Buffer;
  running(): { key: string; execution: Execution }[];
  ended(): Map<string, EndedSummary>;
  keepDefinition(definition: MachineDefinition): Promise<string>;
  readDefinition(hash: string): MachineDefinition;
  save(key: string, execution: Execution, events: HistoryEvent[]): Promise<void>;
  readEnded(key: string): Promise<Execution>;
  readHistory(key: string, count: number): Promise<HistoryEvent[]>;
  forget(key: string): Promise<void>;
}

/** The key of an execution: the sha256 of its ARN, in hex. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function summaryOf(execution: Execution): EndedSummary {
  const { arn, name, stateMachineArn, status, startedAt, transitions, stoppedAt = startedAt } = execution;
  const { childOf, mapRuns } = execution;
  return {
    ...{ arn, name, stateMachineArn, status, startedAt, transitions, stoppedAt },
    ...(childOf ? { childOf } : {}),
    ...(mapRuns ? { mapRuns } : {}),
  };
}

/**
 * Opens the folder, creating what is missing.
 *
 *     running/<key>.json   executions that may still move, all read at start
 *     ended/<key>.json     executions that cannot, read only when asked for
 *     ended.jsonl          one summary a line, so that lists need not read them
 *     history/<key>.jsonl  events; only those the execution's own eventCount covers are true
 *     definitions/<hash>.json, token-secret
 */
export function openStore(folder: string): Store {
  for (const part of ['running', 'ended', 'history', 'definitions'])
    mkdirSync(join(folder, part), { recursive: true });
  for (const part of ['running', 'ended', 'definitions']) removeDrafts(join(folder, part));
  const path = (part: string, key: string, suffix = '.json') => join(folder, part, `${key}${suffix}`);
  const index = join(folder, 'ended.jsonl');
  const definitions = new Map<string, MachineDefinition>();
  return {
    secret: openSecret(join(folder, 'token-secret')),
    running() {
      const keys = keysIn(join(folder, 'running'));
      // Killed between the two steps of ending: the ended file is the later one.
      for (const key of keys) if (existsSync(path('ended', key))) rmSync(path('running', key));
      return keys
        .filter((key) => existsSync(path('running', key)))
        .map((key) => ({ key, execution: readJson<Execution>(path('running', key)) }));
    },
    ended: () => readIndex(folder, index),
    async keepDefinition(definition) {
      const text = JSON.stringify(definition);
      const hash = keyOf(text);
      if (!definitions.has(hash)) {
        await writeWhole(path('definitions', hash), text);
        definitions.set(hash, definition);
      }
      return hash;
    },
    readDefinition(hash) {
      const known = definitions.get(hash) ?? readJson<MachineDefinition>(path('definitions', hash));
      definitions.set(hash, known);
      return known;
    },
    async save(key, execution, events) {
      // Before the state that counts them: events beyond the count are ignored, missing ones would be a gap.
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
      if (lines) await appendFile(path('history', key, '.jsonl'), lines);
      if (execution.status === 'RUNNING') return writeWhole(path('running', key), JSON.stringify(execution));
      await writeWhole(path('ended', key), JSON.stringify(execution));
      await appendFile(index, `${JSON.stringify(summaryOf(execution))}\n`);
      await rm(path('running', key), { force: true });
    },
    readEnded: async (key) => JSON.parse(await readFile(path('ended', key), 'utf8')) as Execution,
    async readHistory(key, count) {
      const byId = new Map<number, HistoryEvent>();
      for (const event of readLines<HistoryEvent>(await readFile(path('history', key, '.jsonl'), 'utf8'))) {
        // A line written before a save that failed is overruled by the one that came after it.
        if (event.id <= count) byId.set(event.id, event);
      }
      return [...byId.values()].sort((a, b) => a.id - b.id);
    },
    async forget(key) {
      for (const [part, suffix] of [
        ['history', '.jsonl'],
        ['ended', '.json'],
      ] as const) {
        await rm(path(part, key, suffix), { force: true });
      }
    },
  };
}

function openSecret(path: string): Buffer {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600, flush: true });
  return readFileSync(path);
}

function readIndex(folder: string, index: string): Map<string, EndedSummary> {
  const lines = existsSync(index) ? readLines<EndedSummary>(readFileSync(index, 'utf8')) : [];
  const listed = new Map(lines.map((summary) => [keyOf(summary.arn), summary]));
  const summaries = new Map<string, EndedSummary>();
  for (const key of keysIn(join(folder, 'ended'))) {
    // Killed before the index line was written: the file itself knows.
    summaries.set(
      key,
      listed.get(key) ?? summaryOf(readJson<Execution>(join(folder, 'ended', `${key}.json`))),
    );
  }
  return summaries;
}
