import { expect, test } from 'vitest';
import { APPLICATION_STATUS } from '../../../functions/applications/contract.ts';
import { DONATION_STATUS } from '../../../functions/donations/contract.ts';
import ko from '../../texts/ko/site.json' with { type: 'json' };
import { MEANING, roadOf, WAYS } from './follow-way.ts';

const brief = (...args: Parameters<typeof roadOf>): string[] =>
  roadOf(...args).map(({ status, state }) => `${status} ${state}`);
const at = '2026-11-02T01:00:00.000Z';

test('a new offer: here it is, all else lies ahead', () => {
  expect(brief(WAYS.donation, { OFFERED: at }, 'OFFERED')).toEqual([
    'OFFERED now',
    'SCREENED ahead',
    'COLLECTION_BOOKED ahead',
    'RECEIVED ahead',
    'ACCEPTED ahead',
    'RECEIPTED ahead',
  ]);
});

test('a state that is not shown leaves the mark at the last stop that is', () => {
  expect(brief(WAYS.device, { RECEIVED: at, ERASING: at }, 'ERASING')[0]).toBe('RECEIVED now');
});

test('at the end of the road nothing is "now"', () => {
  const stages = Object.fromEntries(WAYS.device.map((stop) => [stop, at]));
  expect(roadOf(WAYS.device, stages, 'INSTALLED').every(({ state }) => state === 'done')).toBe(true);
});

test('a declined offer shows what was walked, then the end', () => {
  expect(brief(WAYS.donation, { OFFERED: at, DECLINED: at }, 'DECLINED')).toEqual([
    'OFFERED done',
    'DECLINED stopped',
  ]);
});

test('a destroyed drive stands where the erasure would', () => {
  const stages = { RECEIVED: at, DRIVE_DESTROYED: at };
  expect(brief(WAYS.device, stages, 'REFURBISHING').slice(0, 3)).toEqual([
    'RECEIVED done',
    'DRIVE_DESTROYED now',
    'READY ahead',
  ]);
});

test('a PC that came back from a delivery is ready again, not on its way', () => {
  const stages = { RECEIVED: at, ERASED: at, READY: at, ALLOTTED: at, OUT_FOR_DELIVERY: at };
  expect(brief(WAYS.device, stages, 'READY')).toEqual([
    'RECEIVED done',
    'ERASED done',
    'READY now',
    'ALLOTTED ahead',
    'OUT_FOR_DELIVERY ahead',
    'INSTALLED ahead',
  ]);
});

test('papers that are wanted are where the application stands', () => {
  expect(
    brief(WAYS.application, { SUBMITTED: at, DOCUMENTS_NEEDED: at }, 'DOCUMENTS_NEEDED').slice(0, 3),
  ).toEqual(['SUBMITTED done', 'DOCUMENTS_NEEDED now', 'QUEUED ahead']);
});

test('every state has a meaning, every stop its words', () => {
  for (const status of [...DONATION_STATUS, ...APPLICATION_STATUS]) expect(MEANING[status]).toBeDefined();
  for (const stop of WAYS.donation) expect(ko.follow.donationStages[stop]).toBeTruthy();
  for (const stop of WAYS.device) expect(ko.follow.deviceStages[stop]).toBeTruthy();
  for (const stop of WAYS.application) expect(ko.follow.applicationStages[stop]).toBeTruthy();
});
