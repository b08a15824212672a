import { expect, test } from 'vitest';
import { memoryObjects } from '../../test/support/objects.ts';
import type { Change } from '../kernel/stream.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { type ProjectionDependencies, project } from './project.ts';

/** A projection whose parts note what they were asked, in order. */
function watched(changes: Partial<ProjectionDependencies> = {}) {
  const { city, clock, table, vault } = fakeDependencies();
  const asked: string[] = [];
  const site = memoryObjects('site');
  const take = project({
    ...{ city, table, now: () => clock.now() },
    journal: { append: async (event) => void asked.push(`journal ${event.type}`) },
    stats: {
      count: async (event) => {
        asked.push(`count ${event.type}`);
        return asked.length === 2;
      },
      read: async () => [],
    },
    site: {
      put: async (key, body, options) => {
        asked.push(`publish ${key} ${options.cacheControl}`);
        return site.put(key, body, options);
      },
    },
    papers: { make: async (paper, input) => void asked.push(`${paper} ${JSON.stringify(input)}`) },
    notices: {
      ...{ city, vault, siteUrl: 'https://x.example', now: () => clock.now() },
      table: { ...table, get: async () => void asked.push('notice') } as typeof table,
      post: { mail: async () => undefined, text: async () => undefined },
    },
    ...changes,
  });
  return { asked, take, site };
}
const event = (type: string, item: Record<string, unknown> = {}): Change => ({
  pk: 'DON#1',
  sk: 'EVT#1',
  inserted: true,
  item: {
    pk: 'DON#1',
    sk: 'EVT#1',
    kind: 'event',
    type,
    key: '1',
    subject: 'don_1',
    at: '2026-11-23T01:00:00.000Z',
    ...item,
  },
});
/** The notice of an unknown person is skipped with a log line, which these tests need not show. */
console.log = () => undefined;

test.each([
  [
    event('donation.offer', { facts: { items: 1 } }),
    ['journal donation.offer', 'count donation.offer', 'publish data/stats.json public, max-age=5'],
  ],
  [
    event('donation.accept', { refs: { person: 'per_1' } }),
    ['journal donation.accept', 'receipt-paper {"gift":"don_1"}'],
  ],
  ...['gift.book', 'gift.bookUnannounced', 'gift.bookPoints', 'gift.reissueReceipt'].map(
    (type): [Change, string[]] => [
      event(type, { subject: 'gft_1' }),
      [`journal ${type}`, 'receipt-paper {"gift":"gft_1"}'],
    ],
  ),
  ...['gift.voidReceipt', 'gift.return', 'gift.release'].map((type): [Change, string[]] => [
    event(type, { subject: 'gft_1', facts: { receipt: '2026-000017', reason: 'REFUNDED' } }),
    [`journal ${type}`, 'receipt-paper {"year":"2026","number":17,"void":true}'],
  ]),
  // Its receipt was made void before: there is no paper to mark.
  [event('gift.return', { subject: 'gft_1', facts: { reason: 'BOUNCED' } }), ['journal gift.return']],
  [
    event('allotment.compute', { subject: 'alt_1' }),
    ['journal allotment.compute', 'allotment-plan {"allotment":"alt_1"}'],
  ],
  [
    event('device.concludeErasure', { subject: 'dev_1', facts: { outcome: 'ERASED' } }),
    [
      'journal device.concludeErasure',
      'count device.concludeErasure',
      'publish data/stats.json public, max-age=5',
      'certificate-paper {"device":"dev_1"}',
    ],
  ],
  [
    event('device.destroyDrive', { subject: 'dev_1', facts: { outcome: 'DESTROYED' } }),
    [
      'journal device.destroyDrive',
      'count device.destroyDrive',
      'publish data/stats.json public, max-age=5',
      'certificate-paper {"device":"dev_1"}',
    ],
  ],
  [event('donation.screen', { refs: { person: 'per_1' } }), ['journal donation.screen', 'notice', 'notice']],
  [
    event('route.plan', { subject: 'rte_1', facts: { deliveries: ['dlv_1', 'dlv_2'] } }),
    ['journal route.plan', 'handover-paper {"delivery":"dlv_1"}', 'handover-paper {"delivery":"dlv_2"}'],
  ],
  [event('report.order', { subject: 'rpt_1' }), ['journal report.order', 'ledger-report {"report":"rpt_1"}']],
  ...['run.start', 'run.goOn'].map((type): [Change, string[]] => [
    event(type, { subject: '2026-12' }),
    [`journal ${type}`, 'fee-run {"month":"2026-12"}'],
  ]),
  [event('run.close', { subject: '2026-12' }), ['journal run.close']],
  [event('device.refurbish'), ['journal device.refurbish']],
  [{ ...event('donation.offer'), inserted: false }, []],
  [{ ...event('donation.offer'), sk: 'STATE' }, []],
])('%o is followed by %o', async (change, followed) => {
  const { take, asked } = watched();
  await take(change);
  expect(asked).toEqual(followed);
});

test('an event told again publishes again: the first attempt may have died in between', async () => {
  const { take, asked, site } = watched();
  const one = event('donation.offer', { facts: { items: 1 } });
  await take(one);
  await take(one);
  expect(asked.filter((what) => what.startsWith('publish'))).toHaveLength(2);
  expect(JSON.parse(Buffer.from(site.files.get('data/stats.json') ?? []).toString())).toMatchObject({
    offered: 0,
  });
});

test('what cannot be counted is on record, but neither published nor told: the stream comes back with it', async () => {
  const stats = { count: async () => Promise.reject(new Error('away')), read: async () => [] };
  const { take, asked } = watched({ stats });
  await expect(
    take(event('donation.offer', { facts: { items: 1 }, refs: { person: 'per_1' } })),
  ).rejects.toThrow('away');
  expect(asked).toEqual(['journal donation.offer']);
});

test('what cannot be put on record is not followed by anything', async () => {
  const journal = { append: async () => Promise.reject(new Error('away')) };
  const { take, asked } = watched({ journal });
  await expect(take(event('donation.offer', { facts: { items: 1 } }))).rejects.toThrow('away');
  expect(asked).toEqual([]);
});

/** A plan's item as it is after a move. */
const plan = (status: string, more: object = {}): Change => ({
  pk: 'ALT#1',
  sk: 'STATE',
  inserted: false,
  item: { pk: 'ALT#1', sk: 'STATE', kind: 'allotment', id: 'alt_1', status, ...more },
});

test.each(['REJECTED', 'WITHDRAWN'])(
  'what a plan holds that is %s is freed, whoever wrote it, until it is done',
  async (status) => {
    const { asked, take } = watched();
    await take(plan(status));
    await take(plan(status, { releasedAt: '2026-11-23T01:00:00.000Z' }));
    for (const other of ['COMPUTING', 'PROPOSED', 'DECIDED', 'EXECUTING', 'EXECUTED'])
      await take(plan(other));
    expect(asked).toEqual(['allotment-plan {"allotment":"alt_1"}']);
  },
);
