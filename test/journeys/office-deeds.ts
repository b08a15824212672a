import { GIVERS } from '../../local/demonstration/cast.ts';
import { accept, bring, offer } from '../../local/demonstration/giving.ts';
import { depart, execute, propose } from '../../local/demonstration/giving-out.ts';
import { type Office, openOffice } from '../../local/demonstration/office.ts';
import { workOn } from '../../local/demonstration/workshop.ts';
import type { TestCloud } from '../support/cloud.ts';
import { type Desk, decideInCommittee } from '../support/decide.ts';

/** What the office does while a journey is about somebody else: by the API, as its own people do it. */
export function officeOf(cloud: TestCloud): Office {
  const began = Date.now();
  let now = began;
  return openOffice({
    site: cloud.site,
    signIn: cloud.signIn,
    signInCitizen: cloud.signInCitizen,
    clock: {
      async advance(ms) {
        await cloud.advance(ms);
        now = await cloud.clock.now();
      },
      offsetMs: () => now - began,
    },
  });
}

/** The Chest at its desk. */
export const deskOf = (office: Office): Desk => ({
  get: (path) => office.get('chest.kim', `/api/staff/${path}`),
  post: (path, body) => office.post('chest.kim', `/api/staff/${path}`, body),
});

/** The calendar's day in the city (UTC+9), so many days from the cloud's now. */
export const dayIn = async (cloud: TestCloud, days = 0): Promise<string> =>
  new Date((await cloud.clock.now()) + (days * 24 + 9) * 3_600_000).toISOString().slice(0, 10);

/** A desktop that is given, brought and made ready. */
export async function readyComputer(cloud: TestCloud, office: Office): Promise<void> {
  const [anybody] = GIVERS;
  if (!anybody) throw new Error('nobody gives');
  const giver = { ...anybody, computers: 1, laptops: 0 };
  const { id } = await offer(office, giver, 0);
  const [device] = await bring(office, id, giver, await dayIn(cloud));
  await accept(office, id, giver);
  if (!device) throw new Error('nothing arrived');
  await workOn(office, device, 1, 'READY', new Date(await cloud.clock.now()));
}

/** What the system computes is decided by a committee in public, and carried out. @returns the devices */
export async function allotOldest(cloud: TestCloud, office: Office): Promise<string[]> {
  const plan = await propose(office, 1);
  if (!plan) throw new Error('nothing to allot');
  await decideInCommittee(deskOf(office), plan.id, await dayIn(cloud));
  const { items } = await office.get<{ items: { number: string; committee: string }[] }>(
    'chest.kim',
    '/api/staff/decisions/unpublished',
  );
  for (const { number, committee } of items) {
    const [year = '', , n = ''] = number.split('-');
    const decision = `/api/staff/decisions/${committee}/${year}/${Number(n)}`;
    await office.post('chest.kim', `${decision}/publication`, {});
  }
  await execute(office, plan.id);
  await cloud.settled();
  return plan.devices;
}

/** The id behind a reference, among the applications of a district in one state. */
export async function applicationId(office: Office, reference: string, status: string): Promise<string> {
  const { items } = await office.get<{ items: { id: string; reference: string }[] }>(
    'office.seo',
    `/api/staff/applications?status=${status}&limit=50`,
  );
  const found = items.find((one) => one.reference === reference);
  if (!found) throw new Error(`${reference} is not among ${status}`);
  return found.id;
}

/** The crew brings what is booked and has it signed for. */
export async function handOver(office: Office, delivery: string): Promise<void> {
  await depart(office, delivery);
  await office.post('repair.lee', `/api/staff/deliveries/${delivery}/confirmation`, {
    signature: { kind: 'typed', name: '김영희' },
    handover: { installed: true, starts: true, internet: true, explained: true, warrantyGiven: true },
  });
}
