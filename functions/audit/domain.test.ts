import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayStart, localDate, nextDay } from '../kernel/clock.ts';
import type { EventItem } from '../kernel/events.ts';
import { auditContract, recordName } from './contract.ts';
import {
  askedEvent,
  type JournalLine,
  lineOf,
  nameOf,
  namesIn,
  placeOf,
  type Question,
  recordsIn,
  roomsOf,
  searchFor,
} from './domain.ts';

const SEOUL = 'Asia/Seoul';
const id = (prefix: string, letter = 'A') => `${prefix}_01K${letter.repeat(23)}`;
const line = (changes: Partial<JournalLine> = {}): JournalLine => ({
  at: '2026-11-23T01:00:00.000Z',
  type: 'donation.screen',
  subject: id('don'),
  by: { kind: 'staff', id: 'chest-kim' },
  key: '01KKEY',
  ...changes,
});

test('a line is the event without what was answered and what was sent', () => {
  const event: EventItem = {
    ...{ pk: 'DON#A', sk: 'EVT#01KKEY', kind: 'event', digest: 'd', answer: { secret: 1 } },
    ...line({
      from: 'OFFERED',
      to: 'SCREENED',
      district: '11530',
      refs: { person: id('per') },
      facts: { n: 1 },
    }),
  };
  expect(lineOf(event)).toEqual(
    line({
      from: 'OFFERED',
      to: 'SCREENED',
      district: '11530',
      refs: { person: id('per') },
      facts: { n: 1 },
    }),
  );
  expect(placeOf(lineOf(event))).toBe(`2026-11-23T01:00:00.000Z#${id('don')}#01KKEY`);
});

test.each<[string, Partial<JournalLine>, readonly string[]]>([
  ['itself', {}, [id('don')]],
  ['what it refers to', { refs: { person: id('per'), step: 'erasure' } }, [id('don'), id('per')]],
  [
    'what its facts name, each once',
    { facts: { devices: [id('dev'), id('dev', 'B'), id('dev')], day: '2026-11-25', lines: 2 } },
    [id('don'), id('dev'), id('dev', 'B')],
  ],
  ['the receipt it issued', { facts: { year: '2026', number: 17, total: 1 } }, [id('don'), '2026-000017']],
  ['no receipt in a decision’s number', { facts: { number: '2026-배분-01' } }, [id('don')]],
  [
    'a look into the journal nobody but itself',
    { type: 'audit.read', subject: id('aud'), facts: { record: id('don') } },
    [id('aud')],
  ],
])('an event concerns %s', (_, changes, records) => {
  expect(recordsIn(line(changes))).toEqual(records);
});

test.each<[string, Partial<JournalLine>, readonly string[]]>([
  [
    'day of the city, trail by reference, account',
    {},
    ['DAY#2026-11-23', `OF#${'A'.repeat(10)}`, 'BY#chest-kim'],
  ],
  [
    'after midnight in Seoul',
    { at: '2026-11-23T15:00:00.000Z' },
    ['DAY#2026-11-24', `OF#${'A'.repeat(10)}`, 'BY#chest-kim'],
  ],
  ['nobody’s account', { subject: id('dev'), by: { kind: 'system' } }, ['DAY#2026-11-23', `OF#${id('dev')}`]],
])('rooms: %s', (_, changes, rooms) => {
  expect(roomsOf(line(changes), SEOUL)).toEqual(rooms);
});

test('asset numbers are told with their devices', () => {
  const facts = {
    devices: [id('dev'), id('dev', 'B')],
    assetNumbers: ['SH-26-00001', 'SH-26-00002', 'SH-26-00003'],
  };
  expect(namesIn(line({ facts }))).toEqual([
    ['SH-26-00001', id('dev')],
    ['SH-26-00002', id('dev', 'B')],
  ]);
  expect(namesIn(line())).toEqual([]);
});

test.each<[string, string | undefined]>([
  [id('dev'), id('dev')],
  [` ${id('DEV').toLowerCase()} `, id('dev')],
  ['2026-17', '2026-000017'],
  ['2026-000017', '2026-000017'],
  ['7k3m9-qx24w', '7K3M9QX24W'],
  ['7K3M9 QX24W', '7K3M9QX24W'],
  ['sh-26-00001', 'SH-26-00001'],
  ['홍길동', undefined],
  ['', undefined],
  ['2026-0000017', undefined],
])('a record named %j is %j', (text, name) => {
  expect(recordName(text)).toBe(name);
});

describe('a question', () => {
  const ask = (changes: Partial<Question> = {}): Question => ({ order: 'newest', ...changes });

  test('about days goes through the days, newest or oldest first', () => {
    const days = { from: '2026-11-30', to: '2026-12-02' };
    expect(searchFor(ask(days), SEOUL)).toEqual({
      rooms: ['DAY#2026-12-02', 'DAY#2026-12-01', 'DAY#2026-11-30'],
      newestFirst: true,
    });
    expect(searchFor(ask({ ...days, order: 'oldest' }), SEOUL).rooms[0]).toBe('DAY#2026-11-30');
  });

  test('about a record goes to its trail, about a person to their deeds, bounded by the city’s days', () => {
    expect(searchFor(ask({ record: id('app') }), SEOUL)).toEqual({
      rooms: [`OF#${'A'.repeat(10)}`],
      newestFirst: true,
    });
    expect(searchFor(ask({ who: 'chest-kim', from: '2026-11-23', to: '2026-11-23' }), SEOUL)).toEqual({
      rooms: ['BY#chest-kim'],
      newestFirst: true,
      between: ['2026-11-22T15:00:00.000Z', '2026-11-23T15:00:00.000Z'],
    });
    expect(searchFor(ask({ record: id('dev'), from: '2026-11-23' }), SEOUL).between).toEqual([
      '2026-11-22T15:00:00.000Z',
      '9',
    ]);
  });

  test.each<[string, Partial<Question>, readonly boolean[]]>([
    ['a kind of event', { what: 'donation.screen' }, [true, false, false]],
    ['a kind of record', { what: 'donation' }, [true, false, false]],
    ['not a beginning of another word', { what: 'don' }, [false, false, false]],
    ['a kind of actor', { who: 'system' }, [false, true, false]],
    ['a person within a trail', { record: id('don'), who: 'chest-kim' }, [true, false, false]],
    ['a district', { district: '11530' }, [false, false, true]],
    ['all at once', { what: 'device', district: '11530', who: 'anonymous' }, [false, false, true]],
  ])('picks %s', (_, changes, kept) => {
    const lines = [
      line(),
      line({ type: 'delivery.confirm', by: { kind: 'system' } }),
      line({ type: 'device.passCheck', by: { kind: 'anonymous' }, district: '11530' }),
    ];
    const { keep } = searchFor(ask({ from: '2026-11-23', to: '2026-11-23', ...changes }), SEOUL);
    expect(lines.map((one) => keep?.(one))).toEqual(kept);
  });

  test('has a name of its own, so that a cursor fits no other', () => {
    expect(nameOf(ask({ what: 'donation', record: undefined }))).toBe(nameOf(ask({ what: 'donation' })));
    const names = [ask(), ask({ order: 'oldest' }), ask({ what: 'a' }), ask({ district: 'a' })].map(nameOf);
    expect(new Set(names).size).toBe(4);
  });

  test('is on record with what was asked for, as codes', () => {
    const act = {
      id: id('aud'),
      at: '2026-11-23T01:00:00.000Z',
      by: { kind: 'staff', id: 'audit-jang' } as const,
    };
    expect(
      askedEvent(act, 'audit.export', ask({ record: id('don'), from: '2026-11-01' }), { lines: 3 }),
    ).toEqual({
      type: 'audit.export',
      subject: id('aud'),
      at: '2026-11-23T01:00:00.000Z',
      by: { kind: 'staff', id: 'audit-jang' },
      facts: { record: id('don'), from: '2026-11-01', lines: 3 },
    });
  });
});

describe('what may be asked', () => {
  const { query } = auditContract.routes.listEvents;
  test.each<[string, Record<string, string>, readonly string[]]>([
    ['days', { from: '2026-11-01', to: '2026-12-01' }, []],
    ['a record of all time', { record: id('don') }, []],
    ['a person of all time', { who: 'chest-kim' }, []],
    ['a year of one record', { record: id('don'), from: '2026-01-01', to: '2026-12-31' }, []],
    ['nothing at all', {}, ['from REQUIRED', 'to REQUIRED']],
    ['a kind of actor of all time', { who: 'system' }, ['from REQUIRED', 'to REQUIRED']],
    ['a kind of event of all time', { what: 'donation' }, ['from REQUIRED', 'to REQUIRED']],
    ['32 days', { from: '2026-11-01', to: '2026-12-02' }, ['to TOO_MANY_DAYS']],
    ['backwards', { record: id('don'), from: '2026-11-02', to: '2026-11-01' }, ['to ENDS_BEFORE_START']],
    ['a name', { record: '홍길동' }, ['record INVALID']],
  ])('%s', (_, asked, wrong) => {
    const issues = query.safeParse(asked).error?.issues ?? [];
    expect(issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual(wrong);
  });
});

test('a day begins at its first instant, in whatever time zone and on the days when clocks change', () => {
  const zones = fc.constantFrom(SEOUL, 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC');
  const days = fc.integer({ min: 0, max: 3650 }).map((n) => nextDay('2024-01-01', n));
  fc.assert(
    fc.property(zones, days, (zone, day) => {
      const start = Date.parse(dayStart(day, zone));
      expect(localDate(new Date(start), zone)).toBe(day);
      expect(localDate(new Date(start - 1), zone)).toBe(nextDay(day, -1));
    }),
  );
});
