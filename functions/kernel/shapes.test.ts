import { describe, expect, test } from 'vitest';
import { openPhases, readCity } from './city.ts';
import { instant, localDate } from './clock.ts';
import { readEnv } from './env.ts';
import type { EventItem } from './events.ts';
import { historyOf } from './history.ts';
import { sum } from './money.ts';
import { mustHold, sessionHash } from './session.ts';
import { Contact, Phone, text } from './shapes.ts';
import type { Table } from './table.ts';
import { movableClock } from './testing.ts';

test.each([
  ['010-1234-5678', '01012345678'],
  ['+82 10 1234 5678', '01012345678'],
  ['+82-2-3144-7700', '0231447700'],
  ['(02) 3144.7700', '0231447700'],
  ['080-890-1212', '0808901212'],
  ['120', '120'],
  [' 1588-0000 ', '15880000'],
])('the phone number %j is %s', (typed, kept) => {
  expect(Phone.parse(typed)).toBe(kept);
});
test.each(['', '12', '010-1234', '010-12345-67890', '+1 212 555 0100', '전화 없음', '0'.repeat(31)])(
  '%j is no phone number',
  (typed) => {
    expect(Phone.safeParse(typed).success).toBe(false);
  },
);

test('a person can be reached by phone or by mail, or is not taken', () => {
  const name = { name: '김하늘', language: 'ko' };
  expect(Contact.safeParse({ ...name, phone: '010-1234-5678' }).success).toBe(true);
  expect(Contact.safeParse({ ...name, email: 'a@b.kr' }).success).toBe(true);
  expect(Contact.safeParse(name).error?.issues[0]).toMatchObject({
    path: ['email'],
    message: 'PHONE_OR_EMAIL',
  });
  expect(Contact.safeParse({ ...name, email: 'nobody' }).success).toBe(false);
});

test.each([
  ['한\u0000나눔', false],
  ['\u001b[31m김', false],
  ['\u007f', false],
  ['첫 줄\r\n둘째\t줄', true],
  ['O’Brien 👪', true],
])('%j is a text: %s', (typed, taken) => {
  expect(text(40).safeParse(typed).success).toBe(taken);
});

test('days are those of the city', () => {
  expect(localDate('2026-11-22T15:00:00.000Z', 'Asia/Seoul')).toBe('2026-11-23');
  expect(localDate(new Date('2026-11-22T14:59:59.999Z'), 'Asia/Seoul')).toBe('2026-11-22');
  expect(instant(movableClock('2026-11-23T01:00:00.000Z'))).toBe('2026-11-23T01:00:00.000Z');
});

describe('phases', () => {
  const city = readCity({ CITY: 'seoul' });
  test.each([
    ['household', '2026-11-23', '11530', ['households-pilot-2026']],
    ['household', '2026-11-23', '11110', []],
    ['household', '2026-06-30', '11530', []],
    ['household', '2027-01-04', '11110', ['households-2027']],
    ['household', '2027-01-04', '11530', ['households-pilot-2026', 'households-2027']],
    ['organisation', '2027-06-30', '11110', ['organisations-2026']],
    ['organisation', '2027-07-01', '11110', []],
    ['household', '2026-11-23', undefined, ['households-pilot-2026']],
  ] as const)('%s on %s in %s: %o', (kind, day, district, open) => {
    expect(openPhases(city, kind, day, district).map(({ id }) => id)).toEqual(open);
  });
});

test('a variable that is missing or malformed is named, before anything starts', () => {
  expect(readEnv(['TABLE_NAME'], { TABLE_NAME: 'x' })).toEqual({ TABLE_NAME: 'x' });
  expect(() => readEnv(['TABLE_NAME', 'SITE_URL', 'VAULT_KEY'], { SITE_URL: 'here', VAULT_KEY: '' })).toThrow(
    'Environment: missing or malformed TABLE_NAME, SITE_URL, VAULT_KEY',
  );
});

test('amounts add up, or nothing does', () => {
  expect(sum([1, 2, 3])).toBe(6);
  expect(sum([])).toBe(0);
  expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow('out of range');
  expect(() => sum([0.5])).toThrow('out of range');
});

test('a history is in the order of time and shows nothing but what happened', () => {
  const event = (at: string, more: object = {}) =>
    ({
      pk: 'x',
      sk: 'y',
      kind: 'event',
      key: 'k',
      digest: 'd',
      answer: { secret: 1 },
      type: 'light.go',
      subject: 'l',
      by: { kind: 'staff' },
      at,
      ...more,
    }) as EventItem;
  const history = historyOf([
    event('2026-02-02', { facts: { a: 1 } }),
    event('2026-01-01', { from: 'RED', to: 'GREEN' }),
  ]);
  expect(history).toEqual([
    { at: '2026-01-01', type: 'light.go', by: { kind: 'staff' }, from: 'RED', to: 'GREEN' },
    { at: '2026-02-02', type: 'light.go', by: { kind: 'staff' }, facts: { a: 1 } },
  ]);
});

describe('a session', () => {
  const session = {
    subject: 'donation',
    reference: 'AAAAAAAAAA',
    ttl: Date.parse('2026-11-23T01:30:00.000Z') / 1000,
  };
  const table = {
    get: async (key: { pk: string }) => (key.pk === `SES#${sessionHash('token')}` ? session : undefined),
  } as unknown as Table;
  const hold = (
    token: string,
    reference: string,
    at: string,
    subject: 'donation' | 'application' = 'donation',
  ) => mustHold(table, token, { subject, reference }, new Date(at));

  test('is for one record, for its time, for whoever has the token', async () => {
    await hold('token', 'AAAAAAAAAA', '2026-11-23T01:29:59.999Z');
    await expect(hold('token', 'AAAAAAAAAA', '2026-11-23T01:30:00.000Z')).rejects.toThrow('SESSION_REQUIRED');
    await expect(hold('token', 'BBBBBBBBBB', '2026-11-23T01:00:00.000Z')).rejects.toThrow('SESSION_REQUIRED');
    await expect(hold('token', 'AAAAAAAAAA', '2026-11-23T01:00:00.000Z', 'application')).rejects.toThrow(
      'SESSION_REQUIRED',
    );
    await expect(hold('other', 'AAAAAAAAAA', '2026-11-23T01:00:00.000Z')).rejects.toThrow('SESSION_REQUIRED');
  });
});
