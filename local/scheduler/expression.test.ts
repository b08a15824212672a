import { describe, expect, test } from 'vitest';
import { readExpression } from './expression.ts';

const SEOUL = 'Asia/Seoul';
/** The next times after an instant, as ISO without milliseconds. */
function times(expression: string, zone: string, after: string, count = 3, since = after): string[] {
  const { next } = readExpression(expression, zone);
  const found: string[] = [];
  for (let at = next(Date.parse(after), Date.parse(since)); at !== undefined && found.length < count; ) {
    found.push(new Date(at).toISOString().slice(0, 16));
    at = next(at, Date.parse(since));
  }
  return found;
}

describe('cron', () => {
  test.each<[string, string, string[]]>([
    // five past midnight in Seoul is 15:05 the day before in UTC
    ['5 0 * * ? *', SEOUL, ['2026-11-23T15:05', '2026-11-24T15:05', '2026-11-25T15:05']],
    ['5 0 ? * * *', SEOUL, ['2026-11-23T15:05', '2026-11-24T15:05', '2026-11-25T15:05']],
    ['5 0 * * ? *', 'UTC', ['2026-11-24T00:05', '2026-11-25T00:05', '2026-11-26T00:05']],
    ['0 3 1 * ? *', SEOUL, ['2026-11-30T18:00', '2026-12-31T18:00', '2027-01-31T18:00']],
    ['0 12 31 * ? *', 'UTC', ['2026-12-31T12:00', '2027-01-31T12:00', '2027-03-31T12:00']],
    ['30 9 ? * MON-FRI *', SEOUL, ['2026-11-24T00:30', '2026-11-25T00:30', '2026-11-26T00:30']],
    ['0 0 ? * 1 *', 'UTC', ['2026-11-29T00:00', '2026-12-06T00:00', '2026-12-13T00:00']],
    ['0 0 ? * sun,wed *', 'UTC', ['2026-11-25T00:00', '2026-11-29T00:00', '2026-12-02T00:00']],
    ['0/20 10 * * ? *', SEOUL, ['2026-11-23T01:20', '2026-11-23T01:40', '2026-11-24T01:00']],
    ['10-20/5 1 * * ? *', 'UTC', ['2026-11-23T01:10', '2026-11-23T01:15', '2026-11-23T01:20']],
    ['0 0 29 FEB ? *', 'UTC', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
    ['0 0 1 1,JUL ? 2027-2028', 'UTC', ['2027-01-01T00:00', '2027-07-01T00:00', '2028-01-01T00:00']],
    ['0 0 1 JAN ? 2020', 'UTC', []],
    ['0 0 30 FEB ? *', 'UTC', []],
  ])('(%s) in %s', (fields, zone, expected) => {
    expect(times(`cron(${fields})`, zone, '2026-11-23T01:00:00Z')).toEqual(expected);
  });

  test('is due at its minute, not again within it, and not before', () => {
    const { next } = readExpression('cron(5 0 * * ? *)', SEOUL);
    const due = Date.parse('2026-11-23T15:05:00Z');
    for (const [after, expected] of [
      [due - 1, due],
      [due, due + 86_400_000],
      [due + 59_999, due + 86_400_000],
    ] as const)
      expect(next(after, 0)).toBe(expected);
  });

  test('where clocks are put forward over it, it is left out; where they are put back, it is due once', () => {
    // Berlin: 29 March 2026 has no 02:30; 25 October 2026 has two.
    expect(times('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-03-27T12:00:00Z')).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
    expect(times('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
      '2026-10-27T01:30',
    ]);
    // Lord Howe puts its clocks by half an hour; Apia had no 30 December 2011.
    expect(times('cron(15 2 * * ? *)', 'Australia/Lord_Howe', '2026-10-02T12:00:00Z', 2)).toEqual([
      '2026-10-02T15:45',
      '2026-10-04T15:15',
    ]);
    expect(times('cron(0 12 * * ? *)', 'Pacific/Apia', '2011-12-28T12:00:00Z')).toEqual([
      '2011-12-28T22:00',
      '2011-12-29T22:00',
      '2011-12-30T22:00', // noon of the 31st
    ]);
  });

  test.each([
    ['5 0 * * *', /six fields, not 5/],
    ['5 0 * * * *', /is \?, the other is not/],
    ['5 0 ? * ? *', /is \?, the other is not/],
    ['0 0 L * ? *', /day of month: L is not implemented/],
    ['0 0 15W * ? *', /day of month: 15W is not implemented/],
    ['0 0 ? * 6L *', /day of week: 6L is not implemented/],
    ['0 0 ? * 3#2 *', /day of week: 3#2 is not implemented/],
    ['60 0 * * ? *', /minutes: 60/],
    ['0 24 * * ? *', /hours: 24/],
    ['0 0 0 * ? *', /day of month: 0/],
    ['0 0 * 13 ? *', /month: 13/],
    ['0 0 ? * 0 *', /day of week: 0/],
    ['0 0 ? * FRI-MON *', /day of week: FRI-MON/],
    ['0/0 0 * * ? *', /minutes: 0\/0/],
    ['? 0 * * ? *', /minutes: \?/],
    ['0 0 * * ? 1969', /year: 1969/],
  ])('(%s) is refused', (fields, message) => {
    expect(() => readExpression(`cron(${fields})`, SEOUL)).toThrow(message);
  });
});

describe('rate and at', () => {
  test('a rate counts from when the schedule was made', () => {
    expect(times('rate(6 hours)', SEOUL, '2026-11-23T07:00:00Z', 2, '2026-11-23T01:10:00Z')).toEqual([
      '2026-11-23T07:10',
      '2026-11-23T13:10',
    ]);
    expect(times('rate(1 minute)', 'UTC', '2026-11-23T07:00:00Z', 1)).toEqual(['2026-11-23T07:01']);
    for (const wrong of ['rate(0 days)', 'rate(1 week)', 'rate(1.5 hours)', 'rate(hour)'])
      expect(() => readExpression(wrong, SEOUL)).toThrow(/not implemented/);
  });

  test("one time, by the zone's clocks, once", () => {
    expect(times('at(2026-12-01T09:00:00)', SEOUL, '2026-11-23T01:00:00Z')).toEqual(['2026-12-01T00:00']);
    expect(times('at(2026-12-01T09:00:00)', SEOUL, '2026-12-01T00:00:00Z')).toEqual([]);
    for (const wrong of ['at(2026-13-01T00:00:00)', 'at(2026-02-30T00:00:00)', 'at(tomorrow)'])
      expect(() => readExpression(wrong, SEOUL), wrong).toThrow(/no such time/);
    expect(() => readExpression('at(2026-03-29T02:30:00)', 'Europe/Berlin')).toThrow(/no such time/);
  });

  test('anything else, and a zone that nobody knows, is refused', () => {
    expect(() => readExpression('daily', SEOUL)).toThrow(/neither cron, rate nor at/);
    expect(() => readExpression('cron(5 0 * * ? *)', 'Asia/Busan')).toThrow(RangeError);
  });
});
