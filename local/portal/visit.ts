import type { PortalCredentials } from './credentials.ts';

/** What a running local cloud tells of one of its portals. @throws Error for one that it does not have */
export async function readPortal(door: string, id: string): Promise<PortalCredentials> {
  const answer = await fetch(`${door}/_local/portals.json`);
  if (!answer.ok) throw new Error(`${door}: ${answer.status}`);
  const portals = (await answer.json()) as PortalCredentials[];
  const found = portals.find((portal) => portal.id === id);
  if (!found) throw new Error(`no portal ${id} here, only ${portals.map((one) => one.id).join(', ')}`);
  return found;
}
