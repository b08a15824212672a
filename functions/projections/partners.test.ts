import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { type MemoryObjects, memoryObjects } from '../../test/support/objects.ts';
import { journalRepository } from '../audit/repository.ts';
import { deliveryRefs } from '../deliveries/domain.ts';
import { donationsContract } from '../donations/contract.ts';
import { donationHandlers } from '../donations/http.ts';
import type { EventItem } from '../kernel/events.ts';
import { LOG } from '../kernel/log.ts';
import { serve } from '../kernel/serve.ts';
import { inOrder } from '../kernel/stream.ts';
import { type Call, call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { partnersContract } from '../partners/contract.ts';
import { readFigures } from '../partners/figures.ts';
import { partnersHandlers } from '../partners/http.ts';
import { aList, aPledge } from '../partners/testing.ts';
import { statsRepository } from '../stats/repository.ts';
import { project } from './project.ts';

/** A partner's figures, from the real events of its pledges and lists to the counters, through the stream as it is. */
let local: LocalTable;
let deps: ReturnType<typeof fakeDependencies>;
let uploads: MemoryObjects;
let told: EventItem[];
const kim = staffActor('chest', undefined, 'kim');

beforeAll(async () => {
  local = await openLocalTable();
  console.log = () => undefined;
  console.error = () => undefined;
  deps = fakeDependencies({ table: local.table });
  uploads = memoryObjects('uploads');
  told = await happened();
}, 60_000);
afterAll(() => local.stop());

/** What the two partners' people and the Chest do, and the events that it leaves. */
async function happened(): Promise<EventItem[]> {
  const documents = memoryObjects('documents');
  const partners = serve(partnersContract, 'staff', () =>
    partnersHandlers({ ...deps, uploads: () => uploads, documents }),
  );
  const donations = serve(donationsContract, 'staff', () => donationHandlers(deps as never));
  const done = async (route: string, id: string, body: object = {}) => {
    const what: Call = { staff: kim, params: { id } };
    const answer = await call(route.includes('donations') ? donations : partners, route, {
      ...what,
      ...(route.startsWith('GET') ? {} : { key: deps.ids.ulid(), body }),
    });
    expect([route, answer.body.code]).toEqual([route, undefined]);
    return answer.body;
  };
  const pledge = async (changes: object) =>
    String((await done('POST /api/staff/pledges', '', aPledge(changes))).id);
  const bring = async (pledged: string, count: number, mark: string, rejected: readonly string[]) => {
    const list = `lst_${deps.ids.ulid()}`;
    await uploads.put(`lists/${pledged}/${list}`, aList(count, mark), { type: 'text/csv' });
    await done('POST /api/staff/pledges/{id}/lists', pledged, { list, fileName: 'a.csv' });
    const { mapping } = await done('GET /api/staff/lists/{id}', list);
    await done('POST /api/staff/lists/{id}/check', list, { mapping });
    await done('POST /api/staff/lists/{id}/import-start', list, { include: [] });
    await done('POST /api/staff/lists/{id}/import', list);
    const gift = `don_${list.slice(4)}`;
    await done('POST /api/staff/donations/{id}/screening', gift);
    await done('POST /api/staff/donations/{id}/collection', gift, { day: '2026-11-25', slot: 'morning' });
    const lines = rejected.map((line) => ({ line, reason: 'DAMAGED' }));
    const arrival = { came: 'all', by: 'line', last: true, rejected: lines };
    await done('POST /api/staff/lists/{id}/arrivals', list, arrival);
    await done('POST /api/staff/lists/{id}/arrival', list);
  };
  // 120 of one partner with a list of 60 that arrives in two parts; 80 of another, a pledge of 50 taken back.
  await bring(await pledge({}), 60, 'A', ['3', '7', '11']);
  await bring(await pledge({ partner: 'lg-cns', count: 80 }), 10, 'B', ['2']);
  const back = await pledge({ partner: 'lg-cns', count: 50 });
  await done('POST /api/staff/pledges/{id}/cancellation', back, { reason: '사정이 바뀜' });
  const items = await local.everything();
  const events = items.filter(({ kind }) => kind === 'event') as unknown as EventItem[];
  const homes = items.filter(({ kind, status }) => kind === 'device' && status === 'RECEIVED').slice(0, 5);
  return [...events, ...homes.map((device, i) => installed(device as never, i))];
}

/** The delivery's own event of a PC that stands in a home, with the ids it carries. */
function installed(
  device: { id: string; donation: string; giver: string; origin: { partner: string } },
  i: number,
) {
  const about = { device: device.id, donation: device.donation, giver: device.giver };
  const refs = deliveryRefs({
    ...{ ...about, partner: device.origin.partner },
    ...{ application: 'app_1', personId: 'per_nobody' },
  });
  return {
    ...{ pk: `DLV#dlv_${i}`, sk: 'EVT#1', kind: 'event', key: `home-${i}`, digest: '', answer: {} },
    ...{ type: 'delivery.confirm', subject: `dlv_${i}`, at: '2026-12-01T01:00:00.000Z' },
    ...{ by: { kind: 'staff', id: 'x' }, district: '11530', refs, facts: { outcome: 'INSTALLED' } },
  } as unknown as EventItem;
}

const record = (event: EventItem, number: number): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    NewImage: marshall(event, { removeUndefinedValues: true }) as never,
    SequenceNumber: String(number),
  },
});
const office = staffActor('programme', undefined, 'seo');
async function figures(): Promise<Record<string, Record<string, number>>> {
  const { items, total } = await readFigures(deps, office);
  return Object.fromEntries(
    [...items, { partner: 'total', ...total }].map(({ partner, ...rest }) => [partner, rest]),
  );
}

/** Lambda's part: what follows the record that failed comes back, that one first. */
async function deliver(records: DynamoDBRecord[], take: ReturnType<typeof project>): Promise<void> {
  for (let rest = records, tries = 0; rest.length > 0; tries++) {
    expect(tries).toBeLessThan(200);
    const { batchItemFailures } = await inOrder({ Records: rest }, LOG.STREAM_FAILED, take);
    const failed = batchItemFailures[0]?.itemIdentifier;
    rest = failed ? rest.slice(rest.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed)) : [];
  }
}

test('the events carry every figure', () => {
  const types = new Set(told.filter(({ refs }) => refs?.partner).map(({ type }) => type));
  for (const type of [
    'pledge.make',
    'pledge.cancel',
    'list.import',
    'list.reject',
    'donation.arrive',
    'delivery.confirm',
  ])
    expect(types).toContain(type);
});

test('each event counts once: told twice and more, in any order, by two shards at once, with attempts that die', async () => {
  let run = 0;
  const plan = fc.record({
    order: fc.shuffledSubarray([...told.keys(), ...told.keys()], {
      minLength: told.length * 2,
      maxLength: told.length * 2,
    }),
    more: fc.array(fc.nat(told.length - 1), { maxLength: 10 }),
    dies: fc.array(fc.nat(told.length), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ order, more, dies }) => {
      run += 1;
      const before = await figures();
      let published = 0;
      const dying = new Set(dies);
      const take = project({
        ...{ city: deps.city, now: () => deps.clock.now(), papers: { make: async () => undefined } },
        table: local.table,
        journal: journalRepository(local.table),
        stats: statsRepository(local.table),
        // Dies after counting, before the record is done with: exactly where it would count twice.
        site: {
          put: async () => (dying.delete(published++) ? Promise.reject(new Error('away')) : undefined),
        },
        notices: {
          ...{
            city: deps.city,
            vault: deps.vault,
            siteUrl: 'https://x.example',
            now: () => deps.clock.now(),
          },
          ...{ table: local.table, post: { mail: async () => undefined, text: async () => undefined } },
        },
      });
      const records = [...order, ...more].map((at, number) => {
        const event = told[at] as EventItem;
        return record({ ...event, key: `${event.key}-${run}`, sk: `${event.sk}-${run}` }, number);
      });
      const half = Math.ceil(records.length / 2);
      await Promise.all([deliver(records.slice(0, half), take), deliver(records.slice(half), take)]);
      const after = await figures();
      const grown = (partner: string) =>
        Object.fromEntries(
          Object.entries(after[partner] ?? {}).map(([name, n]) => [name, n - (before[partner]?.[name] ?? 0)]),
        );
      const home = told.filter(({ type }) => type === 'delivery.confirm');
      const homes = (partner: string) => home.filter(({ refs }) => refs?.partner === partner).length;
      const [sds, lg] = [homes('samsung-sds'), homes('lg-cns')];
      expect(grown('samsung-sds')).toEqual({
        ...{ pledged: 120, registered: 60, received: 57, rejected: 3, delivered: sds },
      });
      expect(grown('lg-cns')).toEqual({
        ...{ pledged: 80, registered: 10, received: 9, rejected: 1, delivered: lg },
      });
      expect(grown('total')).toEqual({
        ...{ pledged: 200, registered: 70, received: 66, rejected: 4, delivered: 5 },
      });
    }),
    { numRuns: 4 },
  );
}, 120_000);
