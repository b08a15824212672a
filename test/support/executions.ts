import { join } from 'node:path';
import { openStore } from '../../local/workflow/store.ts';

/** How every execution in a local cloud's data folder stands; the cloud may run or be dead. */
export function executionsIn(folder: string): { name: string; status: string; transitions: number }[] {
  const store = openStore(join(folder, 'workflow'));
  const running = store.running().map(({ execution }) => execution);
  return [...running, ...store.ended().values()].map(({ name, status, transitions }) => ({
    name,
    status,
    transitions,
  }));
}
