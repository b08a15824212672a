import { readFileSync } from 'node:fs';
import { systemIds } from '../functions/kernel/ids.ts';
import { portalToken, sendSigned } from '../local/portal/client.ts';
import { readPortal } from '../local/portal/visit.ts';

/**
 * Reports to the local cloud that runs, as the demonstration's portal does (docs/portal.md):
 * `npm run portal -- PATH [FILE]`, e.g. `/api/portal/points/activities report.json`; the report from FILE, or from
 * standard input. PORT as for `npm start`, PORTAL = id of the city pack. Prints what was answered.
 */
async function run(): Promise<boolean> {
  const [path, file] = process.argv.slice(2);
  if (!path?.startsWith('/api/portal/')) throw new Error('npm run portal -- /api/portal/… [FILE]');
  const port = Number(process.env.PORT ?? '8080');
  const [site, door] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
  const portal = await readPortal(door, process.env.PORTAL ?? 'seoul-portal');
  const fields = JSON.parse(readFileSync(file ?? 0, 'utf8')) as object;
  // A report without an id gets one; with one, sending it again is the same report.
  const report = { id: systemIds.ulid(), ...fields };
  const clock = (await (await fetch(`${door}/_local/clock.json`)).json()) as { now: number };
  const created = Math.floor(clock.now / 1000);
  const token = await portalToken(portal);
  const request = { method: 'POST', path, body: JSON.stringify(report), key: report.id };
  const answer = await sendSigned(site, portal, request, { token, created });
  console.log(`${answer.status} ${await answer.text()}`);
  return answer.ok;
}

try {
  if (!(await run())) process.exitCode = 1;
} catch (error) {
  console.error(`portal: ${(error as Error).message}`);
  process.exitCode = 2;
}
