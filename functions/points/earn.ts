import type { City } from '../kernel/city.ts';
import { nextDay } from '../kernel/clock.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { post } from '../ledger/domain.ts';
import { REPORT_DAYS } from './contract.ts';
import { addPoints, lastDay } from './lots.ts';
import {
  type Decided,
  eventOf,
  fail,
  lineWrite,
  type Member,
  type Moment,
  moved,
  mustBeMember,
  pointsTransfer,
  today,
  written,
} from './member.ts';

export type Activity = City['points']['activities'][number];

/** What a member did. */
export interface Earning {
  readonly activity: string;
  /** Times or hours, 1 and up. */
  readonly count: number;
  /** The day of the activity, in the city's calendar. */
  readonly day: string;
  readonly evidence?: string;
}

/** How often each activity of a day has earned points, by code; the limits are on the day of the activity. */
export type DayCounts = Readonly<Record<string, unknown>>;

/** What earning is decided on: the member, and the counts of the activity's day. To be read consistently. */
export const earningKeys = (account: string, day: string): [Key, Key] => [
  keys.member(account),
  keys.memberDay(account, day),
];
export function earningFrom(
  account: string,
  day: string,
  found: readonly Key[],
): { member: Member | undefined; counts: DayCounts } {
  const [own, ofDay] = earningKeys(account, day);
  const read = (key: Key) => found.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
  return {
    member: read(own) as (Key & Member) | undefined,
    counts: { ...read(ofDay) },
  };
}

/** @throws DomainError ACTIVITY_UNKNOWN for a code that the city does not have, or that another source reports */
export function activityOf(city: City, code: string, source: Activity['source']): Activity {
  const activity = city.points.activities.find((one) => one.code === code && one.source === source);
  if (!activity) throw fail('ACTIVITY_UNKNOWN', { activity: code }, [{ path: 'activity', code: 'INVALID' }]);
  return activity;
}

/** @throws DomainError ACTIVITY_IN_FUTURE, ACTIVITY_TOO_OLD */
function mustBeOfLate(day: string, now: string): void {
  if (day > now) throw fail('ACTIVITY_IN_FUTURE', { day }, [{ path: 'day', code: 'ACTIVITY_IN_FUTURE' }]);
  if (day < nextDay(now, -REPORT_DAYS))
    throw fail('ACTIVITY_TOO_OLD', { days: REPORT_DAYS }, [{ path: 'day', code: 'ACTIVITY_TOO_OLD' }]);
}

/** The day's count is kept until no report of that day is taken any more, and a day longer for every time zone. */
const countUntil = (day: string): number => Date.parse(nextDay(day, REPORT_DAYS + 2)) / 1000;

/**
 * The write that counts an activity against its limit of the day.
 * @throws DomainError ACTIVITY_LIMIT with how often it can still be
 */
function counted(member: Member, activity: Activity, { count, day }: Earning, counts: DayCounts): Write[] {
  const { code, perDay } = activity;
  if (perDay === undefined) return [];
  const before = counts[code];
  const so = typeof before === 'number' ? before : 0;
  if (so + count > perDay) throw fail('ACTIVITY_LIMIT', { perDay, left: Math.max(0, perDay - so) });
  return [
    {
      update: keys.memberDay(member.account, day),
      change: { set: { kind: 'memberDay', [code]: so + count, ttl: countUntil(day) } },
      when: before === undefined ? { absent: [code] } : { equals: { [code]: before } },
    },
  ];
}

/** @throws DomainError EARNED_BEFORE, ACTIVITY_LIMIT where it is counted twice at once */
function once(member: Member, { code, once: only, source }: Activity, count: number): Pick<Member, 'done'> {
  // One and the same survey is never answered twice, whatever the city pays for it.
  if (!only && source !== 'survey') return { done: member.done };
  if (member.done.includes(code)) throw fail('EARNED_BEFORE');
  if (count > 1) throw fail('ACTIVITY_LIMIT', { left: 1 });
  return { done: [...member.done, code] };
}

/**
 * A member earns the points of an activity: the lot, the line, the transfer from the pool and the counts of limits are
 * one decision. Points are booked today and live from today, whenever the activity was.
 * @param standing as `earningFrom` reads it
 * @throws DomainError NOT_A_MEMBER, ACTIVITY_UNKNOWN, ACTIVITY_IN_FUTURE, ACTIVITY_TOO_OLD, ACTIVITY_LIMIT, EARNED_BEFORE
 */
export function earn(
  { member: before, counts }: { member: Member | undefined; counts: DayCounts },
  earning: Earning,
  source: Activity['source'],
  moment: Moment,
): Decided & { readonly points: number } {
  mustBeMember(before);
  const { city } = moment;
  const now = today(moment);
  const activity = activityOf(city, earning.activity, source);
  mustBeOfLate(earning.day, now);
  const done = once(before, activity, earning.count);
  const count = counted(before, activity, earning, counts);
  const points = activity.points * earning.count;
  const expires = lastDay(now, city.points.expireAfterMonths);
  const lots = addPoints(before.lots, expires, points);
  const member = { ...moved(before, lots, { earned: before.earned + points }), ...done };
  const transfer = pointsTransfer(
    member,
    'in',
    { amount: points, cause: 'POINTS_EARNED', refs: { activity: activity.code } },
    moment,
  );
  const memberWrite = written(member, before, city);
  const { count: times, day, evidence } = earning;
  return {
    member,
    memberWrite,
    points,
    event: eventOf(member, 'earn', moment, {
      refs: { transfer: transfer.id },
      facts: { activity: activity.code, count: times, day, points, source },
    }),
    writes: [
      memberWrite,
      ...count,
      lineWrite(member, transfer, {
        what: 'EARNED',
        activity: activity.code,
        count: times,
        day,
        expires,
        ...(evidence ? { evidence } : {}),
      }),
      ...post([transfer]).writes,
    ],
  };
}
