import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A door in a process of its own, which writes the given items and says how many the table then has. */
function writer(folder: string, pks: readonly string[]): { child: ChildProcess; count: Promise<number> } {
  const program = `
    import { role, roleArn, sampleCloud, statement, TABLE, KEY } from './sample-cloud.ts';
    import { sampleDoor } from './sample-door.ts';
    const cloud = sampleCloud(role('Writer', statement('dynamodb:*', TABLE), statement('kms:*', KEY)));
    const { door } = await sampleDoor(cloud, { folder: ${JSON.stringify(folder)}, memory: false });
    const call = (action, input) => door.call(roleArn('Writer'), 'dynamodb', action, { TableName: 'Records', ...input });
    for (const pk of ${JSON.stringify(pks)}) await call('putItem', { Item: { pk: { S: pk }, sk: { S: 'x' } } });
    const { Count } = await call('scan', { Select: 'COUNT' });
    console.log(Count);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  return {
    child,
    count: new Promise((resolve, reject) => {
      lines.once('line', (line) => resolve(Number(line)));
      child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
    }),
  };
}

it('keeps what was written when it is killed, and starts again on the same folder at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'door-'));
  const first = writer(folder, ['a', 'b', 'c']);
  expect(await first.count).toBe(3);
  first.child.kill('SIGKILL');
  const second = writer(folder, ['d']);
  expect(await second.count).toBe(4);
  second.child.kill('SIGKILL');
  await new Promise((resolve) => second.child.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
});
