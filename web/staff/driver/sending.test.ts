import { beforeEach, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { type Deed, keyAfter } from './deed.ts';
import { type Ports, pause, sendAll } from './sending.ts';

const NOW = new Date('2026-11-28T02:00:00Z');
const deed = (n: number, more: Partial<Deed> = {}): Deed => ({
  key: `01KAS00000000000000000000${n}`,
  owner: 'me',
  kind: 'confirm',
  about: `dlv_${n}`,
  route: 'rte_1',
  label: `SH-26-0000${n}`,
  at: NOW.toISOString(),
  body: { signature: { kind: 'typed', name: '박새봄이' } },
  state: 'waiting',
  tries: 0,
  ...more,
});

let kept: Map<string, Deed>;
/** What the server was asked, in order. */
let asked: string[];
beforeEach(() => {
  asked = [];
  kept = new Map();
});
const put = (...deeds: Deed[]) => {
  for (const one of deeds) kept.set(one.key, one);
};
const round = (answer: (deed: Deed) => boolean | Problem = () => true, more: Partial<Ports> = {}) =>
  sendAll({
    deeds: async () => [...kept.values()],
    keep: async (one) => put(one),
    send: async (one) => {
      asked.push(one.about);
      const said = answer(one);
      if (said instanceof Problem) throw said;
      return said;
    },
    now: () => NOW,
    ...more,
  });
const states = () => [...kept.values()].map(({ state }) => state);

test('what waits goes out in the order in which it was done, and nothing of the recipient stays', async () => {
  put(deed(3, { kind: 'photo', photo: new Blob(['x']) }), deed(1), deed(2, { kind: 'fail' }));
  expect(await round()).toBe('done');
  expect(asked).toEqual(['dlv_1', 'dlv_2', 'dlv_3']);
  expect(states()).toEqual(['sent', 'sent', 'sent']);
  for (const one of kept.values())
    expect([one.body, one.photo, one.sentAt]).toEqual([{}, undefined, NOW.toISOString()]);
  expect(await round()).toBe('done');
  expect(asked).toHaveLength(3);
});

test.each([
  [new Problem('OFFLINE', 0), 'offline'],
  [new Problem('SIGN_IN_REQUIRED', 401), 'sign-in'],
] as const)('%o stops the round; nothing is lost and the order stays', async (problem, ended) => {
  put(deed(1), deed(2));
  expect(await round(() => problem)).toBe(ended);
  expect(asked).toEqual(['dlv_1']);
  expect([...kept.values()]).toEqual([deed(1), deed(2)]);
  expect(await round()).toBe('done');
  expect(asked).toEqual(['dlv_1', 'dlv_1', 'dlv_2']);
});

test('a refusal stays with its reason, its content and its key; the next ones go on', async () => {
  put(deed(1), deed(2));
  const no = new Problem('INVALID_REQUEST', 400, {
    fields: [{ path: 'handover', code: 'HANDOVER_INCOMPLETE' }],
  });
  expect(await round(({ about }) => (about === 'dlv_1' ? no : true))).toBe('done');
  expect(kept.get(deed(1).key)).toEqual({ ...deed(1), state: 'refused', because: 'HANDOVER_INCOMPLETE' });
  expect(states()).toEqual(['refused', 'sent']);
});

test('a server in trouble is asked again, the same first; after five times the other deliveries go on', async () => {
  put(deed(1), deed(2, { about: 'dlv_1', kind: 'photo' }), deed(3));
  const trouble = ({ about }: Deed) => (about === 'dlv_1' ? new Problem('INTERNAL', 500) : true);
  for (let tries = 1; tries < 5; tries++) {
    expect(await round(trouble)).toBe('later');
    expect(kept.get(deed(1).key)?.tries).toBe(tries);
  }
  expect(asked).toEqual(['dlv_1', 'dlv_1', 'dlv_1', 'dlv_1']);
  expect(await round(trouble)).toBe('later');
  // The photo waits for the hand-over that it belongs to.
  expect(states()).toEqual(['waiting', 'waiting', 'sent']);
  expect(await round()).toBe('done');
  expect(states()).toEqual(['sent', 'sent', 'sent']);
});

test('nothing of a route goes out before its departure; another route’s does', async () => {
  put(deed(1, { kind: 'depart', about: 'rte_1', tries: 4 }), deed(2), deed(3, { route: 'rte_2' }));
  const trouble = ({ kind }: Deed) => (kind === 'depart' ? new Problem('INTERNAL', 500) : true);
  expect(await round(trouble)).toBe('later');
  expect(states()).toEqual(['waiting', 'waiting', 'sent']);
});

test.each(['CHANGED_MEANWHILE', 'BUSY'])('%s is no answer about the deed', async (code) => {
  put(deed(1));
  expect(await round(() => new Problem(code, 409))).toBe('later');
  expect(states()).toEqual(['waiting']);
});

test('how far a photo came is kept, so that it is not prepared twice', async () => {
  put(deed(1, { kind: 'photo' }));
  const send: Ports['send'] = async (one, keep) => {
    asked.push(one.place ?? 'none');
    if (one.place) return true;
    await keep({ ...one, place: 'p1' });
    throw new Problem('OFFLINE', 0);
  };
  expect(await round(undefined, { send })).toBe('offline');
  expect(await round(undefined, { send })).toBe('done');
  expect(asked).toEqual(['none', 'p1']);
});

test('a result that came second is told', async () => {
  put(deed(1));
  await round(() => false);
  expect(kept.get(deed(1).key)).toMatchObject({ state: 'sent', recorded: false });
});

test('keys keep the order, also within a millisecond and when the clock goes back', () => {
  const [a, b] = ['01KAS00000000000000000000A', '01KAS0000000000000000000ZZ'];
  expect(keyAfter([], a)).toBe(a);
  expect(keyAfter([deed(1, { key: b })], a)).toBe('01KAS000000000000000000100');
  expect(keyAfter([deed(1, { key: a })], b)).toBe(b);
});

test('pauses grow to five minutes', () => {
  expect([1, 2, 3, 7, 40].map(pause)).toEqual([5_000, 10_000, 20_000, 300_000, 300_000]);
});
