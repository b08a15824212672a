import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { donationsOn } from '../donations/testing.ts';
import { serve } from '../kernel/serve.ts';
import { mustHold } from '../kernel/session.ts';
import { call, fakeDependencies, movableClock, seededIds } from '../kernel/testing.ts';
import type { Sealed } from '../kernel/vault.ts';
import { privacyContract } from './contract.ts';
import { privacyHandlers } from './http.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

let seed = 0;
function open() {
  const clock = movableClock();
  const deps = fakeDependencies({ table: local.table, clock, ids: seededIds(clock, `privacy-${seed++}`) });
  const api = serve(privacyContract, 'public', () => privacyHandlers(deps));
  const request = (reference: string, key = deps.ids.ulid()) =>
    call(api, 'POST /api/public/follow/codes', { body: { subject: 'donation', reference }, key });
  const exchange = (reference: string, code: string, key = deps.ids.ulid()) =>
    call(api, 'POST /api/public/follow/sessions', { body: { subject: 'donation', reference, code }, key });
  /** The code as the message would bring it. */
  const mailed = async (reference: string) => {
    const notices = (await local.everything()).filter(
      (item) => item.kind === 'notice' && item.reference === reference && item.sealed,
    );
    const latest = notices.toSorted((a, b) => String(a.at).localeCompare(String(b.at))).at(-1);
    const notice = String(latest?.pk).slice('NOT#'.length);
    return (await deps.vault.open<{ code: string }>({ notice }, latest?.sealed as Sealed)).code;
  };
  return { deps, api, request, exchange, mailed, donations: donationsOn(deps) };
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const told = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];

let door: ReturnType<typeof open>;
let reference: string;
beforeEach(async () => {
  door = open();
  reference = String((await door.donations.offer()).body.reference);
});

describe('a one-time code', () => {
  test('opens a session for its record, once; the same request again gets the same token', async () => {
    expect((await door.request(reference)).body).toEqual({ sent: true, validMinutes: 10 });
    const code = await door.mailed(reference);
    const key = door.deps.ids.ulid();
    const opened = await door.exchange(reference, code, key);
    expect(opened.status).toBe(201);
    expect(opened.body.expiresAt).toBe('2026-11-23T01:30:00.000Z');
    expect(await door.exchange(reference, code, key)).toEqual(opened);
    expect(told(await door.exchange(reference, code))).toEqual([410, 'CODE_EXPIRED']);

    const token = String(opened.body.token);
    const hold = (what: object, at = door.deps.clock.now()) =>
      mustHold(local.table, token, { subject: 'donation', reference, ...what }, at);
    await hold({});
    await expect(hold({ reference: '0000000000' })).rejects.toThrow('SESSION_REQUIRED');
    await expect(hold({ subject: 'application' })).rejects.toThrow('SESSION_REQUIRED');
    await expect(hold({}, new Date('2026-11-23T01:30:00.000Z'))).rejects.toThrow('SESSION_REQUIRED');
  });

  test('five wrong tries lock it, also for the right one; a new one can be asked for', async () => {
    await door.request(reference);
    const code = await door.mailed(reference);
    for (const left of [4, 3, 2, 1, 0]) {
      const answer = await door.exchange(reference, wrong(code));
      expect(told(answer)).toEqual([422, 'CODE_WRONG']);
      expect(answer.body.detail).toEqual({ left });
    }
    expect(told(await door.exchange(reference, code))).toEqual([429, 'CODE_LOCKED']);
    door.deps.clock.pass({ seconds: 61 });
    await door.request(reference);
    expect((await door.exchange(reference, await door.mailed(reference))).status).toBe(201);
  });

  test('a hundred guesses at once get five comparisons', async () => {
    await door.request(reference);
    const code = await door.mailed(reference);
    const guesses = Array.from({ length: 100 }, (_, i) =>
      String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'),
    );
    const answers = await Promise.all(guesses.map((guess) => door.exchange(reference, guess)));
    expect(answers.filter((answer) => answer.body.code === 'CODE_WRONG')).toHaveLength(5);
    expect(answers.filter((answer) => answer.body.code === 'CODE_LOCKED')).toHaveLength(95);
  });

  test('two right answers at once: one session', async () => {
    await door.request(reference);
    const code = await door.mailed(reference);
    const answers = await Promise.all([door.exchange(reference, code), door.exchange(reference, code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 410]);
  });

  test('ends after ten minutes, whether TTL has deleted it or not', async () => {
    await door.request(reference);
    const code = await door.mailed(reference);
    door.deps.clock.pass({ minutes: 10 });
    expect(told(await door.exchange(reference, code))).toEqual([410, 'CODE_EXPIRED']);
  });

  test('is not sent again within a minute; the same request again is the same answer', async () => {
    const key = door.deps.ids.ulid();
    const first = await door.request(reference, key);
    expect(await door.request(reference, key)).toEqual(first);
    door.deps.clock.pass({ seconds: 20 });
    const soon = await door.request(reference);
    expect(told(soon)).toEqual([429, 'CODE_TOO_SOON']);
    expect(soon.body.detail).toEqual({ seconds: 40 });
    const old = await door.mailed(reference);
    door.deps.clock.pass({ seconds: 40 });
    expect((await door.request(reference)).status).toBe(202);
    expect(told(await door.exchange(reference, old))).toEqual([422, 'CODE_WRONG']);
  });

  test('is nowhere to be read, and neither is the token', async () => {
    await door.request(reference);
    const code = await door.mailed(reference);
    const token = String((await door.exchange(reference, code)).body.token);
    const stored = JSON.stringify(
      (await local.everything()).filter((item) => /^(COD|SES|NOT)#/.test(String(item.pk))),
    );
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(`"${code}"`);
  });
});

describe('a reference that does not exist', () => {
  const nobody = 'ZZZZZZZZZZ';
  test('is answered like one that does, step by step', async () => {
    const steps = async (asked: string) => {
      const answers = [
        await door.exchange(asked, '000000'),
        await door.request(asked),
        await door.request(asked),
      ];
      for (let i = 0; i < 6; i++) answers.push(await door.exchange(asked, '123456'));
      door.deps.clock.set('2026-11-23T01:10:00.000Z');
      answers.push(await door.exchange(asked, '123456'));
      door.deps.clock.set('2026-11-23T01:00:00.000Z');
      return answers.map(({ status, body }) => [status, body.code, body.detail, body.sent]);
    };
    // One chance in a million that 123456 is the code: the seeded ids say it is not.
    expect(await steps(nobody)).toEqual(await steps(reference));
  });

  test('writes as many items, but no message', async () => {
    const count = async (asked: string) => {
      const before = (await local.everything()).length;
      await door.request(asked);
      return (await local.everything()).length - before;
    };
    expect(await count('YYYYYYYYYY')).toBe(await count(reference));
    const empty = (await local.everything()).filter((item) => item.reference === 'YYYYYYYYYY');
    expect(empty.every((item) => !('sealed' in item) && !('personId' in item))).toBe(true);
  });

  test('one key for two references tells nothing', async () => {
    const key = door.deps.ids.ulid();
    const own = await door.request(reference, key);
    const other = String((await door.donations.offer()).body.reference);
    expect((await door.request(other, key)).status).toBe(own.status);
    expect((await door.request('XXXXXXXXXX', key)).status).toBe(own.status);
  });
});
