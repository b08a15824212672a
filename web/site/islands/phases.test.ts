import { expect, test } from 'vitest';
import { opensFor, stateOf, todayIn } from './phases.ts';

const pilots = { opensOn: '2026-07-01', closesOn: '2027-06-30', districts: ['11530'] };
const everyone = { opensOn: '2027-01-04', closesOn: '2027-12-31', districts: [] };

test.each([
  ['11530', '2026-06-30', '2026-07-01'],
  ['11530', '2026-07-01', true],
  ['11530', '2027-06-30', true],
  ['11110', '2026-11-23', '2027-01-04'],
  ['11110', '2027-12-31', true],
  ['11110', '2028-01-01', false],
])('district %s on %s: %s', (district, today, answer) => {
  expect(opensFor([pilots, everyone], district, today)).toBe(answer);
});

test('both ends of a phase belong to it', () => {
  expect(stateOf('2026-07-01', '2026-07-31', '2026-07-01')).toBe('open');
  expect(stateOf('2026-07-01', '2026-07-31', '2026-07-31')).toBe('open');
  expect(stateOf('2026-07-01', '2026-07-31', '2026-08-01')).toBe('closed');
});

test('the day is the one of the city, not of the reader', () => {
  expect(todayIn('Asia/Seoul', new Date('2026-11-23T15:00:00Z'))).toBe('2026-11-24');
});
