import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalTable } from './dynamo.ts';
import { openLocalTable } from './dynamo.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

test('a commit, its repetition and the queue behave as on AWS', async () => {
  const intent = { key: '01KAQZ0000000000000000TEST', digest: 'd' };
  const key = { pk: 'DON#1', sk: 'STATE' };
  const deed = {
    intent,
    pk: key.pk,
    event: {
      type: 'donation.offer',
      subject: 'x',
      at: '2026-11-23T01:00:00.000Z',
      by: { kind: 'anonymous' },
    },
    writes: [{ put: { ...key, status: 'OFFERED', version: 1, q: 'DON#Q#OFFERED', qs: '2026#x' } }],
    answer: { id: 'x' },
  } as const;
  expect(await local.table.commit(deed)).toEqual({ id: 'x' });
  expect(await local.table.commit(deed)).toEqual({ id: 'x' });
  await expect(local.table.commit({ ...deed, intent: { ...intent, digest: 'e' } })).rejects.toThrow(
    'KEY_REUSED',
  );
  expect((await local.table.queuePage('DON#Q#OFFERED', { limit: 5 })).keys).toMatchObject([key]);
  expect(await local.everything()).toHaveLength(2);
});
