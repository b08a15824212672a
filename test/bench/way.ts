import { executePart } from '../../functions/allotments/execute-part.ts';
import { allotmentsHandlers } from '../../functions/allotments/http.ts';
import { applicationsHandlers } from '../../functions/applications/http.ts';
import { committeesHandlers } from '../../functions/committees/http.ts';
import { deliveriesHandlers } from '../../functions/deliveries/http.ts';
import { devicesHandlers } from '../../functions/devices/http.ts';
import { specimenLshw, specimenNwipe } from '../../functions/devices/readers/specimen.ts';
import { donationHandlers } from '../../functions/donations/http.ts';
import { eligibilityHandlers } from '../../functions/eligibility/http.ts';
import { localDate, nextDay } from '../../functions/kernel/clock.ts';
import type { Dependencies } from '../../functions/kernel/dependencies.ts';
import type { Objects } from '../../functions/kernel/objects.ts';
import { staffActor } from '../../functions/kernel/testing.ts';
import { machine } from '../../local/demonstration/cast.ts';
import type { Meter } from './meter.ts';

/** Write units of each deed on a PC's way, by name, in order. */
export type Way = readonly { readonly deed: string; readonly writes: number }[];

const contact = { name: '김나눔', email: 'bench@example.com', language: 'ko' as const };
const address = { district: '11530', postcode: '08209', street: '공원로 41' };
const needs = { kind: 'any' as const, screenReader: false, largeScreen: false, internet: true };
const pass = 'pass' as const;
const checks = {
  starts: pass,
  screen: pass,
  keyboard: pass,
  pointer: pass,
  network: pass,
  sound: pass,
  ports: pass,
  clean: pass,
};

/** One PC and one household from the offer to the hand-over, by the handlers as they are served. */
export async function walk(deps: Dependencies, meter: Meter): Promise<Way> {
  const files = new Map<string, string>();
  const objects: Objects = {
    get: async (key) => new TextEncoder().encode(files.get(key) ?? ''),
    put: async () => {},
    remove: async () => {},
    readLink: async () => 'https://example.com',
    uploadForm: (key) => ({ url: 'https://example.com', fields: { key } }),
  };
  const donations = donationHandlers(deps);
  const devices = devicesHandlers({ ...deps, uploads: () => objects, documents: () => objects });
  const applications = applicationsHandlers({ ...deps, uploads: () => objects });
  const eligibility = eligibilityHandlers({ ...deps, uploads: objects });
  const allotments = allotmentsHandlers(deps);
  const committees = committeesHandlers({ ...deps, uploads: () => objects, documents: () => objects });
  const deliveries = deliveriesHandlers({ ...deps, uploads: () => objects, documents: () => objects });
  const way: { deed: string; writes: number }[] = [];

  const staff = (group: 'chest' | 'repair' | 'programme', id = group as string) => ({
    params: {} as never,
    query: {},
    body: {},
    actor: staffActor(group, undefined, id),
    intent: { key: deps.ids.ulid(), digest: 'bench' },
    session: '',
    requestId: 'bench',
  });
  const anyone = () => ({ ...staff('chest'), actor: { kind: 'anonymous' as const } });
  /** A meeting with one plan and one member; neither is of a PC's way, the decision is. */
  async function convene(
    plan: string,
    decide: (at: { id: string; n: number }) => Promise<void>,
  ): Promise<void> {
    const day = localDate(deps.clock.now(), deps.city.timeZone);
    const code = 'ALLOTMENT_SUBCOMMITTEE' as const;
    const term = { from: day, until: nextDay(day, 300), chair: true, interests: [] };
    const member = await committees.appointMember({
      ...staff('chest'),
      params: { code },
      body: { name: '나위원', ...term },
    });
    const when = { committee: code, day, time: '14:00', place: '회의실' };
    const { id } = await committees.planMeeting({ ...staff('chest'), body: when });
    const params = { id };
    await committees.addItem({ ...staff('chest'), params, body: { kind: 'PLAN', plan } });
    const attendance = { present: [member.id], presiding: member.id };
    await committees.openMeeting({ ...staff('chest'), params, body: attendance });
    const at = { id, n: 1 };
    await committees.startVote({ ...staff('chest'), params: at, body: {} });
    await committees.vote({ ...staff('chest'), params: at, body: { vote: 'FOR', member: member.id } });
    await decide(at);
  }
  const counted = async <A>(deed: string, work: () => Promise<A>): Promise<A> => {
    meter.read();
    const answer = await work();
    way.push({ deed, writes: meter.read().writes });
    return answer;
  };

  const items = [{ kind: 'desktop' as const, count: 1, condition: 'works' as const }];
  const consents = { privacy: true as const, erasure: true as const, news: false };
  const giver = { kind: 'person' as const, contact };
  const offer = { giver, pickup: address, preferredDays: [], items, wantsReceipt: true, consents };
  const { id } = await counted('offer a PC', () => donations.offerDonation({ ...anyone(), body: offer }));
  const don = { params: { id } };
  await counted('screen', () => donations.screenDonation({ ...staff('chest'), ...don, body: {} }));
  const collection = { day: '2027-06-01', slot: 'morning' as const };
  await counted('book the collection', () =>
    donations.bookCollection({ ...staff('chest'), ...don, body: collection }),
  );
  const received = [{ kind: 'desktop' as const, count: 1 }];
  const arrived = await counted('record the arrival', () =>
    donations.recordArrival({ ...staff('chest'), ...don, body: { received } }),
  );
  const lines = [{ kind: 'desktop' as const, market: 120_000 }];
  const valuation = { lines, evidence: [{ kind: 'PRICE_COMPARISON', text: 'bench' }] };
  await counted('value', () => donations.valueDonation({ ...staff('chest'), ...don, body: valuation }));
  await counted('accept + gapless receipt number', () =>
    donations.acceptDonation({ ...staff('chest'), ...don, body: {} }),
  );

  const device = arrived.devices[0]?.id ?? '';
  const dev = { params: { id: device } };
  const pc = machine(0, false);
  for (const [fileName, text] of [
    ['lshw.json', specimenLshw(pc)],
    ['nwipe.log', specimenNwipe(pc.drives, { at: deps.clock.now() })],
  ] as const) {
    const asked = { fileName, size: text.length };
    const { upload } = await devices.requestUpload({ ...staff('repair'), ...dev, body: asked });
    files.set(`evidence/${device}/${upload}`, text);
    await counted(`read ${fileName}`, () =>
      devices.recordEvidence({ ...staff('repair'), ...dev, body: { upload, fileName } }),
    );
  }
  await counted('erase and test', () => devices.concludeErasure({ ...staff('repair'), ...dev, body: {} }));
  await counted('install the system', () =>
    devices.installSystem({ ...staff('repair'), ...dev, body: { os: 'Linux' } }),
  );
  const grade = { appearance: 'A' as const, functionality: 'A' as const };
  await counted('check and grade', () =>
    devices.checkDevice({ ...staff('repair', 'other'), ...dev, body: { checks, grade } }),
  );

  const household = {
    contact,
    birthDate: '1980-01-01',
    address,
    category: 'DISABLED',
    householdSize: 1,
    needs,
    consents: { privacy: true as const, sensitive: true as const, lookUp: true },
  };
  const applied = await counted('apply', () =>
    applications.applyForHousehold({ ...anyone(), body: household }),
  );
  const app = { params: { id: applied.id } };
  await counted('confirm eligibility', () =>
    eligibility.confirmEligibility({ ...staff('programme'), ...app, body: { evidence: 'LOOK_UP' } }),
  );
  const plan = await counted('propose', () =>
    allotments.proposeAllotment({
      ...staff('chest'),
      body: { lines: [{ device, application: applied.id, why: 'bench' }] },
    }),
  );
  const alt = { params: { id: plan.id } };
  await convene(plan.id, async (at) => {
    const body = { legalBasis: 'CHEST' as const };
    await counted('decide', () => committees.closeItem({ ...staff('chest'), params: at, body }));
  });
  await counted('start allotting', () =>
    allotments.executeAllotment({ ...staff('chest'), ...alt, body: {} }),
  );
  await counted('allot', () => executePart(deps, { allotment: plan.id, from: 1, to: 1 }));
  await counted('close the plan', () => executePart(deps, { allotment: plan.id, close: true }));
  const booked = await counted('book the delivery', () =>
    deliveries.bookDelivery({ ...staff('chest'), body: { device, day: '2027-06-01', slot: 'morning' } }),
  );
  const dlv = { params: { id: booked.id } };
  await counted('depart', () => deliveries.departDelivery({ ...staff('repair'), ...dlv, body: {} }));
  const handover = { installed: true, starts: true, internet: true, explained: true, warrantyGiven: true };
  const signature = { kind: 'typed' as const, name: 'bench' };
  await counted('deliver', () =>
    deliveries.confirmDelivery({ ...staff('repair'), ...dlv, body: { signature, handover } }),
  );
  return way;
}
