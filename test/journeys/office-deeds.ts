import { type Office, openOffice } from '../../local/demonstration/office.ts';
import type { TestCloud } from '../support/cloud.ts';

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
