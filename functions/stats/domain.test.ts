import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { readCity } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Added, addedBy, publicNumbers, type TotalsItem } from './domain.ts';
import { statsRepository } from './repository.ts';

const city = readCity({ CITY: 'seoul' });
const event = (type: string, facts: EventItem['facts'] = {}, changes: Partial<EventItem> = {}): EventItem =>
  ({
    pk: 'DON#X',
    sk: 'EVT#1',
    kind: 'event',
    key: '1',
    digest: '',
    answer: {},
    type,
    subject: 'x',
    at: '2026-11-30T15:00:00.000Z',
    by: { kind: 'staff' },
    district: '11530',
    facts,
    ...changes,
  }) as EventItem;
const guro = (add: Record<string, number>) => ({ code: '11530', add });

test.each<[string, EventItem, Added | undefined]>([
  ['an offer', event('donation.offer', { items: 3 }), { programme: { offered: 3 } }],
  ['an arrival', event('donation.arrive', { devices: ['a', 'b'] }), { programme: { received: 2 } }],
  ['an arrival of monitors only', event('donation.arrive', { devices: [] }), { programme: { received: 0 } }],
  ['an erasure', event('device.concludeErasure', { outcome: 'ERASED' }), { programme: { erased: 1 } }],
  ['a destruction', event('device.destroyDrive', { outcome: 'DESTROYED' }), { programme: { erased: 1 } }],
  ['a failed erasure', event('device.failErasure', { outcome: 'FAILED' }), undefined],
  ['a check passed', event('device.passCheck', { outcome: 'PASSED' }), { programme: { refurbished: 1 } }],
  ['a check passed once more', event('device.passCheck', { outcome: 'PASSED', again: true }), undefined],
  [
    'a confirmed application',
    event('application.confirm', { waiting: 3 }),
    { programme: { waiting: 3 }, district: guro({ waiting: 3 }) },
  ],
  [
    'an allotted PC',
    event('allotment.executeLine', { outcome: 'ALLOTTED', waiting: -1 }),
    { programme: { waiting: -1 }, district: guro({ waiting: -1 }) },
  ],
  [
    'a failed delivery',
    event('delivery.fail', { outcome: 'RETURNED', waiting: 1 }),
    { programme: { waiting: 1 }, district: guro({ waiting: 1 }) },
  ],
  [
    'an installed PC, in the month of the city',
    event('delivery.confirm', { outcome: 'INSTALLED' }),
    {
      programme: { delivered: 1 },
      district: guro({ delivered: 1 }),
      month: { month: '2026-12', add: { delivered: 1 } },
    },
  ],
  ['a withdrawal before the queue', event('application.withdraw', { waiting: 0 }), undefined],
  ['anything else', event('donation.screen'), undefined],
])('%s', (_, what, added) => {
  expect(addedBy(what, city)).toEqual(added);
});

describe('the public file', () => {
  const rows = [
    { sk: 'PROGRAMME', offered: 9, received: 7, erased: 5, refurbished: 4, delivered: 3, waiting: 2 },
    { sk: 'DISTRICT#11530', delivered: 3, waiting: 2 },
    { sk: 'MONTH#2026-09', delivered: 1 },
    { sk: 'MONTH#2026-11', delivered: 2 },
  ] as TotalsItem[];

  test('has every district and no gap between months', () => {
    const numbers = publicNumbers(rows, city, '2026-11-30T15:00:00.000Z');
    expect(numbers).toMatchObject({ offered: 9, delivered: 3, target: { computers: 3000 } });
    expect(numbers.districts).toHaveLength(25);
    expect(numbers.districts.find(({ code }) => code === '11530')).toEqual({
      code: '11530',
      delivered: 3,
      waiting: 2,
    });
    expect(numbers.months).toEqual([
      { month: '2026-09', delivered: 1 },
      { month: '2026-10', delivered: 0 },
      { month: '2026-11', delivered: 2 },
      { month: '2026-12', delivered: 0 },
    ]);
  });

  test('before the first delivery, and after more than a year', () => {
    expect(publicNumbers([], city, '2026-11-23T01:00:00.000Z').months).toEqual([
      { month: '2026-11', delivered: 0 },
    ]);
    const months = publicNumbers(rows, city, '2028-02-23T01:00:00.000Z').months.map(({ month }) => month);
    expect(months).toHaveLength(12);
    expect([months[0], months.at(-1)]).toEqual(['2027-03', '2028-02']);
  });
});

describe('counting', () => {
  let local: LocalTable;
  beforeAll(async () => {
    local = await openLocalTable();
  });
  afterAll(() => local.stop());

  test('is once for each event, whatever is told again and in whatever order', async () => {
    const repository = statsRepository(local.table);
    let run = 0;
    const kinds = [
      event('donation.offer', { items: 2 }),
      event('application.confirm', { waiting: 3 }),
      event('allotment.executeLine', { waiting: -1 }),
      event('delivery.confirm', { outcome: 'INSTALLED' }, { district: '11740' }),
    ];
    const told = fc.array(
      fc.record({ kind: fc.nat(3), id: fc.nat(4), times: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 10 },
    );
    const now = new Date('2026-11-23T01:00:00.000Z');
    const totals = async () => new Map((await repository.read()).map((row) => [row.sk, row]));
    await fc.assert(
      fc.asyncProperty(told, async (sequence) => {
        run += 1;
        const before = await totals();
        const counted = new Map<string, Added>();
        for (const { kind, id, times } of sequence) {
          const pk = `E#${run}#${kind}`;
          const one = { ...(kinds[kind] as EventItem), pk, key: String(id) };
          const added = addedBy(one, city);
          if (!added) continue;
          for (let i = 0; i < times; i++) {
            const first = await repository.count(one, added, now);
            expect(first).toBe(i === 0 && !counted.has(`${pk}${id}`));
          }
          counted.set(`${pk}${id}`, added);
        }
        const after = await totals();
        const grown = (sk: string, name: string) =>
          Number(after.get(sk)?.[name] ?? 0) - Number(before.get(sk)?.[name] ?? 0);
        const all = [...counted.values()];
        const sum = (pick: (added: Added) => number | undefined) =>
          all.reduce((total, added) => total + (pick(added) ?? 0), 0);
        for (const name of ['offered', 'waiting', 'delivered'])
          expect(grown('PROGRAMME', name)).toBe(sum(({ programme }) => programme[name]));
        for (const code of ['11530', '11740'])
          for (const name of ['waiting', 'delivered'])
            expect(grown(`DISTRICT#${code}`, name)).toBe(
              sum(({ district }) => (district?.code === code ? district.add[name] : 0)),
            );
        expect(grown('MONTH#2026-12', 'delivered')).toBe(sum(({ month }) => month?.add.delivered));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test('many at once lose nothing', async () => {
    const repository = statsRepository(local.table);
    const total = async () =>
      Number((await repository.read()).find(({ sk }) => sk === 'PROGRAMME')?.offered ?? 0);
    const before = await total();
    const one = event('donation.offer', { items: 1 });
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        repository.count(
          { ...one, pk: 'AT-ONCE', key: String(i % 20) },
          { programme: { offered: 1 } },
          new Date(),
        ),
      ),
    );
    expect((await total()) - before).toBe(20);
  });
});
