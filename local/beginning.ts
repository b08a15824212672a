import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEMONSTRATION_DAYS, seedDemonstration } from './demonstration/seed.ts';
import { readJson, writeWhole } from './door/files.ts';
import type { Running } from './start.ts';

/** What a data folder was begun as; the note decides what the next start does. */
type Beginning = 'empty' | 'filling' | 'filled';

/** What the local cloud keeps in its folder; whatever else someone has put there is none of our business. */
const OWN = [
  'clock.json',
  'door.json',
  'dynamodb',
  'events',
  'kms',
  'mail',
  'queues',
  's3',
  'signin',
  'workflow',
];
const DAY_MS = 86_400_000;
const noteOf = (folder: string) => join(folder, 'beginning.json');
const write = (folder: string, beginning: Beginning) =>
  writeWhole(noteOf(folder), JSON.stringify({ beginning }));

/**
 * Prepares a data folder before the start. A new one that is to be filled gets a clock that runs behind, because the
 * demonstration's weeks end today; one that was killed while it was being filled holds half a story and is begun anew.
 * @param wanted whether an empty store is to be filled
 * @returns whether the demonstration is to be played now
 */
export function prepareFolder(folder: string, wanted: boolean): boolean {
  mkdirSync(folder, { recursive: true });
  const note = readJson<{ beginning: Beginning }>(noteOf(folder));
  if (note?.beginning === 'filling')
    for (const name of OWN) rmSync(join(folder, name), { recursive: true, force: true });
  else if (note !== undefined || existsSync(join(folder, 'dynamodb'))) return false;
  write(folder, wanted ? 'filling' : 'empty');
  if (wanted)
    writeWhole(join(folder, 'clock.json'), JSON.stringify({ offsetMs: -DEMONSTRATION_DAYS * DAY_MS }));
  return wanted;
}

/** Plays the demonstration through the running cloud's own doors. */
export async function playDemonstration(running: Running, progress: (text: string) => void): Promise<void> {
  const { site, signIn, signInCitizen, localClock } = running;
  await seedDemonstration({
    ...{ site, signIn, signInCitizen, progress },
    clock: { advance: running.advance, offsetMs: localClock.offsetMs },
  });
  await running.settled();
  write(running.folder, 'filled');
}
